package hudson.model.listeners;

public abstract class RunListener<R extends hudson.model.Run> implements hudson.ExtensionPoint {

    protected RunListener(Class<R> targetType) {}

    protected RunListener() {}

    public void onCompleted(R r, hudson.model.TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(R r) {
        throw new UnsupportedOperationException();
    }

    public void onFinalized(R r) {
        throw new UnsupportedOperationException();
    }

    public void onInitialize(R r) {
        throw new UnsupportedOperationException();
    }

    public void onStarted(R r, hudson.model.TaskListener listener) {
        throw new UnsupportedOperationException();
    }
}
