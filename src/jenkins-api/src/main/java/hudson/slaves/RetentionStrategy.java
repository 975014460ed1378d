package hudson.slaves;

public abstract class RetentionStrategy<T extends hudson.model.Computer>
        implements hudson.model.Describable<hudson.slaves.RetentionStrategy<?>>, hudson.ExtensionPoint {

    public RetentionStrategy() {}

    public abstract long check(T computer);
}
