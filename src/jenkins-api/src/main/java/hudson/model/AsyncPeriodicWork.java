package hudson.model;

public abstract class AsyncPeriodicWork extends hudson.model.PeriodicWork {

    protected AsyncPeriodicWork(String name) {}

    public final void doRun() {
        throw new UnsupportedOperationException();
    }

    protected java.util.logging.Level getNormalLoggingLevel() {
        throw new UnsupportedOperationException();
    }

    protected java.util.logging.Level getSlowLoggingLevel() {
        throw new UnsupportedOperationException();
    }

    protected abstract void execute(hudson.model.TaskListener taskListener)
            throws java.io.IOException, InterruptedException;
}
