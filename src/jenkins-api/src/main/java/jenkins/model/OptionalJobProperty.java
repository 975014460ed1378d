package jenkins.model;

public abstract class OptionalJobProperty<J extends hudson.model.Job<?, ?>> extends hudson.model.JobProperty<J> {

    public OptionalJobProperty() {}

    public abstract static class OptionalJobPropertyDescriptor extends hudson.model.JobPropertyDescriptor {

        protected OptionalJobPropertyDescriptor(Class<? extends hudson.model.JobProperty<?>> clazz) {}

        protected OptionalJobPropertyDescriptor() {}
    }
}
