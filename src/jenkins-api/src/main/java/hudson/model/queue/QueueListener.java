package hudson.model.queue;

public abstract class QueueListener implements hudson.ExtensionPoint {

    public QueueListener() {}

    public void onLeft(hudson.model.Queue.LeftItem li) {
        throw new UnsupportedOperationException();
    }
}
