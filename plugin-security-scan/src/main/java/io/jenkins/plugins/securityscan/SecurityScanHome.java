package io.jenkins.plugins.securityscan;

import hudson.PluginWrapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The directory below {@code $JENKINS_HOME} that holds all that scans need on the controller. None of it is a record: it can be made again. */
@Restricted(NoExternalUse.class)
public final class SecurityScanHome {

    private static final String PLUGIN = "security-scan";

    private SecurityScanHome() {}

    /** Where it is, whether or not it exists yet. */
    public static Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve("release-gates-scan");
    }

    /**
     * A file that the plugin carries along.
     *
     * @param path within the plugin's folder, forward slashes
     * @throws IOException when Jenkins has not laid the plugin's files down in a folder
     */
    public static Path carried(String path) throws IOException {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(PLUGIN);
        if (plugin == null) {
            throw new IOException("Jenkins knows no plugin " + PLUGIN);
        }
        try {
            return Path.of(plugin.baseResourceURL.toURI()).resolve(path);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(
                    "The files of the plugin " + PLUGIN + " are at " + plugin.baseResourceURL + ", expected a folder",
                    e);
        }
    }

    /** Whether the current user may configure what scans the whole controller shares. */
    public static boolean mayConfigure() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Throws unless the current user may configure what scans the whole controller shares. */
    public static void checkConfigure() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }
}
