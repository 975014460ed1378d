package io.jenkins.plugins.releasegates.readiness;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.releasegates.evidence.SmallFile;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Reads one file of the workspace where it lies, on the agent. */
final class ReadChecklistFile extends MasterToSlaveFileCallable<ReadChecklistFile.Result> {

    @Serial
    private static final long serialVersionUID = 1;

    private final String path;
    private final int maxBytes;

    ReadChecklistFile(String path, int maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    @Override
    public Result invoke(File workspace, VirtualChannel channel) throws IOException {
        return read(workspace.toPath());
    }

    Result read(Path root) throws IOException {
        try {
            if (!Files.exists(root.resolve(path))) {
                return new Result(null, null);
            }
            return new Result(SmallFile.read(root, "The file", path, maxBytes), null);
        } catch (InvalidPathException e) {
            return new Result(null, "The path is none that a file can have.");
        } catch (SmallFile.RefusedFileException e) {
            return new Result(null, e.getMessage() + ".");
        }
    }

    /**
     * What was read.
     *
     * @param bytes of the file; nothing where there is none
     * @param refusal why it isn't read, in words
     */
    record Result(byte @Nullable [] bytes, @Nullable String refusal) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }
}
