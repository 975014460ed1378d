package io.jenkins.lib.releasegates.slo.measurement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Services' counters of 30 days and an hour, a sample each five minutes, for a real Prometheus.
 *
 * <p>Steps are counted from the end: step 0 are the last five minutes, step 8639 the first of 30 days. At instants that fall on samples, what a
 * counter grew by within a window is the sum of what it grew by in its steps, without any extrapolation.
 */
final class Traffic {

    /** The instant of the last sample, on a whole day. */
    static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    static final Duration STEP = Duration.ofMinutes(5);
    static final int STEPS = 30 * 288 + 12;

    private final List<String> lines = new ArrayList<>();

    /** A service with so many good and bad requests in each step. */
    Traffic service(String job, IntToLongFunction good, IntToLongFunction bad) {
        return service(job, good, bad, step -> true, step -> false);
    }

    /**
     * A service.
     *
     * @param seen whether there is a sample at the end of a step
     * @param restarted whether it began to count anew before a step
     */
    Traffic service(
            String job, IntToLongFunction good, IntToLongFunction bad, IntPredicate seen, IntPredicate restarted) {
        series(job, "200", good, seen, restarted);
        return series(job, "500", bad, seen, restarted);
    }

    Traffic series(String job, String code, IntToLongFunction increase, IntPredicate seen, IntPredicate restarted) {
        long value = 0;
        for (int step = STEPS; step >= 0; step--) {
            // The value at the end of a step; the one at STEPS is where the counting begins.
            value = (restarted.test(step) ? 0 : value) + (step == STEPS ? 0 : increase.applyAsLong(step));
            if (seen.test(step)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "requests_total{job=\"%s\",code=\"%s\"} %d %d",
                        job,
                        code,
                        value,
                        NOW.getEpochSecond() - step * STEP.toSeconds()));
            }
        }
        return this;
    }

    String openMetrics() {
        return "# HELP requests Requests.\n# TYPE requests counter\n" + String.join("\n", lines) + "\n# EOF\n";
    }
}
