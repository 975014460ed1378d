package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Series;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Takes the samples of all analyses that wait: one thread that looks at the clock, and the workers it is given.
 *
 * <p>Analyses with the same interval are due together, and equal questions of theirs are asked once. A question that takes too long, or throws, is an
 * error of the gates that wait for it, and of no others as long as workers are left; while it is still being asked it isn't asked again. After a
 * restart nothing is known here: whoever waits keeps the states that its {@link Listener} is told, and resumes them. Thread-safe.
 */
public final class Sampler implements AutoCloseable {

    private final Desk desk;
    private final Asks asks;
    private final Map<String, Waiting> waiting = new HashMap<>();

    private Sampler(Desk desk) {
        this.desk = desk;
        this.asks = new Asks(desk);
    }

    /**
     * One with a thread of its own.
     *
     * @param workers ask, judge and tell; bounded, of daemons where the process is to end by itself, and never the caller's own thread
     */
    public static Sampler open(Executor workers, Clock clock) {
        Desk desk = new Desk(workers, clock, System::nanoTime);
        Thread thread = new Thread(() -> run(desk), "release-gates-sampler");
        thread.setDaemon(true);
        thread.start();
        return new Sampler(desk);
    }

    /** One without a thread, whose {@link #turn} somebody else calls. */
    static Sampler turned(Executor workers, Clock clock, LongSupplier nanoTime) {
        return new Sampler(new Desk(workers, clock, nanoTime));
    }

    private static void run(Desk desk) {
        do {
            desk.turn();
        } while (desk.rest());
    }

    /** Does all that is due; when the next is, in nanoseconds since the sampler began. */
    long turn() {
        return desk.turn();
    }

    /**
     * Begins an analysis; its first sample is taken within a second after its initial delay.
     *
     * @param id of the caller's choice, unique among those that wait
     * @param probes its gates
     * @return its first state, for keeping
     * @throws IllegalStateException when the id waits already, or the sampler is closed
     * @throws IllegalArgumentException for gates that {@link Series#start} refuses
     */
    public Series start(String id, Sampling sampling, List<Probe> probes, Listener listener) {
        Series series = Series.start(sampling, gates(probes), desk.instant());
        return resume(id, series, probes, listener);
    }

    /**
     * Goes on with one after a restart. One that has ended, or whose time is over meanwhile, is told so at once.
     *
     * @param series the last state that was kept
     * @return the state as of now
     * @throws IllegalStateException when the id waits already, or the sampler is closed
     * @throws IllegalArgumentException when these aren't the gates of the series, in their order
     */
    public Series resume(String id, Series series, List<Probe> probes, Listener listener) {
        List<Probe> gates = List.copyOf(probes);
        if (!gates(gates).equals(series.gates())) {
            throw new IllegalArgumentException("Found the gates " + gates(gates) + ", allowed: " + series.gates());
        }
        return desk.locked(() -> {
            if (desk.isClosed() || waiting.containsKey(id)) {
                throw new IllegalStateException(
                        desk.isClosed() ? "The sampler is closed" : "An analysis with this id waits already: " + id);
            }
            Series now = series.at(desk.instant());
            Telling telling = new Telling(id, listener, desk);
            Waiting begun = new Waiting(id, now, gates, desk, asks, changed -> changed(changed, telling));
            if (now.hasEnded()) {
                telling.tell(now);
            } else {
                waiting.put(id, begun);
                begun.begin();
            }
            return now;
        });
    }

    private static List<String> gates(List<Probe> probes) {
        return probes.stream().map(Probe::gate).toList();
    }

    private void changed(Waiting analysis, Telling telling) {
        if (analysis.series().hasEnded()) {
            waiting.remove(analysis.id(), analysis);
        }
        telling.tell(analysis.series());
    }

    /** Ends one, which then is told so; its last state, or nothing when none waits by that id. */
    public Optional<Series> cancel(String id) {
        return desk.locked(() -> {
            Waiting found = waiting.get(id);
            if (found == null) {
                return Optional.empty();
            }
            found.cancel();
            return Optional.of(found.series());
        });
    }

    /** The newest state of one that waits. */
    public Optional<Series> state(String id) {
        return desk.locked(() -> Optional.ofNullable(waiting.get(id)).map(Waiting::series));
    }

    /** How many wait. */
    public int size() {
        return desk.locked(waiting::size);
    }

    /** How many times a question was asked since it began. */
    public long asked() {
        return desk.locked(asks::asked);
    }

    /** Ends it without telling anybody anything: what waits is as after a restart. Questions that are being asked are interrupted. */
    @Override
    public void close() {
        desk.locked(() -> {
            asks.close();
            waiting.clear();
            desk.close();
            return true;
        });
    }
}
