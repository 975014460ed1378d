package hudson;

public final class FilePath implements java.io.Serializable {

    public FilePath(hudson.remoting.VirtualChannel channel, String remote) {}

    public FilePath(hudson.FilePath base, String rel) {}

    public FilePath(java.io.File localPath) {}

    public <T> T act(hudson.FilePath.FileCallable<T> callable) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public <V, E extends Throwable> V act(hudson.remoting.Callable<V, E> callable)
            throws java.io.IOException, InterruptedException, E {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath child(String relOrAbsolute) {
        throw new UnsupportedOperationException();
    }

    public void copyFrom(hudson.FilePath src) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void copyFrom(java.io.InputStream in) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void copyFrom(java.net.URL url) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void copyFrom(org.apache.commons.fileupload2.core.FileItem file)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public String digest() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public boolean exists() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public hudson.remoting.VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath getParent() {
        throw new UnsupportedOperationException();
    }

    public String getRemote() {
        throw new UnsupportedOperationException();
    }

    public boolean isDirectory() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public boolean isRemote() {
        throw new UnsupportedOperationException();
    }

    public long lastModified() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public long length() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.FilePath> list() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.FilePath> list(
            hudson.FilePath verificationRoot, java.nio.file.OpenOption... openOptions)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath[] list(String includes, String excludes, boolean defaultExcludes)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath[] list(String includes, String excludes) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath[] list(String includes) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.FilePath> list(java.io.FileFilter filter)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void mkdirs() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.io.InputStream read() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public java.io.InputStream read(hudson.FilePath rootPath, java.nio.file.OpenOption... openOptions)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public String readToString() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public hudson.FilePath sibling(String rel) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Computer toComputer() {
        throw new UnsupportedOperationException();
    }

    public java.io.OutputStream write() throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void write(String content, String encoding) throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public interface FileCallable<T> extends java.io.Serializable, org.jenkinsci.remoting.RoleSensitive {

        T invoke(java.io.File file, hudson.remoting.VirtualChannel virtualChannel)
                throws java.io.IOException, InterruptedException;
    }
}
