package hudson.model;

public class StreamBuildListener extends hudson.util.StreamTaskListener implements hudson.model.BuildListener {

    public StreamBuildListener(java.io.OutputStream out, java.nio.charset.Charset charset) {
        super(out, charset);
    }
}
