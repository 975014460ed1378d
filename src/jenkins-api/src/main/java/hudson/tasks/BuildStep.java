package hudson.tasks;

public interface BuildStep {

    @Deprecated
    hudson.model.Action getProjectAction(hudson.model.AbstractProject<?, ?> abstractProject);

    java.util.Collection<? extends hudson.model.Action> getProjectActions(
            hudson.model.AbstractProject<?, ?> abstractProject);

    default hudson.tasks.BuildStepMonitor getRequiredMonitorService() {
        throw new UnsupportedOperationException();
    }

    boolean perform(
            hudson.model.AbstractBuild<?, ?> abstractBuild,
            hudson.Launcher launcher,
            hudson.model.BuildListener buildListener)
            throws InterruptedException, java.io.IOException;

    boolean prebuild(hudson.model.AbstractBuild<?, ?> abstractBuild, hudson.model.BuildListener buildListener);
}
