package hudson.model.queue;

public abstract class QueueTaskDispatcher implements hudson.ExtensionPoint {

    public QueueTaskDispatcher() {}

    public hudson.model.queue.CauseOfBlockage canRun(hudson.model.Queue.Item item) {
        throw new UnsupportedOperationException();
    }
}
