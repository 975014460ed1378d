package io.jenkins.lib.releasegates.slo.history;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Histories of error budgets in a directory: a file for each environment, definition of an objective and way of measuring it. A file is replaced as a whole
 * or not at all. Thread-safe within one process; no other may write there.
 */
public final class BudgetHistories {

    /** The largest file that is read, in bytes: more than any that was written. */
    static final int MAX_BYTES = 16 << 20;

    private static final String SUFFIX = ".jsonl";
    private static final String NEXT = ".next";

    private final Path directory;

    /** In that directory, which is made when there is something to keep. */
    public BudgetHistories(Path directory) {
        this.directory = directory;
    }

    /**
     * Which history.
     *
     * @param environment as the record calls it
     * @param definition of the objective
     * @param place where the objective's connection leads, so that another server's numbers aren't this one's
     */
    public record Key(String environment, Digest definition, ErrorBudget.Way way, String place) {

        private String fileName() {
            String all = String.join("\n", environment, definition.toString(), way.name(), place);
            return Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex() + SUFFIX;
        }
    }

    /**
     * Adds what was seen.
     *
     * @param about what its first line says from now on
     * @return what of the history couldn't be read, a sentence each
     * @throws IOException when nothing could be kept; what there was before is still there then
     */
    public synchronized List<String> add(Key key, BudgetHistory.About about, Measured measured, Instant at)
            throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(key.fileName());
        BudgetHistory before = BudgetHistory.begin(about);
        List<String> troubles = List.of();
        try {
            BudgetHistory found = HistoryReader.read(bytes(file), name(file));
            troubles = found.troubles();
            before = new BudgetHistory(about, found.samples(), found.lost(), List.of());
        } catch (NoSuchFileException e) {
            forget(at);
        } catch (UnreadableHistoryException e) {
            Path aside = directory.resolve(key.fileName() + ".unreadable");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            troubles = List.of(e.getMessage() + "; it is kept as " + aside.getFileName() + ", and a new one begins");
        }
        write(file, HistoryWriter.write(before.with(BudgetSample.of(measured, at), at)));
        return troubles;
    }

    /** What there is; empty where nobody has looked yet, or whose history it is can't be read, which the next look tells. */
    public synchronized Optional<BudgetHistory> of(Key key) throws IOException {
        Path file = directory.resolve(key.fileName());
        try {
            return Optional.of(HistoryReader.read(bytes(file), name(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnreadableHistoryException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] bytes(Path file) throws IOException, UnreadableHistoryException {
        if (Files.size(file) > MAX_BYTES) {
            throw new UnreadableHistoryException(
                    name(file) + ": found " + Files.size(file) + " bytes, allowed: at most " + MAX_BYTES);
        }
        return Files.readAllBytes(file);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Path next = directory.resolve(name(file) + NEXT);
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What nobody has added to for so long holds nothing that anybody would look at. */
    private void forget(Instant now) throws IOException {
        Instant oldest = now.minus(BudgetHistory.LONGEST);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
