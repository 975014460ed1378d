package hudson;

public class PluginWrapper implements Comparable<hudson.PluginWrapper>, hudson.model.ModelObject {

    public final java.net.URL baseResourceURL = null;

    PluginWrapper() {}

    public int compareTo(hudson.PluginWrapper pw) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getShortName() {
        throw new UnsupportedOperationException();
    }

    public String getVersion() {
        throw new UnsupportedOperationException();
    }

    public boolean isActive() {
        throw new UnsupportedOperationException();
    }
}
