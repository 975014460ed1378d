package io.jenkins.lib.releasegates.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.ObservedSeries;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision;
import io.jenkins.lib.releasegates.slo.policy.BudgetEvidence;
import io.jenkins.lib.releasegates.slo.policy.BudgetQuestion;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Error budgets that were judged by one policy, each as a gate, with what is kept of it. Not thread-safe. */
public final class JudgedBudgets {

    private static final int MAX_NAME = 100;

    private final ErrorBudgetPolicy policy;
    private final ErrorBudget.Way way;
    private final Instant at;
    private final List<ServiceLevelObjective> objectives = new ArrayList<>();
    private final List<BudgetDecision> decisions = new ArrayList<>();
    private final List<HealthBudget> measured = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();

    /** For one instant. */
    public JudgedBudgets(ErrorBudgetPolicy policy, ErrorBudget.Way way, Instant at) {
        this.policy = policy;
        this.way = way;
        this.at = at;
    }

    /** One more, with what was asked and known. */
    public void add(BudgetQuestion question, BudgetDecision decision) {
        objectives.add(question.objective());
        decisions.add(decision);
        measured.add(new HealthBudget(question.objective(), question.measured(), decision));
        evidence.add(BudgetEvidence.write(policy, question, decision));
    }

    /** What each means, in their order. */
    public List<BudgetDecision> decisions() {
        return List.copyOf(decisions);
    }

    /** What was measured of each, and what it means. */
    public List<HealthBudget> measured() {
        return List.copyOf(measured);
    }

    /** A gate for each. */
    public List<GateResult> results(Criticality criticality) {
        List<GateResult> results = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Verdict verdict = decisions.get(i).verdict();
            results.add(new GateResult(gate(i), criticality, false, List.of(verdict), verdict));
        }
        return results;
    }

    private String gate(int number) {
        return gate(decisions.get(number).objective().toString(), number);
    }

    /** Unique, also where names are so long that they begin alike. */
    static String gate(String objective, int number) {
        String name = "error budget of " + objective;
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + " " + (number + 1) : name;
    }

    /** What is kept of each. */
    public List<ObservedSeries> observed() {
        List<ObservedSeries> observed = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            BudgetDecision decision = decisions.get(i);
            observed.add(new ObservedSeries(
                    gate(i),
                    objectives.get(i).connection(),
                    "error budget, definition " + objectives.get(i).definition(),
                    policy.name()
                            + decision.rule().map(rule -> ", rule " + rule).orElse(""),
                    List.of(new ObservedSeries.Sample(
                            at, decision.verdict().kind().name(), evidence.get(i))),
                    0));
        }
        return observed;
    }

    /** Over all that they demand: policy, way of measuring, and each objective's definition. */
    public Digest demand() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("policy", policy.digest().toString());
        json.put("way", way.name());
        objectives.forEach(objective ->
                json.withArray("objectives").add(objective.definition().toString()));
        return CanonicalJson.digest(json);
    }
}
