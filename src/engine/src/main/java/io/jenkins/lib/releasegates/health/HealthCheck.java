package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.analysis.metric.MetricVerdict;
import io.jenkins.lib.releasegates.evidence.ObservedSeries;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision;
import io.jenkins.lib.releasegates.slo.policy.BudgetQuestion;
import io.jenkins.lib.releasegates.slo.policy.ClaimedChange;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetCheck;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import io.jenkins.lib.releasegates.slo.policy.GivenAnswers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks what an environment demands of the running service. Every gate has a result, whatever goes wrong, and nothing passes that wasn't seen. */
public final class HealthCheck {

    private final HealthDemand demand;
    private final MetricProbes.Connections connections;
    private final LastKnown lastKnown;
    private final InstantSource clock;

    /** Budgets of earlier, for a time in which a server is down. */
    public interface LastKnown {

        /** None are kept. */
        LastKnown NOTHING = new LastKnown() {
            @Override
            public Optional<KeptBudget> of(ServiceLevelObjective objective, ErrorBudget.Way way) {
                return Optional.empty();
            }

            @Override
            public void keep(ServiceLevelObjective objective, KeptBudget measured) {
                // Nothing is kept.
            }
        };

        /** The newest that was kept of exactly this objective. */
        Optional<KeptBudget> of(ServiceLevelObjective objective, ErrorBudget.Way way);

        /** Keeps one that was measured just now. */
        void keep(ServiceLevelObjective objective, KeptBudget measured);
    }

    /** With the connections there are; the clock says for which instant is asked. */
    public HealthCheck(
            HealthDemand demand, MetricProbes.Connections connections, LastKnown lastKnown, InstantSource clock) {
        this.demand = demand;
        this.connections = connections;
        this.lastKnown = lastKnown;
        this.clock = clock;
    }

    /**
     * Asks all of it once; takes as long as servers do.
     *
     * @param change what is claimed of the release, and what proves it
     * @param postmortem where an incident was looked into, as far as somebody says so
     */
    public HealthFindings look(ClaimedChange change, Optional<String> postmortem) throws InterruptedException {
        Instant now = clock.instant();
        List<GateResult> gates = new ArrayList<>();
        List<ObservedSeries> observed = new ArrayList<>();
        List<HealthBudget> measured = new ArrayList<>();
        MetricProbes probes = new MetricProbes(connections, clock);
        for (HealthGate gate : demand.gates()) {
            MetricState state = probes.once(gate.metric());
            GateResult result = MetricVerdict.of(gate.metric(), state.series(), state.history(), gate.criticality());
            gates.add(new GateResult(
                    gate.name(), gate.criticality(), gate.advisory(), result.criteria(), result.verdict()));
            observed.add(state.history().observed(gate.metric()));
        }
        if (demand.policy().isPresent() && !demand.objectives().isEmpty()) {
            JudgedBudgets budgets = budgets(demand.policy().get(), change, postmortem, now);
            addBudgets(budgets, gates);
            observed.addAll(budgets.observed());
            measured.addAll(budgets.measured());
        }
        return new HealthFindings(now, gates, observed, measured);
    }

    private JudgedBudgets budgets(
            ErrorBudgetPolicy policy, ClaimedChange change, Optional<String> postmortem, Instant now)
            throws InterruptedException {
        JudgedBudgets judged = new JudgedBudgets(policy, demand.way(), now);
        boolean mayCount = policy.lastKnownAtMost().isPresent();
        for (ServiceLevelObjective objective : demand.objectives()) {
            KeptBudget measured = KeptBudget.of(measure(objective, demand.way(), connections, now));
            BudgetQuestion question = new BudgetQuestion(
                    objective,
                    measured,
                    change,
                    new GivenAnswers(Optional.empty(), Optional.empty(), postmortem),
                    mayCount ? lastKnown.of(objective, demand.way()) : Optional.empty(),
                    now);
            if (mayCount) {
                lastKnown.keep(objective, measured);
            }
            judged.add(question, ErrorBudgetCheck.judge(policy, question));
        }
        return judged;
    }

    /** A budget by the connection that its objective names; without that one it is an error, and no exception. */
    public static Measured measure(
            ServiceLevelObjective objective, ErrorBudget.Way way, MetricProbes.Connections connections, Instant now)
            throws InterruptedException {
        Optional<MetricsServer> server = connections.named(objective.connection());
        return server.isPresent()
                ? ErrorBudgets.measure(objective, way, server.get(), now)
                : new Measured.Errored(
                        MetricsException.Reason.ADDRESS,
                        "There is no connection " + objective.connection() + " that can be used.");
    }

    /** What needs an approval isn't in the way by itself: people are asked for it together with what else they are asked for. */
    private void addBudgets(JudgedBudgets budgets, List<GateResult> gates) {
        List<GateResult> results = budgets.results(Criticality.FAILURE);
        List<String> asking = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            BudgetDecision decision = budgets.decisions().get(i);
            Verdict verdict = results.get(i).verdict();
            if (decision.admission() == BudgetDecision.Admission.NEEDS_APPROVAL
                    && demand.approvers().isPresent()) {
                asking.add(decision.objective().toString());
                verdict = Verdict.of(Verdict.Kind.WARNING, verdict.grounds());
            }
            gates.add(new GateResult(
                    HealthDemand.PREFIX + results.get(i).gate(),
                    Criticality.FAILURE,
                    false,
                    List.of(verdict),
                    verdict));
        }
        demand.approvers().ifPresent(group -> gates.add(approval(group, asking)));
    }

    private static GateResult approval(String group, List<String> asking) {
        String named = asking.stream().limit(5).collect(Collectors.joining(", "))
                + (asking.size() > 5 ? " and " + (asking.size() - 5) + " more" : "");
        Grounds grounds = new Grounds(
                asking.isEmpty() ? "no error budget asks for it" : "asked for by the error budget of " + named,
                "one person more, of group " + group + ", where an error budget asks for that",
                asking.isEmpty()
                        ? "No error budget asks for one more approval."
                        : "One person of " + group + " has to approve besides those whom this environment asks anyway.",
                Optional.of(Provenance.OBSERVED),
                List.of());
        Verdict verdict = Verdict.of(asking.isEmpty() ? Verdict.Kind.PASSED : Verdict.Kind.WARNING, grounds);
        return new GateResult(HealthDemand.APPROVAL, Criticality.FAILURE, false, List.of(verdict), verdict);
    }
}
