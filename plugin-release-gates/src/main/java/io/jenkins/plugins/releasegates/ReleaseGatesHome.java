package io.jenkins.plugins.releasegates;

import hudson.Extension;
import hudson.ExtensionList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;

/** The directory below {@code $JENKINS_HOME} that holds all that Release Gates keeps on a controller. */
@Extension
public final class ReleaseGatesHome {
    private static final String NAME = "release-gates";

    /** The only instance, once Jenkins has loaded its extensions. */
    public static ReleaseGatesHome get() {
        return ExtensionList.lookupSingleton(ReleaseGatesHome.class);
    }

    /** Where it is, whether or not it exists yet. */
    public Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve(NAME);
    }

    /**
     * The directory, made if need be.
     *
     * @throws IOException when it cannot be made, or something else has its name
     */
    public Path existing() throws IOException {
        return Files.createDirectories(directory());
    }

    /** Whether a record could be written: into the directory, or by making it. */
    public boolean isWritable() {
        Path directory = directory();
        return Files.exists(directory)
                ? Files.isDirectory(directory) && Files.isWritable(directory)
                : Files.isWritable(Jenkins.get().getRootDir().toPath());
    }
}
