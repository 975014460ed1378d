package io.jenkins.lib.releasegates.report.analysis;

import io.jenkins.lib.releasegates.slo.history.BudgetSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times between known samples in which nobody knew: the answer was none, or nobody asked. */
record Gaps(List<Gap> all) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NOBODY = "nobody has looked";

    /** From what was known before it to what was known after it. */
    record Gap(Instant from, Instant to, String why) {}

    /**
     * Between these samples, and from the last of them to now.
     *
     * @param reach samples may be three thousandths of it apart, since no more of them are kept
     */
    static Gaps of(List<BudgetSample> samples, Duration reach, Instant now) {
        Duration usual = reach.multipliedBy(3).dividedBy(1_000);
        Duration longest = usual.compareTo(HOUR) < 0 ? HOUR : usual;
        List<Gap> gaps = new ArrayList<>();
        Optional<BudgetSample> unknown = Optional.empty();
        Optional<Instant> before = Optional.empty();
        for (BudgetSample sample : samples) {
            Instant since = before.orElse(sample.at());
            if (sample.level().isEmpty()) {
                unknown = unknown.or(() -> Optional.of(sample));
                before = Optional.of(since);
                continue;
            }
            if (unknown.isPresent()) {
                gaps.add(new Gap(since, sample.at(), unknown.get().why()));
            } else if (Duration.between(since, sample.at()).compareTo(longest) > 0) {
                gaps.add(new Gap(since, sample.at(), NOBODY));
            }
            unknown = Optional.empty();
            before = Optional.of(sample.at());
        }
        if (unknown.isPresent()) {
            gaps.add(new Gap(before.orElse(now), now, unknown.get().why()));
        } else if (before.isPresent() && Duration.between(before.get(), now).compareTo(longest) > 0) {
            gaps.add(new Gap(before.get(), now, NOBODY));
        }
        return new Gaps(gaps);
    }

    /** Whether one lies between these two. */
    boolean areBetween(Instant one, Instant other) {
        return all.stream()
                .anyMatch(gap -> gap.from().isBefore(other) && gap.to().isAfter(one));
    }
}
