package io.jenkins.lib.releasegates.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often servers are asked in a round, and what is kept of it. */
class BudgetRoundTest {

    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    private final List<String> kept = new ArrayList<>();
    private final List<String> fresh = new ArrayList<>();
    private int questions;

    /** Has no answer, for that reason. */
    private MetricsServer broken(MetricsException.Reason reason) {
        return new MetricsServer() {
            @Override
            public String name() {
                return "metrics";
            }

            @Override
            public Answer at(String expression, Instant instant) throws MetricsException {
                questions++;
                throw new MetricsException(reason, "no answer", Optional.empty(), null);
            }

            @Override
            public Answer over(String expression, TimeSpan span) throws MetricsException {
                return at(expression, span.from());
            }
        };
    }

    private static BudgetRound.Asked environment(String name, String service, MetricProbes.Connections connections) {
        HealthDemand demand = HealthReading.of(
                        new HealthDefinition(
                                "",
                                HealthReadingTest.OBJECTIVE.replace("service: shop", "service: " + service),
                                "metrics",
                                false,
                                HealthReadingTest.POLICY),
                        name)
                .demand()
                .orElseThrow();
        return new BudgetRound.Asked(name, demand, connections);
    }

    private final BudgetRound.Keeper keeper = new BudgetRound.Keeper() {
        @Override
        public boolean isFresh(BudgetRound.Asked environment, ServiceLevelObjective objective, Instant now) {
            return fresh.contains(environment.name());
        }

        @Override
        public void keep(
                BudgetRound.Asked environment, ServiceLevelObjective objective, Measured measured, Instant at) {
            assertThat(at).isEqualTo(NOW);
            assertThat(measured).isInstanceOf(Measured.Errored.class);
            kept.add(environment.name() + " " + objective.name() + " " + ((Measured.Errored) measured).reason());
        }
    };

    private void ask(BudgetRound.Asked... environments) throws InterruptedException {
        new BudgetRound(InstantSource.fixed(NOW)).ask(List.of(environments), keeper);
    }

    @Test
    void shouldNotAskAServerAgainThatIsDown() throws Exception {
        MetricsServer down = broken(MetricsException.Reason.CONNECTION);
        ask(
                environment("staging", "shop", name -> Optional.of(down)),
                environment("production", "bank", name -> Optional.of(down)));

        assertThat(questions).isEqualTo(1);
        assertThat(kept).containsExactly("staging shop/requests CONNECTION", "production bank/requests CONNECTION");
    }

    @Test
    void shouldAskEqualObjectivesOnce() throws Exception {
        MetricsServer refusing = broken(MetricsException.Reason.QUESTION);
        ask(
                environment("staging", "shop", name -> Optional.of(refusing)),
                environment("shop/qa", "shop", name -> Optional.of(refusing)));
        int once = questions;
        ask(
                environment("staging", "shop", name -> Optional.of(refusing)),
                environment("shop/qa", "bank", name -> Optional.of(refusing)));

        assertThat(once).isEqualTo(1);
        assertThat(questions - once).as("other objectives are other questions").isEqualTo(2);
        assertThat(kept)
                .startsWith("staging shop/requests QUESTION", "shop/qa shop/requests QUESTION")
                .hasSize(4);
    }

    @Test
    void shouldNotAskWhatSomebodyHasJustAsked() throws Exception {
        fresh.add("staging");
        ask(environment("staging", "shop", name -> Optional.of(broken(MetricsException.Reason.CONNECTION))));

        assertThat(questions).isZero();
        assertThat(kept).isEmpty();
    }

    @Test
    void shouldTellThatAConnectionMayNotBeUsed() throws Exception {
        MetricsServer refusing = broken(MetricsException.Reason.QUESTION);
        ask(
                environment("shop/qa", "shop", name -> Optional.empty()),
                environment("staging", "shop", name -> Optional.of(refusing)));

        assertThat(questions).isEqualTo(1);
        assertThat(kept).containsExactly("shop/qa shop/requests ADDRESS", "staging shop/requests QUESTION");
    }

    @Test
    void shouldStopWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ask(environment(
                        "staging", "shop", name -> Optional.of(broken(MetricsException.Reason.CONNECTION)))))
                .isInstanceOf(InterruptedException.class);
        assertThat(questions).isZero();
        assertThat(kept).isEmpty();
    }
}
