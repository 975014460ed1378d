package io.jenkins.lib.releasegates.audit.witness;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends every checkpoint to one witness, in order, on a thread of its own that nobody waits for. A cursor on the disk remembers how far; what was
 * sent and not remembered is sent again.
 */
public final class WitnessFeed {

    /** Directory of the cursors. */
    public static final String DIRECTORY = "witnesses";

    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final long PATIENCE_SECONDS = 5;

    private final Disk disk;
    private final Checkpoints checkpoints;
    private final Witness witness;
    private final Duration firstPause;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private long sent = -1;
    private boolean closing;
    private @Nullable String trouble;

    /** With how long to wait after the first failure; each further one doubles it, up to five minutes. */
    public WitnessFeed(Disk disk, Checkpoints checkpoints, Witness witness, Duration firstPause) {
        if (!Witness.NAME.matcher(witness.name()).matches()) {
            throw new IllegalArgumentException(
                    "The name of a witness is of the form " + Witness.NAME + ", found: " + witness.name());
        }
        this.disk = disk;
        this.checkpoints = checkpoints;
        this.witness = witness;
        this.firstPause = firstPause;
        this.thread = new Thread(this::run, "release-gates-witness-" + witness.name());
        thread.setDaemon(true);
    }

    /** Begins to send. */
    public void start() {
        thread.start();
    }

    /** There is a new checkpoint. */
    public void signed() {
        lock.lock();
        try {
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How far it has got. */
    public WitnessState state() {
        long newest = checkpoints.newest().map(Checkpoint::size).orElse(0L);
        lock.lock();
        try {
            long has = Math.max(0, sent);
            return new WitnessState(
                    witness.name(), witness.toString(), has, Math.max(0, newest - has), Optional.ofNullable(trouble));
        } finally {
            lock.unlock();
        }
    }

    /** Ends; gives a witness that is reached a few seconds for what it hasn't got yet. */
    public void close() {
        lock.lock();
        try {
            closing = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = 0;
        boolean last = false;
        while (!last) {
            last = await(pause);
            try {
                send();
                settle(null);
                pause = 0;
            } catch (IOException | RuntimeException e) {
                settle("Witness " + witness.name() + " (" + witness + ") was not reached: " + e.getMessage());
                pause = Math.min(Math.max(firstPause.toNanos(), 2 * pause), LONGEST_PAUSE.toNanos());
            }
        }
    }

    /** Until there is something to send and the pause is over; whether this is the last time. */
    private boolean await(long pause) {
        lock.lock();
        try {
            for (long left = pause; left > 0 && !closing; ) {
                left = something.awaitNanos(left);
            }
            while (!closing
                    && pause == 0
                    && sent >= checkpoints.newest().map(Checkpoint::size).orElse(0L)) {
                something.await();
            }
            return closing;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void send() throws IOException {
        long from = cursor();
        advance(from);
        for (List<Checkpoint> next = checkpoints.after(from, BATCH);
                !next.isEmpty();
                next = checkpoints.after(from, BATCH)) {
            witness.add(next);
            from = next.get(next.size() - 1).size();
            disk.makeDirectory(DIRECTORY);
            WholeFile.place(disk, DIRECTORY, witness.name(), (from + "\n").getBytes(StandardCharsets.US_ASCII));
            advance(from);
        }
    }

    private long cursor() throws IOException {
        try {
            String path = DIRECTORY + "/" + witness.name();
            if (disk.size(path).isEmpty()) {
                return 0;
            }
            long read = Long.parseLong(new String(disk.read(path, 0, 32), StandardCharsets.US_ASCII).strip());
            // One that is ahead of the log is of another time: everything is sent again.
            return read <= checkpoints.newest().map(Checkpoint::size).orElse(0L) ? read : 0;
        } catch (NumberFormatException | FileNotFoundException e) {
            return 0;
        }
    }

    private void advance(long to) {
        lock.lock();
        try {
            sent = to;
        } finally {
            lock.unlock();
        }
    }

    private void settle(@Nullable String found) {
        lock.lock();
        try {
            trouble = found;
        } finally {
            lock.unlock();
        }
    }
}
