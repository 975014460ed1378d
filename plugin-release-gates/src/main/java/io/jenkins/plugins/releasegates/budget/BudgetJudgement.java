package io.jenkins.plugins.releasegates.budget;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
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
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Error budgets, each as a gate. */
final class BudgetJudgement implements JudgedElsewhere.Judgement {

    private static final int MAX_NAME = 100;

    private final ErrorBudgetPolicy policy;
    private final Criticality criticality;
    private final ErrorBudget.Way way;
    private final Instant at;
    private final List<ServiceLevelObjective> objectives = new ArrayList<>();
    private final List<BudgetDecision> decisions = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();

    BudgetJudgement(ErrorBudgetPolicy policy, Criticality criticality, ErrorBudget.Way way, Instant at) {
        this.policy = policy;
        this.criticality = criticality;
        this.way = way;
        this.at = at;
    }

    /** One more, with what was asked and known. */
    void add(BudgetQuestion question, BudgetDecision decision) {
        objectives.add(question.objective());
        decisions.add(decision);
        evidence.add(BudgetEvidence.write(policy, question, decision));
    }

    List<BudgetDecision> decisions() {
        return List.copyOf(decisions);
    }

    @Override
    public List<GateResult> results() {
        List<GateResult> results = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Verdict verdict = decisions.get(i).verdict();
            results.add(new GateResult(gate(i), criticality, false, List.of(verdict), verdict));
        }
        return results;
    }

    /** Unique, also where names are so long that they begin alike. */
    private String gate(int number) {
        String name = "error budget of " + decisions.get(number).objective();
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + " " + (number + 1) : name;
    }

    @Override
    public Evidence evidence() {
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
        return Evidence.observed(observed);
    }

    @Override
    public Digest demand() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("policy", policy.digest().toString());
        json.put("way", way.name());
        objectives.forEach(objective ->
                json.withArray("objectives").add(objective.definition().toString()));
        return CanonicalJson.digest(json);
    }
}
