package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.health.JudgedBudgets;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.file.SloReading;
import io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision;
import io.jenkins.lib.releasegates.slo.policy.BudgetQuestion;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.lib.releasegates.slo.policy.ClaimedChange;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetCheck;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import io.jenkins.lib.releasegates.slo.policy.GivenAnswers;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.analysis.KeptBudgets;
import io.jenkins.plugins.releasegates.build.AgentGoneException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.environment.ErrorBudgetRules;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import io.jenkins.plugins.releasegates.health.LastKnownBudgets;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads objectives on the agent, measures their budgets from the controller, judges, records, and only then acts. Safe to repeat. */
final class ErrorBudgetRun {

    /** Each is asked some twenty questions. */
    private static final int MOST_OBJECTIVES = 200;

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
        MetricsServer server = server(at);
        ErrorBudgetPolicy policy = policy(at);
        List<ServiceLevelObjective> objectives = objectives(at);
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        ErrorBudget.Way way = options.isRecorded() ? ErrorBudget.Way.RECORDED : ErrorBudget.Way.QUERIED;
        BudgetJudgement judgement = new BudgetJudgement(new JudgedBudgets(policy, way, now), options.effect());
        JudgedBudgets budgets = judgement.budgets();
        for (ServiceLevelObjective objective : objectives) {
            KeptBudget measured = KeptBudget.of(ErrorBudgets.measure(objective, way, server, now));
            BudgetQuestion question = new BudgetQuestion(
                    objective,
                    measured,
                    change(),
                    GivenAnswers.NONE,
                    policy.lastKnownAtMost().isPresent() ? LastKnownBudgets.of(objective, way) : Optional.empty(),
                    now);
            if (policy.lastKnownAtMost().isPresent()) {
                LastKnownBudgets.keep(objective, measured);
            }
            budgets.add(question, ErrorBudgetCheck.judge(policy, question));
        }
        KeptBudgets.write(
                at, budgets.decisions().stream().map(BudgetDecision::basis).toList());
        Map<String, Object> answer = JudgedElsewhere.act(at, options.title(), judgement);
        answer.put(
                "budgets",
                budgets.decisions().stream().map(ErrorBudgetRun::budget).toList());
        return answer;
    }

    private MetricsServer server(StepSurroundings at) throws AbortException {
        ConnectionConfiguration connections = ConnectionConfiguration.get();
        String job = at.run().getParent().getFullName();
        if (!connections.mayName(options.getConnection(), job)) {
            throw new AbortException(
                    Messages.ErrorBudget_NoConnection(options.getConnection(), connections.namesFor(job)));
        }
        return connections
                .server(options.getConnection())
                .orElseThrow(() -> new AbortException(Messages.ErrorBudget_Unusable(options.getConnection())));
    }

    private ErrorBudgetPolicy policy(StepSurroundings at) throws AbortException {
        String environment = options.getEnvironment();
        String minRemaining = options.getMinRemaining();
        if (environment == null) {
            return OwnRules.of(minRemaining == null ? "0" : minRemaining);
        }
        if (minRemaining != null) {
            throw new AbortException(Messages.ErrorBudget_BothRules());
        }
        String id = EnvironmentConfiguration.get().seenId(environment, at.run().getParent());
        return ErrorBudgetRules.of(id).orElseThrow(() -> new AbortException(Messages.ErrorBudget_NoRules(id)));
    }

    private List<ServiceLevelObjective> objectives(StepSurroundings at) throws IOException, InterruptedException {
        ReadObjectives.Result read;
        try {
            read = at.workspace().act(new ReadObjectives(options.getSlos()));
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new AgentGoneException(Messages.WorkspaceEvidence_AgentGone(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new AbortException(Messages.WorkspaceEvidence_NotRead(String.valueOf(e.getMessage())));
        }
        if (read.refusal() != null) {
            throw new AbortException(Messages.ErrorBudget_Refused(read.refusal()));
        }
        List<SloFile> files = new ArrayList<>();
        for (ReadObjectives.Sent sent : read.files()) {
            if (sent.bytes().length > ReadObjectives.MAX_BYTES || files.size() == ReadObjectives.MAX_FILES) {
                throw new AbortException(
                        Messages.ErrorBudget_Refused("an agent that sends more than it was asked for"));
            }
            files.add(new SloFile(sent.name(), sent.bytes()));
        }
        SloReading objectives = SloFiles.read(files, SloSettings.of(options.getConnection()));
        if (!objectives.issues().isEmpty()) {
            throw new AbortException(Messages.ErrorBudget_Refused(
                    objectives.issues().stream().map(PolicyIssue::toString).collect(Collectors.joining("\n"))));
        }
        if (objectives.objectives().size() > MOST_OBJECTIVES) {
            throw new AbortException(Messages.ErrorBudget_Refused(
                    "slos: found " + objectives.objectives().size() + " objectives; allowed: " + MOST_OBJECTIVES));
        }
        objectives.remarks().forEach(remark -> at.log(remark.toString()));
        return objectives.objectives();
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
