package io.jenkins.lib.releasegates.audit.delivery;

import io.jenkins.lib.releasegates.audit.courier.Courier;
import io.jenkins.lib.releasegates.audit.courier.Cursor;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sends every entry that a target wants to it, in order and none skipped, on a thread of its own that nobody waits for. A cursor on the disk remembers how
 * far; what was sent and not remembered is sent again.
 */
public final class DeliveryFeed {

    /** Directory of the cursors. */
    public static final String DIRECTORY = "deliveries";

    /** Entries that are read at a time: finding the place in a file of the trail costs more than reading on. */
    private static final int CHUNK = 100;

    /** Bytes of a request with several events, about. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Store store;
    private final LongSupplier releasable;
    private final Target target;
    private final Cursor cursor;
    private final Courier courier;
    private final long begin;
    private boolean placed;
    private volatile long next;

    /**
     * With how long to wait after the first failure; each further one doubles it, up to five minutes.
     *
     * @param releasable how many entries from the first one on may be told of
     */
    public DeliveryFeed(Disk disk, Store store, LongSupplier releasable, Target target, Duration firstPause) {
        if (!Target.NAME.matcher(target.name()).matches()) {
            throw new IllegalArgumentException(
                    "The name of a target is of the form " + Target.NAME + ", found: " + target.name());
        }
        this.store = store;
        this.releasable = releasable;
        this.target = target;
        this.begin = target.fromNowOn() ? store.head().entries() : 0;
        this.cursor = new Cursor(disk, DIRECTORY, target.name());
        this.courier = new Courier("release-gates-delivery-" + target.name(), firstPause, new Courier.Round() {
            @Override
            public void go() throws IOException {
                deliver();
            }

            @Override
            public String words(Exception failure) {
                return "Target " + target.name() + " (" + target + ") didn't take entry " + next + ": "
                        + failure.getMessage() + ".";
            }
        });
    }

    /** Begins to send. */
    public void start() {
        courier.start();
    }

    /** There are more entries that may be told of. */
    public void grown() {
        courier.call();
    }

    /** How far it has got. */
    public DeliveryState state() {
        // Before its place: a failure is then always shown with the place at which it happened, or a later one.
        Optional<String> trouble = courier.trouble();
        long has = next;
        long behind = Math.max(0, store.head().entries() - has);
        return new DeliveryState(
                target.name(),
                target.toString(),
                has,
                behind,
                behind > 0 ? at(has) : Optional.empty(),
                trouble,
                target.notices());
    }

    private Optional<Instant> at(long seq) {
        try {
            return store.entry(seq).map(TrailEntry::at);
        } catch (IOException | LedgerException e) {
            return Optional.empty();
        }
    }

    /** Lets it send what is left; {@link #close} waits for that. */
    public void end() {
        courier.end();
    }

    /** Ends; what is being sent is broken off when it takes longer than that. */
    public void close(Duration patience) {
        courier.end();
        if (!courier.await(patience)) {
            target.close();
            courier.await(Duration.ofSeconds(1));
        }
        target.close();
    }

    private void deliver() throws IOException {
        place();
        for (long to = releasable.getAsLong(); next < to; to = releasable.getAsLong()) {
            long end = Math.min(to, next + CHUNK);
            List<CloudEvent> events = read(next, end);
            while (!events.isEmpty()) {
                List<CloudEvent> request = request(events);
                next = request.get(0).seq();
                target.send(request);
                arrived(request.get(request.size() - 1).seq() + 1);
                events = events.subList(request.size(), events.size());
            }
            if (next < end) {
                // What is left of them is nothing that the target wants.
                arrived(end);
            }
        }
    }

    private void arrived(long at) throws IOException {
        cursor.write(at);
        next = at;
        courier.brought();
    }

    private void place() throws IOException {
        if (!placed) {
            long head = store.head().entries();
            boolean isNew = cursor.read(head).isEmpty();
            if (isNew) {
                cursor.write(begin);
            }
            next = cursor.read(head).orElse(begin);
            placed = true;
        }
    }

    private List<CloudEvent> read(long from, long to) throws IOException {
        List<CloudEvent> events = new ArrayList<>();
        try {
            store.lines(from, to, (seq, line) -> {
                CloudEvent event = event(seq, line);
                if (target.wants(event.entry())) {
                    events.add(event);
                }
            });
            if (target.persons()) {
                for (int i = 0; i < events.size(); i++) {
                    events.set(i, events.get(i).by(person(events.get(i).seq())));
                }
            }
        } catch (LedgerException e) {
            throw new IOException("it can't be read, " + e.getMessage(), e);
        }
        return events;
    }

    private Optional<String> person(long seq) throws IOException {
        People people = store.people(seq);
        return people.actorName().filter(name -> !name.isEmpty()).or(people::actorId);
    }

    private CloudEvent event(long seq, byte[] line) throws LedgerException {
        try {
            CloudEvent event = CloudEvent.of(line, target.source());
            if (event.seq() != seq) {
                throw new LedgerException("found entry " + event.seq() + " where entry " + seq + " was expected");
            }
            return event;
        } catch (MalformedLine e) {
            throw new LedgerException("entry " + seq + " is none: " + e.getMessage());
        }
    }

    /** The first ones, as many as the target takes at a time. */
    private List<CloudEvent> request(List<CloudEvent> events) {
        int count = 1;
        long bytes = events.get(0).json().length;
        while (count < Math.min(events.size(), target.most())
                && bytes + events.get(count).json().length <= MAX_BYTES) {
            bytes += events.get(count).json().length;
            count++;
        }
        return events.subList(0, count);
    }
}
