package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.files.LineSource;
import io.jenkins.lib.releasegates.verify.files.RefusedLineException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of the trail and the form of their lines, on a thread of its own and some hundred KiB ahead of who checks them. For one
 * consumer.
 */
final class TrailReader implements Closeable {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final int BATCHES = 2;

    private final BlockingQueue<List<Item>> batches = new ArrayBlockingQueue<>(BATCHES);
    private final ArrayDeque<Item> current = new ArrayDeque<>();
    private final Thread thread;

    /**
     * What was read.
     *
     * @param line empty behind the last line of a file, and where it can't be read on
     * @param entry empty when the line has another form
     * @param refusal what form it has instead
     * @param failure why the file can't be read on
     */
    record Item(
            Optional<Line> line,
            Optional<Entry> entry,
            String refusal,
            @Nullable IOException failure) {

        static Item of(Line line) {
            try {
                return new Item(Optional.of(line), Optional.of(EntryForm.read(line)), "", null);
            } catch (RefusedLineException e) {
                return new Item(Optional.of(line), Optional.empty(), String.valueOf(e.getMessage()), null);
            }
        }

        static Item endOfFile(@Nullable IOException failure) {
            return new Item(Optional.empty(), Optional.empty(), "", failure);
        }
    }

    /** Of these files, by their first entries, ascending. */
    TrailReader(LedgerDirectory ledger, String directory, Collection<Long> files) {
        List<Long> all = List.copyOf(files);
        thread = new Thread(() -> read(ledger, directory, all), "release-gates-verify");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next line of the file that is read now; empty at its end, after which the next file is read.
     *
     * @throws IOException when it can't be read on, after which the next file is read, too
     */
    Optional<Item> next() throws IOException {
        try {
            while (current.isEmpty()) {
                current.addAll(batches.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Item item = current.remove();
        if (item.failure() != null) {
            throw item.failure();
        }
        return item.line().isPresent() ? Optional.of(item) : Optional.empty();
    }

    /** Passes over what is left of the file that is read now. */
    void skipFile() throws IOException {
        while (next().isPresent()) {
            // Nobody looks at it.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void read(LedgerDirectory ledger, String directory, List<Long> files) {
        try {
            for (long first : files) {
                batches.put(List.of(read(ledger, NumberedFiles.name(directory, first))));
            }
        } catch (InterruptedException e) {
            // Nobody wants to know any more.
        }
    }

    /** Hands over the lines of a file; what ends it is left to the caller. */
    private Item read(LedgerDirectory ledger, String file) throws InterruptedException {
        List<Item> batch = new ArrayList<>();
        @Nullable IOException failure = null;
        try (LineSource lines = new LineSource(ledger.open(file), EntryForm.MAX_BYTES)) {
            long bytes = 0;
            for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                batch.add(Item.of(next.get()));
                bytes += next.get().length();
                if (bytes >= BATCH_BYTES) {
                    batches.put(batch);
                    batch = new ArrayList<>();
                    bytes = 0;
                }
            }
        } catch (IOException e) {
            failure = e;
        }
        batches.put(batch);
        return Item.endOfFile(failure);
    }
}
