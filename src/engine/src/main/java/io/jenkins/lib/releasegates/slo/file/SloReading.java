package io.jenkins.lib.releasegates.slo.file;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloRemark;
import java.util.List;

/**
 * What became of files.
 *
 * @param objectives all of them, or none where anything is wrong
 * @param issues all that is wrong, file by file in the order of their lines
 * @param remarks what was understood and has no part in what is measured
 */
public record SloReading(List<ServiceLevelObjective> objectives, List<PolicyIssue> issues, List<SloRemark> remarks) {

    public SloReading {
        objectives = issues.isEmpty() ? List.copyOf(objectives) : List.of();
        issues = List.copyOf(issues);
        remarks = List.copyOf(remarks);
    }
}
