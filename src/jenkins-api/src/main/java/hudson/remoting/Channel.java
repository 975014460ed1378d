package hudson.remoting;

public class Channel implements hudson.remoting.VirtualChannel, java.io.Closeable {

    Channel() {}

    public <V, T extends Throwable> V call(hudson.remoting.Callable<V, T> callable)
            throws java.io.IOException, T, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public <V, T extends Throwable> hudson.remoting.Future<V> callAsync(hudson.remoting.Callable<V, T> callable)
            throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void close() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public static hudson.remoting.Channel current() {
        throw new UnsupportedOperationException();
    }

    public <T> T export(Class<T> type, T instance) {
        throw new UnsupportedOperationException();
    }

    public void join() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void join(long timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void syncLocalIO() throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
