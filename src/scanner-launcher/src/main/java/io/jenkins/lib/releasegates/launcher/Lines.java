package io.jenkins.lib.releasegates.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The lines of a stream, read by a thread of its own, so that whoever waits for them can be interrupted. Who doesn't take them makes the writer
 * wait; what is too long is cut.
 */
final class Lines {

    private static final int MAX_WAITING = 1_000;
    private static final int MAX_LENGTH = 16_384;

    private final BlockingQueue<Optional<String>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread reader;
    private boolean over;

    Lines(InputStream stream, String name) {
        reader = new Thread(() -> read(stream), name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The next line; empty when there is none within that time, or none any more. */
    Optional<String> next(long millis) throws InterruptedException {
        if (over) {
            return Optional.empty();
        }
        Optional<String> line = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (line == null) {
            return Optional.empty();
        }
        over = line.isEmpty();
        return line;
    }

    /** Whether the last line was taken. */
    boolean isOver() {
        return over;
    }

    /** Nobody takes lines any more. */
    void abandon() {
        reader.interrupt();
    }

    private void read(InputStream stream) {
        try {
            try (Reader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                for (int read = text.read(); read >= 0; read = text.read()) {
                    if (read == '\n') {
                        waiting.put(Optional.of(line.toString()));
                        line.setLength(0);
                    } else if (line.length() < MAX_LENGTH) {
                        line.append((char) read);
                    }
                }
            } catch (IOException e) {
                // The process is gone; its exit code tells the rest.
            }
            waiting.put(Optional.empty());
        } catch (InterruptedException e) {
            // Nobody waits any more, and this thread ends here.
        }
    }
}
