package io.jenkins.plugins.releasegates.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A file of a workspace that is read whole, where it lies. */
@Restricted(NoExternalUse.class)
public final class SmallFile {

    private SmallFile() {}

    /**
     * Reads.
     *
     * @param what it is, for messages: "The policy file"
     * @throws RefusedFileException when it isn't there, leaves the workspace, or is too large
     */
    public static byte[] read(Path workspace, String what, String name, int limit)
            throws IOException, RefusedFileException {
        Path root = workspace.toRealPath();
        String called = what + " " + name;
        Path file;
        try {
            file = root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new RefusedFileException(called + " has a name that no file can have: " + e.getReason());
        }
        if (!file.startsWith(root)) {
            throw new RefusedFileException(called + " leaves the workspace; only a file inside it is read");
        }
        if (!Files.isRegularFile(file)) {
            throw new RefusedFileException(
                    called + " is not in the workspace; write its path relative to the root of the workspace");
        }
        if (!file.toRealPath().startsWith(root)) {
            throw new RefusedFileException(
                    called + " leaves the workspace through a link; only a file inside it is read");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new RefusedFileException(called + " has more than " + limit + " bytes, which are allowed");
            }
            return bytes;
        }
    }

    /** A file that isn't read. */
    public static final class RefusedFileException extends Exception {

        @Serial
        private static final long serialVersionUID = 1;

        RefusedFileException(String message) {
            super(message);
        }
    }
}
