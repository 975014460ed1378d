package io.jenkins.lib.releasegates.evidence.workspace;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The files of a workspace that a decision is to be about, each with the digest of its bytes. */
public final class ArtifactFiles {

    private ArtifactFiles() {}

    /**
     * Finds them and computes their digests.
     *
     * @param patterns Ant-style, separated by commas
     * @param maxVisited files and folders that are looked at
     * @return sorted by path, each once
     * @throws RefusedPatternException when there is no pattern, when one finds nothing or leaves the workspace, when a file can't be read, and when there are more
     *     than {@value Artifact#MAX} of them
     */
    public static List<Artifact> find(Workspace workspace, String patterns, int maxVisited)
            throws RefusedPatternException {
        FoundFiles found = FoundFiles.find(workspace, "Artifacts", patterns, maxVisited);
        if (!found.without().isEmpty()) {
            throw refused(found.without().get(0), "no file matches; a decision is about files that are there");
        }
        List<WorkspaceFile> files = found.files();
        if (files.size() > Artifact.MAX) {
            throw refused(
                    patterns, "found " + files.size() + " files, allowed are " + Artifact.MAX + " in one decision");
        }
        List<Artifact> artifacts = new ArrayList<>();
        for (WorkspaceFile file : files) {
            artifacts.add(digest(file));
        }
        return artifacts;
    }

    private static Artifact digest(WorkspaceFile file) throws RefusedPatternException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file.location()), 1 << 16)) {
            long size = Files.size(file.location());
            Digest digest = Digest.of(stream);
            if (Files.size(file.location()) != size) {
                throw refused(file.path(), "it changes while it is read");
            }
            return new Artifact(file.path(), digest, size);
        } catch (IOException e) {
            throw refused(file.path(), "can't be read: " + e.getMessage());
        }
    }

    private static RefusedPatternException refused(String pattern, String why) {
        return new RefusedPatternException("Artifacts " + pattern + ": " + why);
    }
}
