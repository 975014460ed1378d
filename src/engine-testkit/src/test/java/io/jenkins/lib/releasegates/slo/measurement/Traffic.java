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

    private final String metric;
    private final int samples;
    private final List<String> lines = new ArrayList<>();

    /** With the name of the counters, a whole one. */
    Traffic(String metric) {
        this(metric, 1);
    }

    /** With how many samples there are in each step, at which the counters have grown by about as much. */
    Traffic(String metric, int samples) {
        this.metric = metric;
        this.samples = samples;
    }

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
            // What it grew by up to the end of a step; at STEPS the counting begins.
            long grown = step == STEPS ? 0 : increase.applyAsLong(step);
            long before = restarted.test(step) ? 0 : value;
            value = before + grown;
            if (seen.test(step)) {
                for (int part = 1; part <= samples; part++) {
                    long end = step * STEP.toSeconds() + (samples - part) * STEP.toSeconds() / samples;
                    add(job, code, before + grown * part / samples, NOW.getEpochSecond() - end);
                }
            }
        }
        return this;
    }

    private void add(String job, String code, long value, long at) {
        lines.add(String.format(Locale.ROOT, "%s{job=\"%s\",code=\"%s\"} %d %d", metric, job, code, value, at));
    }

    /** The samples; of no declared type, since what a counter is called is up to whoever writes it. */
    String openMetrics() {
        return "# TYPE " + metric + " unknown\n" + String.join("\n", lines) + "\n# EOF\n";
    }
}
