package io.jenkins.lib.releasegates.analysis;

import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * All gates of an analysis at one instant.
 *
 * @param at when they were asked
 * @param seen one for each gate, in the order of {@link Series#gates()}
 */
public record Sample(Instant at, List<Seen> seen) {

    public Sample {
        seen = List.copyOf(seen);
    }

    /** Whether all gates were green in it; one without gates isn't. */
    public boolean isGreen() {
        return kind().admits();
    }

    /** The worst of its gates, in the order of {@link Verdict.Kind}; without any it is inconclusive. */
    Verdict.Kind kind() {
        return seen.stream()
                .map(one -> one.outcome().kind())
                .min(Verdict.Kind::compareTo)
                .orElse(Verdict.Kind.INCONCLUSIVE);
    }
}
