package jenkins.model.queue;

public abstract class AsynchronousExecution extends RuntimeException {

    protected AsynchronousExecution() {}

    public abstract boolean blocksRestart();

    public abstract boolean displayCell();

    public abstract void interrupt(boolean value);
}
