package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the reports can speak of: only of that there are numbers. */
final class Spoken {

    private final Map<Topic, Integer> reports = new EnumMap<>(Topic.class);

    /** The topics of a report: those that it names, and those that it tells something of. */
    Set<Topic> add(ReportTally tally) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        topics.addAll(tally.topics());
        ReportFindings findings = tally.findings();
        for (int code = 0; code < Brief.CODES; code++) {
            if (findings.count(code) > 0) {
                FindingKind kind = Brief.ofCode(code).kind();
                if (kind == FindingKind.VULNERABILITY) {
                    topics.add(Topic.VULNERABILITIES);
                } else if (kind == FindingKind.SECRET) {
                    topics.add(Topic.SECRETS);
                }
            }
        }
        topics.forEach(topic -> reports.merge(topic, 1, Integer::sum));
        return topics;
    }

    /** Whether there is a number of that metric; of what one report on vulnerabilities can't tell, nobody knows the number. */
    boolean has(String metric) {
        return switch (metric) {
            case "vulnerabilities.kev" -> everywhere(Topic.VULNERABILITIES, Topic.EXPLOITED);
            case "vulnerabilities.fixable" -> everywhere(Topic.VULNERABILITIES, Topic.FIXES);
            case MetricCatalog.UNRESOLVED -> everywhere(Topic.COMPONENTS, Topic.UNRESOLVED);
            default ->
                metric.startsWith("vulnerabilities.")
                        ? reports.containsKey(Topic.VULNERABILITIES)
                        : !metric.startsWith("secrets.") || reports.containsKey(Topic.SECRETS);
        };
    }

    private boolean everywhere(Topic where, Topic topic) {
        return reports.containsKey(where) && reports.get(where).equals(reports.get(topic));
    }
}
