package io.jenkins.lib.releasegates.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An analysis: what was demanded, what was seen so far and what it has come to. Each event gives a new one; nothing in it asks a clock.
 *
 * <p>The phases are those of Argo Rollouts' analysis ({@code analysis/analysis.go}, {@code assessMetricStatus}), with these differences, all of
 * them to the safe side: one whose time is over or that was cancelled never is successful, nor is one without a green sample; {@code steady} is
 * demanded together with {@code consecutiveSuccessLimit}; a gap and a clock that was set back begin both anew. Once it has ended it stays as it is.
 * Immutable.
 */
public final class Series {

    /** So many of the last samples are kept, fewer where that would be more than {@value #MAX_SEEN} of single gates, and the last one always. */
    public static final int MAX_SAMPLES = 10;

    /** The most gates of one analysis. */
    public static final int MAX_GATES = 50;

    /** The longest name of a gate. */
    public static final int MAX_NAME = 200;

    private static final int MAX_SEEN = 32;

    private final Sampling sampling;
    private final List<String> gates;
    private final Progress progress;
    private final @Nullable Ending ending;
    private final List<Sample> samples;
    private final String rest;

    /**
     * What changes with each event.
     *
     * @param deadline when the time is over, by the clock as it was read last
     * @param now when something was last done with it
     * @param sampledAt when the last sample was taken
     * @param greenSince the first of the green samples without anything else, or a gap, up to now
     * @param gaps how often there was a gap, or the clock was set back
     */
    record Progress(
            Instant startedAt,
            Instant deadline,
            Instant now,
            @Nullable Instant sampledAt,
            @Nullable Instant greenSince,
            int gaps,
            Tally tally) {}

    Series(
            Sampling sampling,
            List<String> gates,
            Progress progress,
            @Nullable Ending ending,
            List<Sample> samples,
            String rest) {
        this.sampling = sampling;
        this.gates = gates;
        this.progress = progress;
        this.ending = ending;
        this.samples = samples;
        this.rest = rest;
    }

    /**
     * Begins one.
     *
     * @param gates their names; each sample has one of each, in this order
     * @throws IllegalArgumentException without gates, with more than {@value #MAX_GATES}, a name twice, or one that is empty or too long
     */
    public static Series start(Sampling sampling, List<String> gates, Instant now) {
        check(gates);
        Progress progress = new Progress(now, now.plus(sampling.timeout()), now, null, null, 0, Tally.NONE);
        return new Series(sampling, List.copyOf(gates), progress, null, List.of(), "");
    }

    static void check(List<String> gates) {
        if (gates.isEmpty() || gates.size() > MAX_GATES) {
            throw new IllegalArgumentException("gates: found " + gates.size() + ", allowed: 1 to " + MAX_GATES);
        }
        if (new HashSet<>(gates).size() < gates.size()) {
            throw new IllegalArgumentException("gates: found one twice, allowed: each once");
        }
        if (gates.stream().anyMatch(name -> name.isEmpty() || name.length() > MAX_NAME || !Seen.isText(name))) {
            throw new IllegalArgumentException(
                    "gates: found a name that is empty, long or no text, allowed: 1 to " + MAX_NAME + " characters");
        }
    }

    /**
     * Takes a sample in.
     *
     * @param now when all answers were there; the sample itself is of when they were asked for
     * @throws IllegalArgumentException for a sample that doesn't have one of each gate
     */
    public Series next(Sample sample, Instant now) {
        if (sample.seen().size() != gates.size()) {
            throw new IllegalArgumentException(
                    "Found a sample of " + sample.seen().size() + " gates, allowed: " + gates.size());
        }
        Series before = at(now);
        if (before.ending != null) {
            return before;
        }
        Progress taken = before.isGapBefore(sample, now) ? before.afterGap() : before.progress;
        boolean green = sample.isGreen();
        Tally tally = switch (sample.kind()) {
            case FAILED -> taken.tally.withFailure();
            case ERROR -> taken.tally.withError();
            case INCONCLUSIVE -> taken.tally.withInconclusive();
            case WARNING, WAIVED, PASSED, NOT_APPLICABLE -> taken.tally.withSuccess();
        };
        Instant since = taken.greenSince != null ? taken.greenSince : sample.at();
        Progress after = new Progress(
                taken.startedAt, taken.deadline, now, sample.at(), green ? since : null, taken.gaps, tally);
        return new Series(sampling, gates, after, Assessment.of(sampling, after), kept(sample), rest);
    }

    /** The same at a later time: over, where the time is over. A clock that was set back moves the deadline back with it. */
    public Series at(Instant now) {
        if (ending != null) {
            return this;
        }
        boolean setBack = now.isBefore(progress.now);
        Progress then = setBack ? setBack(now) : progress;
        if (!now.isBefore(then.deadline)) {
            return new Series(sampling, gates, then, Ending.TIMED_OUT, samples, rest);
        }
        return setBack ? new Series(sampling, gates, then, null, samples, rest) : this;
    }

    private Progress setBack(Instant now) {
        Progress broken = afterGap();
        return new Progress(
                broken.startedAt,
                broken.deadline.minus(Duration.between(now, progress.now)),
                now,
                broken.sampledAt,
                broken.greenSince,
                broken.gaps,
                broken.tally);
    }

    /** Ends it; never with a pass. */
    public Series cancel(Instant now) {
        Series then = at(now);
        return then.ending != null ? then : new Series(sampling, gates, then.progress, Ending.CANCELLED, samples, rest);
    }

    private boolean isGapBefore(Sample sample, Instant now) {
        if (sample.at().isAfter(now)) {
            return true;
        }
        Instant last = progress.sampledAt;
        if (last == null) {
            return false;
        }
        Duration since = Duration.between(last, sample.at());
        return since.isNegative() || since.compareTo(sampling.longestGap()) > 0;
    }

    private Progress afterGap() {
        return new Progress(
                progress.startedAt,
                progress.deadline,
                progress.now,
                progress.sampledAt,
                null,
                progress.gaps + 1,
                progress.tally.afterGap());
    }

    private List<Sample> kept(Sample sample) {
        List<Sample> kept = new ArrayList<>(samples);
        kept.add(sample);
        return List.copyOf(kept.subList(Math.max(0, kept.size() - mostKept(gates.size())), kept.size()));
    }

    static int mostKept(int gates) {
        return Math.max(1, Math.min(MAX_SAMPLES, MAX_SEEN / gates));
    }

    public Sampling sampling() {
        return sampling;
    }

    /** The names of the gates, in the order of each sample. */
    public List<String> gates() {
        return gates;
    }

    public Phase phase() {
        return ending == null ? Phase.RUNNING : ending.phase();
    }

    /** Why it has ended; empty while it runs. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    public boolean hasEnded() {
        return ending != null;
    }

    public Tally tally() {
        return progress.tally;
    }

    public Instant startedAt() {
        return progress.startedAt;
    }

    /** When its time is over, by the clock as it was read last. */
    public Instant deadline() {
        return progress.deadline;
    }

    /** When the last sample was taken. */
    public Optional<Instant> sampledAt() {
        return Optional.ofNullable(progress.sampledAt);
    }

    /** Since when all gates have been green without a break; empty where the last sample wasn't. */
    public Optional<Instant> greenSince() {
        return Optional.ofNullable(progress.greenSince);
    }

    /** How often there was a gap, or the clock was set back. */
    public int gaps() {
        return progress.gaps;
    }

    /** When the next sample is due, as far as the interval goes. */
    public Instant dueAt() {
        Instant last = progress.sampledAt;
        return last == null ? progress.startedAt.plus(sampling.initialDelay()) : last.plus(sampling.pause());
    }

    /** The last ones, the oldest first. */
    public List<Sample> samples() {
        return samples;
    }

    Progress progress() {
        return progress;
    }

    /** Members of its JSON that this version doesn't know, as JSON; empty where there are none. */
    String rest() {
        return rest;
    }
}
