package io.jenkins.lib.releasegates.slo;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a service has promised.
 *
 * @param name what it is called in records and on pages
 * @param target the share that has to be good, above 0 and below 1
 * @param connection the owner's connection to the server of metrics that is asked; a name, never an address
 * @param recorded where Sloth's recording rules leave what they compute of it; empty for other files
 */
public record ServiceLevelObjective(
        Name name,
        double target,
        BudgetWindow window,
        Budgeting budgeting,
        Indicator indicator,
        String connection,
        Optional<SlothSeries> recorded) {

    /**
     * Which of a service's objectives.
     *
     * @param part which target, where one indicator has several; else empty
     */
    public record Name(String service, String slo, String part) {
        @Override
        public String toString() {
            return service + "/" + slo + (part.isEmpty() ? "" : "/" + part);
        }
    }

    public ServiceLevelObjective {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("target: found " + target + ", allowed: above 0 and below 1");
        }
    }

    /** The share that may be bad: the whole error budget. */
    public double budget() {
        return 1 - target;
    }

    /** Changes with everything that its numbers depend on. */
    public Digest definition() {
        String all = String.join(
                "\n",
                name.toString(),
                Double.toString(target),
                window.toString(),
                budgeting.toString(),
                indicator.toString(),
                connection,
                recorded.map(SlothSeries::selector).orElse(""));
        return Digest.of(all.getBytes(StandardCharsets.UTF_8));
    }
}
