package io.jenkins.lib.releasegates.launcher;

import io.jenkins.lib.releasegates.launcher.folder.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/**
 * The folder of one run: job, result, documents and the worker's own files. Closing deletes it. When the starting process is killed, the worker
 * deletes its own files, and the next run the rest a week later, which is longer than any run takes.
 */
final class Scratch implements AutoCloseable {

    private static final String PREFIX = "run-";
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** A new one, which nobody else may enter where the file system knows of users. */
    static Scratch in(Path home) throws IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory(Files.createDirectories(home), PREFIX));
        try {
            // The clock of the file system, which may be another machine's.
            FileTime now = Files.getLastModifiedTime(scratch.folder);
            FolderTree.deleteLeftovers(
                    home, List.of(PREFIX), FileTime.from(now.toInstant().minus(FORGOTTEN)));
            Files.createDirectory(scratch.work());
            Files.createDirectory(scratch.documents());
            return scratch;
        } catch (IOException | RuntimeException e) {
            FolderTree.delete(scratch.folder);
            throw e;
        }
    }

    Path work() {
        return folder.resolve("work");
    }

    Path documents() {
        return folder.resolve("documents");
    }

    Path job() {
        return folder.resolve("job.json");
    }

    Path result() {
        return folder.resolve("result.jsonl");
    }

    @Override
    public void close() throws IOException {
        FolderTree.delete(folder);
    }
}
