package io.jenkins.lib.releasegates.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.BurnRate;
import io.jenkins.lib.releasegates.slo.budget.Counts;
import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Exhaustion;
import io.jenkins.lib.releasegates.slo.budget.Incident;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetViewTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE = Duration.ofMinutes(5);

    private static KeptBudget budget(double remaining, BurnAlert.State state) {
        return KeptBudget.of(new Measured.Known(new ErrorBudget(
                new ErrorBudget.About(
                        new ServiceLevelObjective.Name("shop", "<b>requests</b>", ""),
                        Digest.of(new byte[0]),
                        "prometheus",
                        ErrorBudget.Way.QUERIED,
                        NOW.minus(Duration.ofDays(30)),
                        NOW,
                        Duration.ofDays(30)),
                0.9999999,
                0.98765432,
                remaining,
                Optional.of(new Counts(Counts.Unit.EVENTS, 10_000, 50, 100)),
                List.of(
                        new BurnRate(FIVE, Optional.empty(), "no data"),
                        new BurnRate(HOUR, Optional.of(1.9999999999999996), "")),
                List.of(new BurnAlert(BurnAlert.Severity.PAGE, BurnAlert.Speed.QUICK, 14.4, HOUR, FIVE, state)),
                new Exhaustion(Exhaustion.Kind.IN_SIGHT, Duration.ofHours(36)),
                new Coverage(FIVE, 8640, 2, 1),
                Optional.of(new Incident(NOW.minus(HOUR), NOW, 0.25)))));
    }

    private static BudgetView view(KeptBudget budget) {
        return AnalysesPage.of(List.of(), List.of(budget), List.of()).budgets().get(0);
    }

    @Test
    void shouldTellWhatIsLeftAndHowFastItGoes() {
        BudgetView view = view(budget(0.5, BurnAlert.State.FIRING));
        assertThat(view.left()).isEqualTo("50 %");
        assertThat(view.bar()).isEqualTo("150.0");
        assertThat(view.facts())
                .contains(
                        // Nobody has promised all of it.
                        new BudgetView.Fact("Promised", "99.99999 % good, over 30d"),
                        new BudgetView.Fact("Kept", "98.765432 % good"),
                        new BudgetView.Fact("Bad", "about 50 of 10000 events; 100 may be"),
                        new BudgetView.Fact("Gone", "in 36h, if it goes on like this"),
                        new BudgetView.Fact("Data", "2 of 8640 slices of 5m are without, 1 without traffic"));
        assertThat(view.burns())
                .containsExactly(
                        new BudgetView.Burn("page, quick", "1h and 5m", "2 and not known", "14.4", "FIRING", "rg-bad"));
    }

    @Test
    void shouldDrawNothingBelowZero() {
        BudgetView view = view(budget(-1, BurnAlert.State.QUIET));
        assertThat(view.left()).isEqualTo("-100 %");
        assertThat(view.bar()).isEqualTo("0.0");
        assertThat(view.state()).contains(ErrorBudget.State.EXHAUSTED);
    }

    @Test
    void shouldSayWhyThereIsNone() {
        KeptBudget none = KeptBudget.of(new Measured.Errored(MetricsException.Reason.CONNECTION, "no connection"));
        assertThat(view(none).why()).isEqualTo("no connection");
        assertThat(view(none).state()).isEmpty();
    }

    @Test
    void shouldShowItOnThePage() {
        String html = AuditPageRenderer.analyses(
                AnalysesPage.of(List.of(), List.of(budget(0.5, BurnAlert.State.UNKNOWN)), List.of()));
        assertThat(html)
                .contains("&lt;b&gt;requests", "at risk", "aria-label=\"50 % of the error budget are left\"", "UNKNOWN")
                .doesNotContain("<b>requests");
    }
}
