package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An analysis that waits for its next sample, or for the answers to one. Guarded by the sampler's lock. */
final class Waiting {

    private static final long MILLISECOND = 1_000_000;
    private static final long START_GRID = 1_000 * MILLISECOND;

    private final String id;
    private final List<Probe> probes;
    private final Desk desk;
    private final Asks asks;
    private final Consumer<Waiting> changed;
    private Series series;
    private Alarms.@Nullable Alarm alarm;
    private long due;
    private int sample;
    private Instant askedAt = Instant.EPOCH;
    private Seen @Nullable [] seen;
    private int missing;

    /** Tells of each change. */
    Waiting(String id, Series series, List<Probe> probes, Desk desk, Asks asks, Consumer<Waiting> changed) {
        this.id = id;
        this.series = series;
        this.probes = probes;
        this.desk = desk;
        this.asks = asks;
        this.changed = changed;
    }

    String id() {
        return id;
    }

    Series series() {
        return series;
    }

    Probe probe(int gate) {
        return probes.get(gate);
    }

    /** Waits for the first sample since the sampler knows it; those that begin within a second do so together. */
    void begin() {
        Duration longest =
                longer(series.sampling().initialDelay(), series.sampling().pause());
        Duration left = Duration.between(desk.instant(), series.dueAt());
        long delay = left.isNegative() ? 0 : Math.min(left.toNanos(), longest.toNanos());
        due = upTo(desk.nanos() + delay, Math.min(START_GRID, pause()));
        arm();
    }

    /** All with the same interval are due together: at whole intervals since the sampler began. */
    private void schedule() {
        long pause = pause();
        due = upTo(Math.max(due + pause, desk.nanos() + 1), pause);
        arm();
    }

    private long pause() {
        return series.sampling().pause().toNanos();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static long upTo(long time, long grid) {
        return (time + grid - 1) / grid * grid;
    }

    private void arm() {
        long left = Duration.between(desk.instant(), series.deadline()).toNanos();
        long end = desk.nanos() + Math.max(left, MILLISECOND);
        disarm();
        alarm = desk.alarm(seen == null ? Math.min(due, end) : end, this::ring);
    }

    private void disarm() {
        if (alarm != null) {
            desk.remove(alarm);
            alarm = null;
        }
    }

    private void ring() {
        series = series.at(desk.instant());
        if (series.hasEnded()) {
            end();
        } else if (seen == null && desk.nanos() >= due) {
            ask();
        } else {
            arm();
        }
    }

    private void ask() {
        sample++;
        askedAt = desk.instant();
        seen = new Seen[probes.size()];
        missing = probes.size();
        arm();
        for (int gate = 0; gate < probes.size(); gate++) {
            asks.join(probes.get(gate).question(), new Ask.Waiter(this, sample, gate));
        }
    }

    boolean waitsFor(int number, int gate) {
        return seen != null && number == sample && seen[gate] == null;
    }

    /** An answer; one that comes too late is passed over. */
    void told(int number, int gate, Seen answer) {
        if (seen == null || !waitsFor(number, gate)) {
            return;
        }
        seen[gate] = answer;
        missing--;
        if (missing == 0) {
            Sample taken = new Sample(askedAt, List.of(seen));
            seen = null;
            series = series.next(taken, desk.instant());
            if (series.hasEnded()) {
                end();
            } else {
                schedule();
                changed.accept(this);
            }
        }
    }

    void cancel() {
        series = series.cancel(desk.instant());
        end();
    }

    private void end() {
        seen = null;
        disarm();
        changed.accept(this);
    }
}
