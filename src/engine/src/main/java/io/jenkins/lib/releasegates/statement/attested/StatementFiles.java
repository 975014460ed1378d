package io.jenkins.lib.releasegates.statement.attested;

import io.jenkins.lib.releasegates.evidence.workspace.FoundFiles;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.evidence.workspace.WorkspaceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The files of a workspace that hold signed statements, read where they lie. */
public final class StatementFiles {

    /** Of one file. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int MAX_TOGETHER = 16 << 20;

    private StatementFiles() {}

    /**
     * Reads them.
     *
     * @param patterns Ant-style, separated by commas
     * @param maxVisited files and folders that are looked at
     * @return sorted by path, each once; empty when no file matches, which is for the gates to judge
     * @throws RefusedPatternException when there is no pattern, when one leaves the workspace, when a file can't be read, and beyond the limits of
     *     docs/formats/attestations.md
     */
    public static List<StatementFile> read(Workspace workspace, String patterns, int maxVisited)
            throws RefusedPatternException {
        List<WorkspaceFile> found =
                FoundFiles.find(workspace, "Attestations", patterns, maxVisited).files();
        if (found.size() > Attestations.MAX_FILES) {
            throw refused(patterns, "found " + found.size() + " files, allowed are " + Attestations.MAX_FILES);
        }
        List<StatementFile> files = new ArrayList<>();
        int together = 0;
        for (WorkspaceFile file : found) {
            byte[] bytes = bytes(file);
            together += bytes.length;
            if (together > MAX_TOGETHER) {
                throw refused(patterns, "found more than " + MAX_TOGETHER + " bytes together, which are allowed");
            }
            files.add(new StatementFile(file.path(), bytes));
        }
        return files;
    }

    private static byte[] bytes(WorkspaceFile file) throws RefusedPatternException {
        try (InputStream stream = Files.newInputStream(file.location())) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(file.path(), "found more than " + MAX_BYTES + " bytes, which are allowed");
            }
            return bytes;
        } catch (IOException e) {
            throw refused(file.path(), "can't be read: " + e.getMessage());
        }
    }

    private static RefusedPatternException refused(String pattern, String why) {
        return new RefusedPatternException("Attestations " + pattern + ": " + why);
    }
}
