package hudson.model;

public abstract class Run<JobT extends hudson.model.Job<JobT, RunT>, RunT extends hudson.model.Run<JobT, RunT>>
        extends hudson.model.Actionable
        implements hudson.ExtensionPoint,
                Comparable<RunT>,
                hudson.security.AccessControlled,
                hudson.model.PersistenceRoot,
                hudson.model.ModelObject {
    public static final hudson.security.Permission DELETE = null;
    public static final hudson.security.Permission UPDATE = null;
    public static final hudson.security.Permission ARTIFACTS = null;

    Run() {}

    public int compareTo(RunT that) {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.Run<?, ?> fromExternalizableId(String id)
            throws IllegalArgumentException, org.springframework.security.access.AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    public hudson.security.ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.Cause> T getCause(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.model.Cause> getCauses() {
        throw new UnsupportedOperationException();
    }

    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public long getDuration() {
        throw new UnsupportedOperationException();
    }

    public hudson.EnvVars getEnvironment(hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public String getExternalizableId() {
        throw new UnsupportedOperationException();
    }

    public String getFullDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public RunT getNextBuild() {
        throw new UnsupportedOperationException();
    }

    public int getNumber() {
        throw new UnsupportedOperationException();
    }

    public JobT getParent() {
        throw new UnsupportedOperationException();
    }

    public RunT getPreviousBuild() {
        throw new UnsupportedOperationException();
    }

    public final RunT getPreviousCompletedBuild() {
        throw new UnsupportedOperationException();
    }

    public RunT getPreviousSuccessfulBuild() {
        throw new UnsupportedOperationException();
    }

    public long getQueueId() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Result getResult() {
        throw new UnsupportedOperationException();
    }

    public java.io.File getRootDir() {
        throw new UnsupportedOperationException();
    }

    public final String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public final long getStartTimeInMillis() {
        throw new UnsupportedOperationException();
    }

    public final long getTimeInMillis() {
        throw new UnsupportedOperationException();
    }

    public java.util.Calendar getTimestamp() {
        throw new UnsupportedOperationException();
    }

    public String getUrl() {
        throw new UnsupportedOperationException();
    }

    public boolean hasntStartedYet() {
        throw new UnsupportedOperationException();
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public final boolean isKeepLog() {
        throw new UnsupportedOperationException();
    }

    public final void keepLog() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void keepLog(boolean newValue) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void setDescription(String description) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void setResult(hudson.model.Result r) {
        throw new UnsupportedOperationException();
    }
}
