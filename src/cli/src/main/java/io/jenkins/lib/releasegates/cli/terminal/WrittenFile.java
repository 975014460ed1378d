package io.jenkins.lib.releasegates.cli.terminal;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes what was asked for, with the folders that it needs. */
public final class WrittenFile {

    private WrittenFile() {}

    /** What writes itself to a stream. */
    public interface Content {

        void writeTo(OutputStream out) throws IOException, LedgerException;
    }

    public static void write(Path file, String text) throws IOException {
        makeFolder(file);
        Files.writeString(file, text);
    }

    /** All of it, or nothing: what was there before stays until the file is whole. */
    public static void write(Path file, Content content) throws IOException, LedgerException {
        Path unfinished = makeFolder(file).resolve(file.getFileName() + ".unfinished");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                content.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path makeFolder(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return Files.createDirectories(folder == null ? absolute : folder);
    }
}
