package hudson.model;

public abstract class JobPropertyDescriptor extends hudson.model.Descriptor<hudson.model.JobProperty<?>> {

    protected JobPropertyDescriptor(Class<? extends hudson.model.JobProperty<?>> clazz) {}

    protected JobPropertyDescriptor() {}

    public boolean isApplicable(Class<? extends hudson.model.Job> jobType) {
        throw new UnsupportedOperationException();
    }
}
