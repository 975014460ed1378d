package io.jenkins.lib.releasegates.promotion;

import java.time.Duration;
import java.util.Map;

/**
 * How long things may take.
 *
 * @param deploy for the body that deploys, and for the one before the first traffic
 * @param probe for the slot to say what runs in it
 * @param analysis for each analysis, as a last resort: it ends by itself before
 * @param expose for the decision that more traffic may go
 * @param confirm for the target to do what it was asked to
 * @param absence without anybody who watches while traffic is on the new slot
 * @param retry between two attempts to bring the traffic back
 * @param paused for a pause of a person, after which it is ended as if aborted
 */
public record PromotionLimits(
        Duration deploy,
        Duration probe,
        Duration analysis,
        Duration expose,
        Duration confirm,
        Duration absence,
        Duration retry,
        Duration paused) {

    public static final PromotionLimits USUAL = new PromotionLimits(
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(6),
            Duration.ofHours(24),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofSeconds(15),
            Duration.ofHours(24));

    public PromotionLimits {
        Map.of(
                        "deploy",
                        deploy,
                        "probe",
                        probe,
                        "analysis",
                        analysis,
                        "expose",
                        expose,
                        "confirm",
                        confirm,
                        "absence",
                        absence,
                        "retry",
                        retry,
                        "paused",
                        paused)
                .forEach((name, limit) -> {
                    if (limit.isNegative() || limit.isZero()) {
                        throw new IllegalArgumentException(
                                "The limit " + name + " is " + limit + ", allowed is more than nothing");
                    }
                });
    }
}
