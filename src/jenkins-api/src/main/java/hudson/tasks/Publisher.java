package hudson.tasks;

public abstract class Publisher extends hudson.tasks.BuildStepCompatibilityLayer
        implements hudson.model.Describable<hudson.tasks.Publisher> {

    Publisher() {}

    @Deprecated
    public hudson.model.Action getProjectAction(hudson.model.Project project) {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public boolean prebuild(hudson.model.Build build, hudson.model.BuildListener listener) {
        throw new UnsupportedOperationException();
    }
}
