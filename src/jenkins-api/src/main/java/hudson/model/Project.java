package hudson.model;

public abstract class Project<P extends hudson.model.Project<P, B>, B extends hudson.model.Build<P, B>>
        extends hudson.model.AbstractProject<P, B>
        implements hudson.model.Saveable, hudson.model.Item, hudson.model.Queue.Task {

    Project() {}

    public hudson.util.DescribableList<hudson.tasks.Publisher, hudson.model.Descriptor<hudson.tasks.Publisher>>
            getPublishersList() {
        throw new UnsupportedOperationException();
    }

    public boolean isFingerprintConfigured() {
        throw new UnsupportedOperationException();
    }

    public void onLoad(hudson.model.ItemGroup<? extends hudson.model.Item> parent, String name)
            throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
