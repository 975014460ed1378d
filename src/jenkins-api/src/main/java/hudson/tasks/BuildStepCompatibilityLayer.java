package hudson.tasks;

@Deprecated
public abstract class BuildStepCompatibilityLayer implements hudson.tasks.BuildStep {

    public BuildStepCompatibilityLayer() {}

    public hudson.model.Action getProjectAction(hudson.model.AbstractProject<?, ?> project) {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public hudson.model.Action getProjectAction(hudson.model.Project<?, ?> project) {
        throw new UnsupportedOperationException();
    }

    public java.util.Collection<? extends hudson.model.Action> getProjectActions(
            hudson.model.AbstractProject<?, ?> project) {
        throw new UnsupportedOperationException();
    }

    public boolean perform(
            hudson.model.AbstractBuild<?, ?> build, hudson.Launcher launcher, hudson.model.BuildListener listener)
            throws InterruptedException, java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public boolean perform(
            hudson.model.Build<?, ?> build, hudson.Launcher launcher, hudson.model.BuildListener listener)
            throws InterruptedException, java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public boolean prebuild(hudson.model.AbstractBuild<?, ?> build, hudson.model.BuildListener listener) {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public boolean prebuild(hudson.model.Build<?, ?> build, hudson.model.BuildListener listener) {
        throw new UnsupportedOperationException();
    }
}
