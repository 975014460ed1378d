package io.jenkins.plugins.releasegates.budget;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.workspace.FoundFiles;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.evidence.workspace.WorkspaceFile;
import io.jenkins.plugins.releasegates.evidence.SmallFile;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Reads files of objectives where they lie, on the agent; they come back as they are, and few. */
final class ReadObjectives extends MasterToSlaveFileCallable<ReadObjectives.Result> {

    @Serial
    private static final long serialVersionUID = 1;

    static final int MAX_BYTES = 256 << 10;
    static final int MAX_FILES = 50;

    private final String patterns;

    ReadObjectives(String patterns) {
        this.patterns = patterns;
    }

    @Override
    public Result invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = workspace.toPath();
        // One that nothing was written to yet has no files.
        Files.createDirectories(root);
        try {
            FoundFiles found = FoundFiles.find(new Workspace(root), "slos", patterns, ReadLimits.STANDARD.visited());
            List<String> names = found.files().stream().map(WorkspaceFile::path).toList();
            if (names.isEmpty() || names.size() > MAX_FILES) {
                return new Result(
                        new ArrayList<>(),
                        "slos: found " + names.size() + " files for \"" + patterns + "\"; allowed: 1 to " + MAX_FILES);
            }
            ArrayList<Sent> files = new ArrayList<>();
            for (String name : names) {
                files.add(new Sent(name, SmallFile.read(root, "The file of objectives", name, MAX_BYTES)));
            }
            return new Result(files, null);
        } catch (SmallFile.RefusedFileException | RefusedPatternException e) {
            return new Result(new ArrayList<>(), String.valueOf(e.getMessage()));
        }
    }

    /** A file, in a form that crosses from the agent. */
    record Sent(String name, byte[] bytes) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }

    /**
     * What was read.
     *
     * @param refusal why nothing was, in words for the user
     */
    record Result(ArrayList<Sent> files, @Nullable String refusal) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }
}
