package hudson;

public abstract class Proc {

    protected Proc() {}

    public abstract java.io.InputStream getStderr();

    public abstract java.io.OutputStream getStdin();

    public abstract java.io.InputStream getStdout();

    public abstract boolean isAlive() throws java.io.IOException, InterruptedException;

    public abstract int join() throws java.io.IOException, InterruptedException;

    public abstract void kill() throws java.io.IOException, InterruptedException;
}
