package hudson.model;

public abstract class AbstractProject<
                P extends hudson.model.AbstractProject<P, R>, R extends hudson.model.AbstractBuild<P, R>>
        extends hudson.model.Job<P, R> implements hudson.model.Item, hudson.model.Queue.Task {

    AbstractProject() {}

    public hudson.model.RunMap<R> _getRuns() {
        throw new UnsupportedOperationException();
    }

    public R createExecutable() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    protected abstract Class<R> getBuildClass();

    public abstract hudson.util.DescribableList<hudson.tasks.Publisher, hudson.model.Descriptor<hudson.tasks.Publisher>>
            getPublishersList();

    public final hudson.FilePath getSomeWorkspace() {
        throw new UnsupportedOperationException();
    }

    public boolean isBuildable() {
        throw new UnsupportedOperationException();
    }

    public boolean isDisabled() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isFingerprintConfigured();

    public void onLoad(hudson.model.ItemGroup<? extends hudson.model.Item> parent, String name)
            throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void removeRun(R run) {
        throw new UnsupportedOperationException();
    }

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
