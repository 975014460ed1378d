package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.health.HealthCheck;
import io.jenkins.lib.releasegates.health.JudgedBudgets;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision;
import io.jenkins.lib.releasegates.slo.policy.BudgetQuestion;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.lib.releasegates.slo.policy.ClaimedChange;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetCheck;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import io.jenkins.lib.releasegates.slo.policy.GivenAnswers;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.analysis.KeptBudgets;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.environment.ErrorBudgetRules;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import io.jenkins.plugins.releasegates.health.KeptHistories;
import io.jenkins.plugins.releasegates.health.LastKnownBudgets;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads objectives on the agent, or takes those of an environment, measures their budgets from the controller, judges, records, and only then acts. Safe to
 * repeat.
 */
final class ErrorBudgetRun {

    private final ErrorBudgetOptions options;

    ErrorBudgetRun(ErrorBudgetOptions options) {
        this.options = options;
    }

    /**
     * The recorded decision of this step, in plain maps.
     *
     * @throws AbortException when the decision fails the build; when files, policy or options are not usable, with every issue; and when nothing could
     *     be recorded
     */
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        Optional<Map<String, Object>> earlier = JudgedElsewhere.again(at);
        if (earlier.isPresent()) {
            // What was measured then is what was judged.
            earlier.get()
                    .put(
                            "budgets",
                            KeptBudgets.of(at).stream()
                                    .map(ErrorBudgetRun::known)
                                    .toList());
            return earlier.get();
        }
        options.checkWay();
        ErrorBudgetPolicy policy = policy(at);
        AskedObjectives asked = options.ofFiles()
                ? new FileObjectives(options, at).read()
                : AskedObjectives.ofEnvironment(environment(at), Optional.ofNullable(options.getService()));
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        BudgetJudgement judgement = new BudgetJudgement(new JudgedBudgets(policy, asked.way(), now), options.effect());
        JudgedBudgets budgets = judgement.budgets();
        for (ServiceLevelObjective objective : asked.objectives()) {
            BudgetQuestion question = question(objective, asked, policy, now);
            budgets.add(question, ErrorBudgetCheck.judge(policy, question));
        }
        KeptBudgets.write(
                at,
                asked.environment(),
                budgets.decisions().stream().map(BudgetDecision::basis).toList());
        Map<String, Object> answer = JudgedElsewhere.act(at, options.title(), judgement);
        answer.put(
                "budgets",
                budgets.decisions().stream().map(ErrorBudgetRun::budget).toList());
        return answer;
    }

    private BudgetQuestion question(
            ServiceLevelObjective objective, AskedObjectives asked, ErrorBudgetPolicy policy, Instant now)
            throws InterruptedException {
        Measured found = HealthCheck.measure(objective, asked.way(), asked.connections(), now);
        asked.environment()
                .ifPresent(environment -> KeptHistories.keep(environment, objective, asked.way(), found, now));
        KeptBudget measured = KeptBudget.of(found);
        boolean mayCount = policy.lastKnownAtMost().isPresent();
        BudgetQuestion question = new BudgetQuestion(
                objective,
                measured,
                change(),
                GivenAnswers.NONE,
                mayCount ? LastKnownBudgets.of(objective, asked.way()) : Optional.empty(),
                now);
        if (mayCount) {
            LastKnownBudgets.keep(objective, measured);
        }
        return question;
    }

    private ErrorBudgetPolicy policy(StepSurroundings at) throws AbortException {
        String minRemaining = options.getMinRemaining();
        if (options.getEnvironment() == null) {
            return OwnRules.of(minRemaining == null ? "0" : minRemaining);
        }
        if (minRemaining != null) {
            throw new AbortException(Messages.ErrorBudget_BothRules());
        }
        String id = environmentId(at);
        return ErrorBudgetRules.of(id).orElseThrow(() -> new AbortException(Messages.ErrorBudget_NoRules(id)));
    }

    private String environmentId(StepSurroundings at) throws AbortException {
        String environment = options.getEnvironment();
        return EnvironmentConfiguration.get()
                .seenId(environment == null ? "" : environment, at.run().getParent());
    }

    private Environment environment(StepSurroundings at) throws AbortException {
        String id = environmentId(at);
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        return configuration
                .environment(id)
                .orElseThrow(() -> new AbortException(
                        Messages.ReleaseGate_NoEnvironment(String.join("\n", configuration.troubles(id)))));
    }

    /** What the pipeline says of its own change. */
    private ClaimedChange change() {
        String claimed = options.getChangeClass();
        return new ClaimedChange(
                claimed == null ? "" : claimed,
                List.of(
                        new ChangeFact(ChangeFact.Kind.LABELS, options.getLabels(), Provenance.REPORTED),
                        new ChangeFact(ChangeFact.Kind.TICKETS, options.getTickets(), Provenance.REPORTED)));
    }

    private static Map<String, Object> budget(BudgetDecision decision) {
        Map<String, Object> budget = new LinkedHashMap<>();
        budget.put("objective", decision.objective().toString());
        budget.put("admission", decision.admission().name());
        decision.rule().ifPresent(rule -> budget.put("rule", rule));
        decision.asks().ifPresent(asks -> budget.put("asks", asks));
        budget.putAll(known(decision.basis()));
        return budget;
    }

    private static Map<String, Object> known(KeptBudget kept) {
        Map<String, Object> budget = new LinkedHashMap<>();
        if (kept.measured() instanceof Measured.Known measured) {
            ErrorBudget known = measured.budget();
            budget.put("objective", known.about().name().toString());
            budget.put("state", known.state().name());
            budget.put("target", known.target());
            budget.put("sli", known.sli());
            budget.put("remaining", known.remaining());
        }
        return budget;
    }
}
