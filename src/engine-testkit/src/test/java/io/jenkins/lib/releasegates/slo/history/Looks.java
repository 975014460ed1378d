package io.jenkins.lib.releasegates.slo.history;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.BurnRate;
import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Exhaustion;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at a budget of 30 days, for tests. */
public final class Looks {

    /** Now. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Name of what is looked at; hostile where it is shown. */
    public static final String HOSTILE = "<script>alert('1')</script>";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE = Duration.ofMinutes(5);

    private Looks() {}

    /** Whose they are. */
    public static BudgetHistory.About about(Duration period) {
        return new BudgetHistory.About(
                "shop/qa",
                new ServiceLevelObjective.Name("shop", HOSTILE, ""),
                Digest.of(new byte[0]),
                "prometheus",
                ErrorBudget.Way.QUERIED,
                period);
    }

    /** A known one, with the burn rates of the row that pages at 14.4. */
    public static Measured known(double remaining, double overLong, double overShort) {
        boolean firing = overLong > 14.4 && overShort > 14.4;
        return new Measured.Known(new ErrorBudget(
                new ErrorBudget.About(
                        new ServiceLevelObjective.Name("shop", "requests", ""),
                        Digest.of(new byte[0]),
                        "prometheus",
                        ErrorBudget.Way.QUERIED,
                        NOW.minus(Duration.ofDays(30)),
                        NOW,
                        Duration.ofDays(30)),
                0.99,
                1 - 0.01 * (1 - remaining),
                remaining,
                Optional.empty(),
                List.of(new BurnRate(FIVE, Optional.of(overShort), ""), new BurnRate(HOUR, Optional.of(overLong), "")),
                List.of(new BurnAlert(
                        BurnAlert.Severity.PAGE,
                        BurnAlert.Speed.QUICK,
                        14.4,
                        HOUR,
                        FIVE,
                        firing ? BurnAlert.State.FIRING : BurnAlert.State.QUIET)),
                new Exhaustion(Exhaustion.Kind.NOT_IN_SIGHT, Duration.ZERO),
                new Coverage(FIVE, 8640, 0, 0),
                Optional.empty()));
    }

    /** One that isn't known. */
    public static Measured down(String why) {
        return new Measured.Errored(MetricsException.Reason.CONNECTION, why);
    }

    /** So many minutes before now. */
    public static BudgetSample sample(long minutes, Measured measured) {
        return BudgetSample.of(measured, NOW.minus(Duration.ofMinutes(minutes)));
    }

    /** A history of these, the oldest first. */
    public static BudgetHistory history(BudgetSample... samples) {
        return new BudgetHistory(about(Duration.ofDays(30)), List.of(samples), 0, List.of());
    }
}
