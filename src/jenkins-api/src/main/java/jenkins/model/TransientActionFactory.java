package jenkins.model;

public abstract class TransientActionFactory<T> implements hudson.ExtensionPoint {

    public TransientActionFactory() {}

    public Class<? extends hudson.model.Action> actionType() {
        throw new UnsupportedOperationException();
    }

    public abstract java.util.Collection<? extends hudson.model.Action> createFor(T value);

    public abstract Class<T> type();
}
