package io.jenkins.plugins.releasegates.admission;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.plugins.releasegates.evidence.FileDigest;
import io.jenkins.plugins.releasegates.evidence.SmallFile;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Computes the digests of the files that a decision is demanded for, where they lie, and reads what came with them. */
final class ReadDemanded extends MasterToSlaveFileCallable<ReadDemanded.Result> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final String artifacts;
    private final @Nullable String statement;
    private final @Nullable String revocations;

    ReadDemanded(String artifacts, @Nullable String statement, @Nullable String revocations) {
        this.artifacts = artifacts;
        this.statement = statement;
        this.revocations = revocations;
    }

    @Override
    public Result invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = workspace.toPath();
        try {
            return new Result(
                    FileDigest.find(root, artifacts),
                    statement == null ? null : SmallFile.read(root, "The statement", statement, MAX_BYTES),
                    revocations == null
                            ? null
                            : SmallFile.read(root, "The list of revocations", revocations, MAX_BYTES),
                    null);
        } catch (RefusedPatternException | SmallFile.RefusedFileException e) {
            return new Result(new ArrayList<>(), null, null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What was read.
     *
     * @param refusal why nothing was, in words for the user
     */
    record Result(
            ArrayList<FileDigest> files,
            byte @Nullable [] statement,
            byte @Nullable [] revocations,
            @Nullable String refusal)
            implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        /**
         * The files.
         *
         * @throws IllegalArgumentException when an agent has sent something else
         */
        List<Artifact> artifacts() {
            return files.stream().map(FileDigest::artifact).toList();
        }
    }
}
