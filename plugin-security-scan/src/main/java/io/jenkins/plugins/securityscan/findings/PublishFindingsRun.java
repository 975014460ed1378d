package io.jenkins.plugins.securityscan.findings;

import hudson.AbortException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.evidence.StepEvidence;
import io.jenkins.plugins.releasegates.evidence.WorkspaceEvidence;
import io.jenkins.plugins.releasegates.gate.StepGates;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.page.SecurityAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the reports of scanners on the agent, records their findings, and judges them where gates are given. Safe to repeat. */
final class PublishFindingsRun {

    private final PublishFindingsOptions options;

    PublishFindingsRun(PublishFindingsOptions options) {
        this.options = options;
    }

    /**
     * What was found, in plain maps; with the decision where gates were given.
     *
     * @throws AbortException when the decision fails the build, when a report is of something else than a scanner, and when nothing could be
     *     recorded
     */
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        StepEvidence found = StepEvidence.record(at, () -> read(at));
        SecurityAction.recorded(at.run());
        at.log(FindingsWords.log(found));
        Map<String, Object> answer = new TreeMap<>(FindingsWords.forJenkinsfile(found));
        if (!options.getQualityGates().isEmpty()) {
            String name = options.getName() == null ? Messages.PublishFindings_Name() : options.getName();
            answer.putAll(StepGates.judge(at, name, options.getQualityGates(), found.evidence()));
        }
        return answer;
    }

    private Evidence read(StepSurroundings at) throws IOException, InterruptedException {
        Evidence evidence = WorkspaceEvidence.read(at, null, null, null, List.of(options.report()))
                .evidence();
        List<String> others = evidence.measurements().keySet().stream()
                .filter(metric -> !FindingsWords.isOfFindings(metric))
                .toList();
        if (!others.isEmpty()) {
            throw new AbortException(Messages.PublishFindings_NoScanner(options.getPattern(), others.get(0)));
        }
        return evidence;
    }
}
