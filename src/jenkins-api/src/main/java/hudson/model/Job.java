package hudson.model;

public abstract class Job<JobT extends hudson.model.Job<JobT, RunT>, RunT extends hudson.model.Run<JobT, RunT>>
        extends hudson.model.AbstractItem
        implements hudson.ExtensionPoint, org.kohsuke.stapler.StaplerOverridable, hudson.model.ModelObject {

    Job() {}

    protected abstract java.util.SortedMap<Integer, ? extends RunT> _getRuns();

    public void addProperty(hudson.model.JobProperty<? super JobT> jobProp) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void delete() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public hudson.security.ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public java.util.Collection<? extends hudson.model.Job> getAllJobs() {
        throw new UnsupportedOperationException();
    }

    public RunT getBuild(String id) {
        throw new UnsupportedOperationException();
    }

    public RunT getBuildByNumber(int n) {
        throw new UnsupportedOperationException();
    }

    public java.io.File getBuildDir() {
        throw new UnsupportedOperationException();
    }

    public hudson.util.RunList<RunT> getBuilds() {
        throw new UnsupportedOperationException();
    }

    public RunT getLastBuild() {
        throw new UnsupportedOperationException();
    }

    public RunT getLastCompletedBuild() {
        throw new UnsupportedOperationException();
    }

    public RunT getLastSuccessfulBuild() {
        throw new UnsupportedOperationException();
    }

    public int getNextBuildNumber() {
        throw new UnsupportedOperationException();
    }

    public java.util.Collection<?> getOverrides() {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.JobProperty> T getProperty(Class<T> clazz) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.JobProperty getProperty(String className) {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isBuildable();

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public void onCopiedFrom(hudson.model.Item src) {
        throw new UnsupportedOperationException();
    }

    public void onLoad(hudson.model.ItemGroup<? extends hudson.model.Item> parent, String name)
            throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void removeProperty(hudson.model.JobProperty<? super JobT> jobProp) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.JobProperty> T removeProperty(Class<T> clazz) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    protected abstract void removeRun(RunT run);

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
