package hudson;

public class BulkChange implements java.io.Closeable {

    public BulkChange(hudson.model.Saveable saveable) {}

    public void abort() {
        throw new UnsupportedOperationException();
    }

    public void close() {
        throw new UnsupportedOperationException();
    }

    public void commit() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public static boolean contains(hudson.model.Saveable s) {
        throw new UnsupportedOperationException();
    }
}
