package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JSON report of Grype, one finding per match; ignored matches are suppressed.
 *
 * <p>It tells of exploitation since version 6 of its database.
 */
public final class GrypeReader implements ReportReader {

    public static final String FORMAT = "grype";

    private static final String TOOL = "Grype";
    private static final Set<String> MATCH = Set.of(
            "vulnerability",
            "relatedVulnerabilities",
            "artifact",
            "appliedIgnoreRules",
            "id",
            "dataSource",
            "namespace",
            "severity",
            "description",
            "cvss",
            "version",
            "vector",
            "metrics",
            "baseScore",
            "fix",
            "versions",
            "cwes",
            "cwe",
            "knownExploited",
            "dateAdded",
            "dueDate",
            "knownRansomwareCampaignUse",
            "name",
            "purl",
            "locations",
            "path",
            "reason",
            "vex-status",
            "vex-justification");
    private static final Set<String> DESCRIPTOR = Set.of("name", "version", "db", "status", "schemaVersion");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "vulnerabilities";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            json.beginObject(TOOL);
            boolean listed = false;
            boolean signed = false;
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "matches" -> {
                        if (!json.entersArray()) {
                            throw json.unreadable("matches is no array, which is what Grype writes");
                        }
                        listed = true;
                        matches(json, tally, false);
                    }
                    case "ignoredMatches" -> {
                        if (json.entersArray()) {
                            matches(json, tally, true);
                        }
                    }
                    case "descriptor" -> {
                        if (json.entersObject()) {
                            signed = descriptor(json.part(DESCRIPTOR), tally);
                        }
                    }
                    default -> json.skip();
                }
            }
            json.end();
            if (!listed || !signed) {
                throw json.unreadable(
                        listed
                                ? "no descriptor of grype, which its reports end with"
                                : "matches is missing, which the reports of Grype have even when nothing was found");
            }
            tally.tool(TOOL);
            tally.speaksOf(Topic.VULNERABILITIES, Topic.FIXES);
        }
    }

    private static boolean descriptor(JsonPart descriptor, ReportTally tally) {
        String schema = descriptor
                .part("db")
                .flatMap(db -> db.part("status"))
                .map(status -> status.text("schemaVersion"))
                .orElse("");
        if (schema.matches("v([6-9]|\\d\\d).*")) {
            tally.speaksOf(Topic.EXPLOITED);
        }
        return descriptor.text("name").toLowerCase(Locale.ROOT).equals("grype");
    }

    private static void matches(JsonReport json, ReportTally tally, boolean ignored) throws IOException {
        for (Optional<JsonPart> one = json.nextPart(MATCH); one.isPresent(); one = json.nextPart(MATCH)) {
            Optional<JsonPart> vulnerability = one.get().part("vulnerability");
            Optional<JsonPart> artifact = one.get().part("artifact");
            if (vulnerability.isEmpty() || artifact.isEmpty()) {
                throw json.unreadable("a match without vulnerability or artifact, which it has to have");
            }
            tally.findings().add(found(one.get(), vulnerability.get(), artifact.get(), ignored));
        }
    }

    private static Found found(JsonPart match, JsonPart vulnerability, JsonPart artifact, boolean ignored) {
        List<JsonPart> related = match.parts("relatedVulnerabilities");
        List<JsonPart> all = new ArrayList<>(List.of(vulnerability));
        all.addAll(related);
        Optional<Cvss> cvss = all.stream().flatMap(one -> newest(one).stream()).findFirst();
        String word = vulnerability.text("severity");
        DetailsBuilder details = new DetailsBuilder()
                .severitySource(SeverityWords.source(word, vulnerability.text("namespace"), cvss))
                .cvss(cvss)
                .component(new Component(artifact.text("purl"), artifact.text("name"), artifact.text("version")))
                .fixedIn(vulnerability
                        .part("fix")
                        .map(fix -> fix.texts("versions"))
                        .orElse(List.of()))
                .exploited(all.stream()
                        .flatMap(one -> one.parts("knownExploited").stream())
                        .findFirst()
                        .map(GrypeReader::exploited))
                .cwes(all.stream()
                        .flatMap(one -> one.parts("cwes").stream())
                        .map(one -> one.text("cwe"))
                        .toList())
                .aliases(related.stream().map(one -> one.text("id")).toList())
                .links(List.of(vulnerability.text("dataSource")))
                .suppressed(ignored ? Optional.of(suppression(match)) : Optional.empty());
        String path = artifact.parts("locations").stream()
                .map(location -> location.text("path"))
                .findFirst()
                .orElse("");
        String message = all.stream()
                .map(one -> one.text("description"))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(artifact.text("name") + " " + artifact.text("version"));
        return new Found(
                FindingKind.VULNERABILITY,
                vulnerability.text("id"),
                SeverityWords.of(word, cvss),
                path,
                0,
                message,
                TOOL,
                "",
                details.build());
    }

    private static Optional<Cvss> newest(JsonPart vulnerability) {
        return vulnerability.parts("cvss").stream()
                .sorted(Comparator.comparing((JsonPart one) -> one.text("version"))
                        .reversed())
                .flatMap(one -> Stream.of(one.part("metrics")
                        .flatMap(metrics -> Cvss.of(metrics.number("baseScore"), one.text("vector")))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Exploited exploited(JsonPart one) {
        return new Exploited(
                one.text("dateAdded"),
                one.text("dueDate"),
                one.text("knownRansomwareCampaignUse").equalsIgnoreCase("known"));
    }

    private static Suppression suppression(JsonPart match) {
        List<String> reasons = new ArrayList<>();
        for (JsonPart rule : match.parts("appliedIgnoreRules")) {
            Stream.of(rule.text("reason"), rule.text("vex-status"), rule.text("vex-justification"))
                    .filter(text -> !text.isEmpty())
                    .forEach(reasons::add);
        }
        return Suppression.by("an ignore rule of " + TOOL, String.join(", ", reasons));
    }
}
