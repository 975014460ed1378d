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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON report of OWASP Dependency-Check (its template jsonReport.vsl), one finding per dependency and vulnerability.
 *
 * <p>Of several scores that of the newest CVSS counts. A report that lists exceptions of its analysis can't be read. It tells of exploitation
 * only where it names that catalogue among its sources.
 */
public final class DependencyCheckReader implements ReportReader {

    public static final String FORMAT = "owasp-dependency-check";

    private static final String TOOL = "OWASP Dependency-Check";
    private static final Set<String> HEAD =
            Set.of("engineVersion", "dataSource", "name", "timestamp", "analysisExceptions", "exception", "message");
    private static final Set<String> PACKAGE = Set.of("id", "confidence");
    private static final Set<String> VULNERABILITY = Set.of(
            "source",
            "name",
            "severity",
            "cvssv2",
            "cvssv3",
            "cvssv4",
            "score",
            "baseScore",
            "vectorString",
            "baseSeverity",
            "cwes",
            "description",
            "notes",
            "references",
            "url",
            "vulnerableSoftware",
            "software",
            "vulnerabilityIdMatched",
            "versionEndExcluding",
            "knownExploitedVulnerability",
            "dateAdded",
            "dueDate",
            "knownRansomwareCampaignUse");

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
            boolean informed = false;
            boolean listed = false;
            for (String field = json.field(); field != null; field = json.field()) {
                if (field.equals("scanInfo") && json.entersObject()) {
                    informed = true;
                    head(json.part(HEAD), json, tally);
                } else if (field.equals("dependencies") && json.entersArray()) {
                    listed = true;
                    while (json.element()) {
                        if (!json.atObject()) {
                            throw json.unreadable("a dependency that is no object, which is what is allowed");
                        }
                        new Dependency(json, tally).read();
                    }
                } else if (!field.equals("scanInfo") && !field.equals("dependencies")) {
                    json.skip();
                }
            }
            json.end();
            if (!informed || !listed) {
                throw json.unreadable((informed ? "dependencies" : "scanInfo")
                        + " is missing, which the reports of Dependency-Check have even when nothing was found");
            }
            tally.tool(TOOL);
            tally.speaksOf(Topic.VULNERABILITIES, Topic.FIXES);
        }
    }

    private static void head(JsonPart info, JsonReport json, ReportTally tally) throws IOException {
        if (!info.parts("analysisExceptions").isEmpty()
                || !info.texts("analysisExceptions").isEmpty()) {
            throw json.unreadable(
                    "analysisExceptions, which say that the tool could not look at everything; allowed is a report without");
        }
        for (JsonPart one : info.parts("dataSource")) {
            String name = one.text("name").toLowerCase(Locale.ROOT);
            if (name.contains("kev") || name.contains("known exploited")) {
                tally.speaksOf(Topic.EXPLOITED);
            }
        }
    }

    /** One dependency while it is read. */
    private static final class Dependency {

        private final JsonReport json;
        private final ReportTally tally;
        private String name = "";
        private String path = "";
        private String purl = "";
        private String confidence = "";

        Dependency(JsonReport json, ReportTally tally) {
            this.json = json;
            this.tally = tally;
        }

        void read() throws IOException {
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "fileName" -> name = json.text();
                    case "filePath" -> path = json.text().replace('\\', '/');
                    case "packages" -> packages();
                    case "vulnerabilities" -> vulnerabilities(false);
                    case "suppressedVulnerabilities" -> vulnerabilities(true);
                    default -> json.skip();
                }
            }
        }

        private void packages() throws IOException {
            if (!json.entersArray()) {
                return;
            }
            for (Optional<JsonPart> one = json.nextPart(PACKAGE); one.isPresent(); one = json.nextPart(PACKAGE)) {
                String id = one.get().text("id");
                if (id.startsWith("pkg:") && purl.isEmpty()) {
                    purl = id;
                    confidence = one.get().text("confidence");
                }
            }
        }

        private void vulnerabilities(boolean suppressed) throws IOException {
            if (!json.entersArray()) {
                throw json.unreadable("vulnerabilities that are no array, which is what is allowed");
            }
            for (Optional<JsonPart> one = json.nextPart(VULNERABILITY);
                    one.isPresent();
                    one = json.nextPart(VULNERABILITY)) {
                tally.findings().add(found(one.get(), suppressed));
            }
        }

        private Found found(JsonPart one, boolean suppressed) {
            Optional<Cvss> cvss = cvss(one);
            String word = severity(one);
            DetailsBuilder details = new DetailsBuilder()
                    .severitySource(SeverityWords.source(word, one.text("source"), cvss))
                    .cvss(cvss)
                    .component(purl.isEmpty() ? new Component("", name, "") : Component.of(purl))
                    .fixedIn(fixedIn(one))
                    .exploited(one.part("knownExploitedVulnerability").map(DependencyCheckReader::exploited))
                    .cwes(one.texts("cwes"))
                    .links(one.parts("references").stream()
                            .map(link -> link.text("url"))
                            .toList())
                    .confidence(confidence)
                    .suppressed(
                            suppressed
                                    ? Optional.of(Suppression.by("a suppression of " + TOOL, one.text("notes")))
                                    : Optional.empty());
            return new Found(
                    FindingKind.VULNERABILITY,
                    one.text("name"),
                    SeverityWords.of(word, cvss),
                    path,
                    0,
                    one.text("description"),
                    TOOL,
                    "",
                    details.build());
        }
    }

    private static String severity(JsonPart one) {
        for (String version : new String[] {"cvssv4", "cvssv3"}) {
            String word = one.text(version, "baseSeverity");
            if (!word.isEmpty()) {
                return word;
            }
        }
        return one.text("severity").isEmpty() ? one.text("cvssv2", "severity") : one.text("severity");
    }

    private static Optional<Cvss> cvss(JsonPart one) {
        return cvss(one.part("cvssv4"), "baseScore")
                .or(() -> cvss(one.part("cvssv3"), "baseScore"))
                .or(() -> cvss(one.part("cvssv2"), "score"));
    }

    private static Optional<Cvss> cvss(Optional<JsonPart> part, String score) {
        return part.flatMap(one -> Cvss.of(one.number(score), one.text("vectorString")));
    }

    private static List<String> fixedIn(JsonPart one) {
        List<String> versions = new ArrayList<>();
        for (JsonPart entry : one.parts("vulnerableSoftware")) {
            entry.part("software")
                    .filter(software -> software.flag("vulnerabilityIdMatched"))
                    .ifPresent(software -> versions.add(software.text("versionEndExcluding")));
        }
        return versions;
    }

    private static Exploited exploited(JsonPart part) {
        return new Exploited(
                part.text("dateAdded"),
                part.text("dueDate"),
                part.text("knownRansomwareCampaignUse").equalsIgnoreCase("known"));
    }
}
