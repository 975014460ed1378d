package io.jenkins.lib.releasegates.evidence.workspace;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        WorkspaceSearch search = workspace.search(maxVisited);
        Map<String, WorkspaceFile> files = new TreeMap<>();
        for (String part : patterns.split(",")) {
            String pattern = part.trim();
            if (pattern.isEmpty()) {
                continue;
            }
            WorkspaceSearch.Found found = search.find(pattern);
            if (!found.refused().isEmpty()) {
                throw refused(pattern, String.join("; ", found.refused()));
            }
            if (found.files().isEmpty()) {
                throw refused(pattern, "no file matches; a decision is about files that are there");
            }
            found.files().forEach(file -> files.put(file.path(), file));
        }
        if (files.isEmpty()) {
            throw refused("'" + patterns + "'", "no pattern; allowed are patterns of files, separated by commas");
        }
        if (files.size() > Artifact.MAX) {
            throw refused(
                    patterns, "found " + files.size() + " files, allowed are " + Artifact.MAX + " in one decision");
        }
        TreeMap<String, Artifact> artifacts = new TreeMap<>();
        for (WorkspaceFile file : files.values()) {
            artifacts.put(file.path(), digest(file));
        }
        return List.copyOf(artifacts.values());
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
