package io.jenkins.lib.releasegates.slo.history;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of one objective's budget in one environment.
 *
 * @param samples the oldest first, no two of one instant
 * @param lost lines that could not be read and are gone
 * @param troubles what can't be read, a sentence each
 */
public record BudgetHistory(About about, List<BudgetSample> samples, int lost, List<String> troubles) {

    /** Nobody looks further back. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** No more samples than these are kept. */
    public static final int MOST = 2_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final long FINE = 90_000;
    private static final int COARSE = 1_000;
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    public BudgetHistory {
        samples = List.copyOf(samples);
        troubles = List.copyOf(troubles);
    }

    /**
     * Whose history it is.
     *
     * @param environment as the record calls it
     * @param definition of the objective: with another one another history begins
     * @param period how long the objective's window is
     */
    public record About(
            String environment,
            ServiceLevelObjective.Name name,
            Digest definition,
            String connection,
            ErrorBudget.Way way,
            Duration period) {

        /** How far back it goes. */
        public Duration reach() {
            return period.compareTo(LONGEST) < 0 ? period : LONGEST;
        }
    }

    /** One that begins. */
    public static BudgetHistory begin(About about) {
        return new BudgetHistory(about, List.of(), 0, List.of());
    }

    /** The newest sample. */
    public Optional<BudgetSample> last() {
        return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
    }

    /** With one sample more, and without what is too old, or of a time that is still to come; a second one of its instant takes the place of the first. */
    BudgetHistory with(BudgetSample sample, Instant now) {
        List<BudgetSample> all = new ArrayList<>(samples);
        all.removeIf(other -> other.at().equals(sample.at()));
        all.add(sample);
        all.sort(Comparator.comparing(BudgetSample::at));
        return new BudgetHistory(about, thinned(all, about.reach(), now), lost, troubles);
    }

    /**
     * The worst of each 90 seconds of the last day, and of each thousandth of the time before. Slots begin at multiples of their length, so that what was
     * thinned once is the same when it is thinned again.
     */
    static List<BudgetSample> thinned(List<BudgetSample> all, Duration reach, Instant now) {
        long slot = Math.max(FINE, reach.toMillis() / COARSE);
        List<BudgetSample> kept = new ArrayList<>();
        long before = Long.MIN_VALUE;
        boolean wasFine = false;
        for (BudgetSample sample : all) {
            if (sample.at().isBefore(now.minus(reach)) || sample.at().isAfter(now.plus(CLOCKS))) {
                continue;
            }
            boolean fine = !sample.at().isBefore(now.minus(DAY));
            long place = Math.floorDiv(sample.at().toEpochMilli(), fine ? FINE : slot);
            if (place != before || fine != wasFine) {
                kept.add(sample);
            } else if (sample.isWorseThan(kept.get(kept.size() - 1))) {
                kept.set(kept.size() - 1, sample);
            }
            before = place;
            wasFine = fine;
        }
        return kept.size() > MOST ? kept.subList(kept.size() - MOST, kept.size()) : kept;
    }
}
