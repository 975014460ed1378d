package hudson.remoting;

public interface VirtualChannel {

    <V, T extends Throwable> V call(hudson.remoting.Callable<V, T> callable)
            throws java.io.IOException, T, InterruptedException;

    <V, T extends Throwable> hudson.remoting.Future<V> callAsync(hudson.remoting.Callable<V, T> callable)
            throws java.io.IOException;

    void close() throws java.io.IOException;

    <T> T export(Class<T> type, T value);

    void join() throws InterruptedException;

    void join(long value) throws InterruptedException;

    void syncLocalIO() throws InterruptedException;
}
