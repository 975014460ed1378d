package hudson.model;

public abstract class JobProperty<J extends hudson.model.Job<?, ?>>
        implements hudson.model.ReconfigurableDescribable<hudson.model.JobProperty<?>>,
                hudson.tasks.BuildStep,
                hudson.ExtensionPoint {

    public JobProperty() {}

    public hudson.model.JobPropertyDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public final hudson.model.Action getProjectAction(hudson.model.AbstractProject<?, ?> project) {
        throw new UnsupportedOperationException();
    }

    public final java.util.Collection<? extends hudson.model.Action> getProjectActions(
            hudson.model.AbstractProject<?, ?> project) {
        throw new UnsupportedOperationException();
    }

    public boolean perform(
            hudson.model.AbstractBuild<?, ?> build, hudson.Launcher launcher, hudson.model.BuildListener listener)
            throws InterruptedException, java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public boolean prebuild(hudson.model.AbstractBuild<?, ?> build, hudson.model.BuildListener listener) {
        throw new UnsupportedOperationException();
    }
}
