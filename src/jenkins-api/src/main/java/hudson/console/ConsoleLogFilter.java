package hudson.console;

public abstract class ConsoleLogFilter implements hudson.ExtensionPoint {

    public ConsoleLogFilter() {}

    @Deprecated
    public java.io.OutputStream decorateLogger(hudson.model.AbstractBuild build, java.io.OutputStream logger)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.io.OutputStream decorateLogger(hudson.model.Run build, java.io.OutputStream logger)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.io.OutputStream decorateLogger(hudson.model.Computer computer, java.io.OutputStream logger)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
