package io.jenkins.plugins.releasegates.admission;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.workspace.ArtifactFiles;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
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
            ArrayList<FileDigest> found = new ArrayList<>();
            for (Artifact artifact :
                    ArtifactFiles.find(new Workspace(root), artifacts, ReadLimits.STANDARD.visited())) {
                found.add(new FileDigest(artifact.name(), artifact.digest().toString(), artifact.size()));
            }
            return new Result(
                    found,
                    statement == null ? null : SmallFile.read(root, "The statement", statement, MAX_BYTES),
                    revocations == null
                            ? null
                            : SmallFile.read(root, "The list of revocations", revocations, MAX_BYTES),
                    null);
        } catch (RefusedPatternException | SmallFile.RefusedFileException e) {
            return new Result(new ArrayList<>(), null, null, String.valueOf(e.getMessage()));
        }
    }

    /** A file, in a form that crosses from the agent. */
    private record FileDigest(String name, String digest, long size) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
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
            return files.stream()
                    .map(file -> new Artifact(file.name(), Digest.parse(file.digest()), file.size()))
                    .toList();
        }
    }
}
