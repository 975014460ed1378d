package io.jenkins.plugins.securityscan.scan;

import hudson.AbortException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.SuppressionSet;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.build.AgentGoneException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.evidence.StepEvidence;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import io.jenkins.plugins.releasegates.gate.StepGates;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.findings.FindingsWords;
import io.jenkins.plugins.securityscan.page.SecurityAction;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import io.jenkins.plugins.securityscan.worker.WorkspaceScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scans, records what was found, and judges it where gates are given. Safe to repeat.
 *
 * <p>A scan that fails or is ended leaves that in the record, too, so that a gate later in the build doesn't judge what other scans have found as if
 * it were all.
 */
final class ScanRun {

    /** Rules that the log names. */
    private static final int MAX_RULES = 20;

    private final ScanRequest request;
    private final String name;
    private final List<QualityGateItem> gates;

    /**
     * @param name of the decision
     * @param gates that judge what is found; none means that it is judged later
     */
    ScanRun(ScanRequest request, String name, List<QualityGateItem> gates) {
        this.request = request;
        this.name = name;
        this.gates = List.copyOf(gates);
    }

    /**
     * What was found, in plain maps; with the decision where gates were given.
     *
     * @throws AbortException when there is no result, when the decision fails the build, and when nothing could be recorded
     * @throws InterruptedException when the build was stopped; the worker is gone then
     */
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        StepEvidence found;
        try {
            found = StepEvidence.record(at, () -> scan(at));
        } catch (InterruptedException e) {
            if (!ReleaseGatesHome.get().isShuttingDown()) {
                StepEvidence.record(at, () -> nothing(Messages.Scan_Stopped(request.kind())));
            }
            throw e;
        }
        SecurityAction.recorded(at.run());
        Optional<String> failure = failure(found.evidence());
        if (failure.isPresent()) {
            throw new AbortException(failure.get());
        }
        found.evidence().reports().stream()
                .flatMap(report -> report.scan().stream())
                .forEach(scan -> at.log(words(scan)));
        remarkable(SuppressionSet.of(found.evidence())).forEach(at::log);
        at.log(FindingsWords.log(found));
        Map<String, Object> answer = new TreeMap<>(FindingsWords.forJenkinsfile(found));
        if (!gates.isEmpty()) {
            answer.putAll(StepGates.judge(at, name, gates, found.evidence()));
        }
        return answer;
    }

    private Evidence scan(StepSurroundings at) throws IOException, InterruptedException {
        try {
            return new WorkspaceScan(at, request).run().evidence();
        } catch (AgentGoneException e) {
            // The step is taken up again when the agent is back.
            throw e;
        } catch (AbortException e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    private Evidence nothing(String why) {
        return new Evidence(
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(new Problem(
                        Problem.Kind.UNREADABLE,
                        request.report(),
                        why,
                        Scan.Kind.ofId(request.kind()).map(Scan.Kind::family))));
    }

    /** The rules that somebody should look at, a line each. */
    private static List<String> remarkable(SuppressionSet suppressions) {
        List<SuppressionRule> rules = suppressions.rules().stream()
                .filter(rule -> rule.use() != SuppressionRule.Use.USED)
                .toList();
        List<String> lines = new ArrayList<>(
                rules.stream().limit(MAX_RULES).map(ScanRun::words).toList());
        if (rules.size() > MAX_RULES) {
            lines.add(Messages.Scan_MoreRules(rules.size() - MAX_RULES));
        }
        return lines;
    }

    private static String words(SuppressionRule rule) {
        String place = rule.by() + ":" + rule.line();
        return rule.use() == SuppressionRule.Use.EXPIRED
                ? Messages.Scan_RuleExpired(place, rule.until(), rule.covers())
                : Messages.Scan_RuleUnused(place, rule.covers());
    }

    private static String words(Scan scan) {
        return scan.tool() + " " + scan.toolVersion() + " has looked at " + scan.files() + " files, "
                + scan.cached() + " of them known from earlier scans"
                + scan.database()
                        .map(database -> "; vulnerability database " + database.version() + ", asked for news at "
                                + database.lastChecked())
                        .orElse("");
    }

    /** Why there is nothing; a result, even one with problems, names at least a report. */
    private static Optional<String> failure(Evidence evidence) {
        List<Report> reports = evidence.reports();
        return reports.isEmpty() ? evidence.problems().stream().findFirst().map(Problem::message) : Optional.empty();
    }
}
