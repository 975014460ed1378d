package io.jenkins.lib.releasegates.audit.witness;

import io.jenkins.lib.releasegates.audit.courier.Courier;
import io.jenkins.lib.releasegates.audit.courier.Cursor;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Sends every checkpoint to one witness, in order, on a thread of its own that nobody waits for. A cursor on the disk remembers how far; what was
 * sent and not remembered is sent again.
 */
public final class WitnessFeed {

    /** Directory of the cursors. */
    public static final String DIRECTORY = "witnesses";

    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Checkpoints checkpoints;
    private final Witness witness;
    private final Cursor cursor;
    private final Courier courier;
    private volatile long sent;

    /** With how long to wait after the first failure; each further one doubles it, up to five minutes. */
    public WitnessFeed(Disk disk, Checkpoints checkpoints, Witness witness, Duration firstPause) {
        if (!Witness.NAME.matcher(witness.name()).matches()) {
            throw new IllegalArgumentException(
                    "The name of a witness is of the form " + Witness.NAME + ", found: " + witness.name());
        }
        this.checkpoints = checkpoints;
        this.witness = witness;
        this.cursor = new Cursor(disk, DIRECTORY, witness.name());
        this.courier = new Courier("release-gates-witness-" + witness.name(), firstPause, new Courier.Round() {
            @Override
            public void go() throws IOException {
                send();
            }

            @Override
            public String words(Exception failure) {
                return "Witness " + witness.name() + " (" + witness + ") was not reached: "
                        + sentence(String.valueOf(failure.getMessage()));
            }
        });
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    /** Begins to send. */
    public void start() {
        courier.start();
    }

    /** There is a new checkpoint. */
    public void signed() {
        courier.call();
    }

    /** How far it has got. */
    public WitnessState state() {
        long newest = newest();
        long has = sent;
        return new WitnessState(witness.name(), witness.toString(), has, Math.max(0, newest - has), courier.trouble());
    }

    /** Ends; gives a witness that is reached a few seconds for what it hasn't got yet. */
    public void close() {
        courier.end();
        courier.await(PATIENCE);
    }

    private void send() throws IOException {
        // One that is ahead of the log is of another time: everything is sent again.
        long from = cursor.read(newest()).orElse(0);
        sent = from;
        for (List<Checkpoint> next = checkpoints.after(from, BATCH);
                !next.isEmpty();
                next = checkpoints.after(from, BATCH)) {
            witness.add(next);
            from = next.get(next.size() - 1).size();
            cursor.write(from);
            sent = from;
        }
    }

    private long newest() {
        return checkpoints.newest().map(Checkpoint::size).orElse(0L);
    }
}
