package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.util.Optional;
import java.util.Set;

/** A finding in the result of a scan. */
final class ScanFinding {

    /** What is read of the lines behind the first one. */
    static final Set<String> WANTED = Set.of(
            "type",
            "kind",
            "rule",
            "severity",
            "severitySource",
            "score",
            "vector",
            "path",
            "line",
            "message",
            "component",
            "purl",
            "name",
            "version",
            "aliases",
            "cwes",
            "links",
            "fixedIn",
            "kev",
            "added",
            "due",
            "ransomware",
            "confidence",
            "fingerprint",
            "suppressed",
            "by",
            "reason",
            "owner",
            "until",
            "state",
            "findings",
            "components",
            "problems",
            "files",
            "finished",
            "cached",
            "suppressions",
            "unresolved",
            "id",
            "use",
            "covers");

    private ScanFinding() {}

    static Found found(JsonPart line, Scan.Kind scan, String tool, JsonReport json) throws UnreadableReportException {
        FindingKind kind = kind(scan);
        if (!line.text("kind").equals(kind.id())) {
            throw json.unreadable("a finding of the kind '" + UnreadableReportException.shown(line.text("kind"))
                    + "' in a scan of the kind " + scan.id() + "; allowed is " + kind.id());
        }
        if (line.text("rule").isBlank()) {
            throw json.unreadable("a finding without a rule, which it has to have");
        }
        if (line.has("kev") && line.part("kev").isEmpty()) {
            throw json.unreadable("kev is no object, which is what is allowed");
        }
        return new Found(
                kind,
                line.text("rule"),
                severity(line, json),
                line.text("path"),
                line.line("line"),
                line.text("message"),
                tool,
                line.text("fingerprint"),
                details(line));
    }

    private static FindingKind kind(Scan.Kind scan) {
        return switch (scan) {
            case SCA -> FindingKind.VULNERABILITY;
            case SAST -> FindingKind.CODE;
            case SECRETS -> FindingKind.SECRET;
        };
    }

    private static Severity severity(JsonPart line, JsonReport json) throws UnreadableReportException {
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(line.text("severity"))) {
                return severity;
            }
        }
        throw json.unreadable("the severity '" + UnreadableReportException.shown(line.text("severity"))
                + "'; allowed are CRITICAL, HIGH, MEDIUM, LOW");
    }

    private static Details details(JsonPart line) {
        DetailsBuilder details = new DetailsBuilder()
                .severitySource(line.text("severitySource"))
                .cvss(Cvss.of(line.number("score"), line.text("vector")))
                .fixedIn(line.texts("fixedIn"))
                .exploited(line.part("kev")
                        .map(kev -> new Exploited(kev.text("added"), kev.text("due"), kev.flag("ransomware"))))
                .cwes(line.texts("cwes"))
                .aliases(line.texts("aliases"))
                .links(line.texts("links"))
                .confidence(line.text("confidence"))
                .suppressed(suppression(line));
        line.part("component")
                .ifPresent(one ->
                        details.component(new Component(one.text("purl"), one.text("name"), one.text("version"))));
        return details.build();
    }

    private static Optional<Suppression> suppression(JsonPart line) {
        return line.part("suppressed")
                .map(one -> new Suppression(
                        one.text("by"), one.text("reason"), one.text("owner"), one.text("until"), one.text("state")));
    }
}
