package hudson.model;

public abstract class Computer extends hudson.model.Actionable
        implements hudson.ExtensionPoint, hudson.model.ModelObject {

    public static final java.util.concurrent.ExecutorService threadPoolForRemoting = declared();

    Computer() {}

    // No null: SpotBugs would take it for the value.
    private static java.util.concurrent.ExecutorService declared() {
        throw new UnsupportedOperationException();
    }

    protected abstract java.util.concurrent.Future<?> _connect(boolean value);

    public static hudson.model.Computer currentComputer() {
        throw new UnsupportedOperationException();
    }

    public abstract void doLaunchSlaveAgent(
            org.kohsuke.stapler.StaplerRequest2 staplerRequest2, org.kohsuke.stapler.StaplerResponse2 staplerResponse2)
            throws java.io.IOException, jakarta.servlet.ServletException;

    public abstract hudson.remoting.VirtualChannel getChannel();

    public abstract java.nio.charset.Charset getDefaultCharset();

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public abstract java.util.List<java.util.logging.LogRecord> getLogRecords()
            throws java.io.IOException, InterruptedException;

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Node getNode() {
        throw new UnsupportedOperationException();
    }

    public abstract hudson.slaves.RetentionStrategy getRetentionStrategy();

    public String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public String getUrl() {
        throw new UnsupportedOperationException();
    }

    public final boolean isOnline() {
        throw new UnsupportedOperationException();
    }

    public abstract Boolean isUnix();

    public abstract boolean isConnecting();
}
