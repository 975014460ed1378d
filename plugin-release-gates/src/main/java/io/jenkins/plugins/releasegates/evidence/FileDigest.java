package io.jenkins.plugins.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.workspace.ArtifactFiles;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An artifact, in a form that crosses from the agent. */
@Restricted(NoExternalUse.class)
public record FileDigest(String name, String digest, long size) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    static final int MAX_NAME = 1_000;

    /** The digests of the files that these patterns find, computed where they lie. */
    public static ArrayList<FileDigest> find(Path workspace, String patterns)
            throws IOException, RefusedPatternException {
        ArrayList<FileDigest> digests = new ArrayList<>();
        for (Artifact artifact :
                ArtifactFiles.find(new Workspace(workspace), patterns, ReadLimits.STANDARD.visited())) {
            digests.add(new FileDigest(artifact.name(), artifact.digest().toString(), artifact.size()));
        }
        return digests;
    }

    /**
     * The artifact.
     *
     * @throws IllegalArgumentException when it isn't one
     */
    public Artifact artifact() {
        if (name.isEmpty() || name.length() > MAX_NAME || size < 0) {
            throw new IllegalArgumentException("an artifact with a name of " + name.length() + " characters and " + size
                    + " bytes; allowed are names of 1 to " + MAX_NAME + " characters");
        }
        return new Artifact(name, Digest.parse(digest), size);
    }
}
