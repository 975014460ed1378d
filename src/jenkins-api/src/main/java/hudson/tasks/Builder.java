package hudson.tasks;

public abstract class Builder extends hudson.tasks.BuildStepCompatibilityLayer
        implements hudson.model.Describable<hudson.tasks.Builder>, hudson.ExtensionPoint {

    public Builder() {}

    public static hudson.DescriptorExtensionList<hudson.tasks.Builder, hudson.model.Descriptor<hudson.tasks.Builder>>
            all() {
        throw new UnsupportedOperationException();
    }

    public boolean prebuild(hudson.model.Build build, hudson.model.BuildListener listener) {
        throw new UnsupportedOperationException();
    }
}
