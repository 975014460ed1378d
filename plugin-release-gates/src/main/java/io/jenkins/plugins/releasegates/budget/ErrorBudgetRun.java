package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.lib.releasegates.evidence.Provenance;
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
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision;
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
        MetricsServer server = server(at);
        ErrorBudgetPolicy policy = policy(at);
        List<ServiceLevelObjective> objectives = objectives(at);
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        BudgetJudgement judgement = new BudgetJudgement(policy, options.effect(), now);
        ErrorBudget.Way way = options.isRecorded() ? ErrorBudget.Way.RECORDED : ErrorBudget.Way.QUERIED;
        for (ServiceLevelObjective objective : objectives) {
            Optional<KeptBudget> lastKnown = LastKnownBudgets.of(objective, way);
            BudgetDecision decision = new ErrorBudgetCheck(objective, way, policy)
                    .check(server, change(), GivenAnswers.NONE, lastKnown, now);
            LastKnownBudgets.keep(objective, decision.basis());
            judgement.add(objective, decision);
        }
        KeptBudgets.write(
                at, judgement.decisions().stream().map(BudgetDecision::basis).toList());
        Map<String, Object> answer = JudgedElsewhere.act(at, options.title(), judgement);
        answer.put(
                "budgets",
                judgement.decisions().stream().map(ErrorBudgetRun::budget).toList());
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
        if (decision.basis().measured() instanceof Measured.Known measured) {
            ErrorBudget known = measured.budget();
            budget.put("state", known.state().name());
            budget.put("target", known.target());
            budget.put("sli", known.sli());
            budget.put("remaining", known.remaining());
        }
        return budget;
    }
}
