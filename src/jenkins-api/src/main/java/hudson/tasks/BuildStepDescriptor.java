package hudson.tasks;

public abstract class BuildStepDescriptor<T extends hudson.tasks.BuildStep & hudson.model.Describable<T>>
        extends hudson.model.Descriptor<T> {

    protected BuildStepDescriptor(Class<? extends T> clazz) {}

    protected BuildStepDescriptor() {}

    public static <T extends hudson.tasks.BuildStep & hudson.model.Describable<T>>
            java.util.List<hudson.model.Descriptor<T>> filter(
                    java.util.List<hudson.model.Descriptor<T>> base,
                    Class<? extends hudson.model.AbstractProject> type) {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isApplicable(Class<? extends hudson.model.AbstractProject> type);
}
