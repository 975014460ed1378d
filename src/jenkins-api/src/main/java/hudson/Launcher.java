package hudson;

public abstract class Launcher {

    Launcher() {}

    public final hudson.Launcher decorateByEnv(hudson.EnvVars _env) {
        throw new UnsupportedOperationException();
    }

    public hudson.remoting.VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.TaskListener getListener() {
        throw new UnsupportedOperationException();
    }

    public boolean isUnix() {
        throw new UnsupportedOperationException();
    }

    public abstract void kill(java.util.Map<String, String> map) throws java.io.IOException, InterruptedException;

    public abstract hudson.Proc launch(hudson.Launcher.ProcStarter procStarter) throws java.io.IOException;

    public abstract hudson.remoting.Channel launchChannel(
            String[] values,
            java.io.OutputStream outputStream,
            hudson.FilePath filePath,
            java.util.Map<String, String> map)
            throws java.io.IOException, InterruptedException;

    public final class ProcStarter {

        ProcStarter() {}
    }
}
