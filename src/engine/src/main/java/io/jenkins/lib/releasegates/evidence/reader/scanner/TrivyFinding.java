package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The entries of a result of Trivy as findings. */
final class TrivyFinding {

    static final String TOOL = "Trivy";

    /** What is read of an entry; never {@code Match} and {@code Code}, which show secrets. */
    static final Set<String> WANTED = Set.of(
            "VulnerabilityID",
            "VendorIDs",
            "PkgName",
            "PkgPath",
            "PkgIdentifier",
            "PURL",
            "InstalledVersion",
            "FixedVersion",
            "SeveritySource",
            "PrimaryURL",
            "Title",
            "Description",
            "Severity",
            "CweIDs",
            "CVSS",
            "nvd",
            "ghsa",
            "redhat",
            "bitnami",
            "V40Score",
            "V40Vector",
            "V3Score",
            "V3Vector",
            "V2Score",
            "V2Vector",
            "ID",
            "AVDID",
            "Message",
            "Status",
            "CauseMetadata",
            "StartLine",
            "RuleID",
            "Name",
            "FilePath",
            "Category",
            "Type",
            "Statement",
            "Source",
            "Finding");

    /** What Trivy takes scores from, the first that there is. */
    private static final List<String> SCORERS = List.of("nvd", "ghsa", "redhat", "bitnami");

    private TrivyFinding() {}

    /** Makes a finding of an entry; none of an entry that is no finding. */
    interface Maker {
        Optional<Found> make(JsonPart entry, String target);
    }

    static Optional<Found> vulnerability(JsonPart entry, String target) {
        return Optional.of(vulnerability(entry, target, Optional.empty()));
    }

    /** What was found and then filtered out, where Trivy was told to show that. */
    static Optional<Found> suppressed(JsonPart entry, String target) {
        Suppression suppression = Suppression.by(
                entry.text("Source").isEmpty() ? TOOL : entry.text("Source"),
                (entry.text("Status") + ": " + entry.text("Statement")).strip());
        return entry.text("Type").equals("vulnerability")
                ? entry.part("Finding").map(one -> vulnerability(one, target, Optional.of(suppression)))
                : Optional.empty();
    }

    static Optional<Found> misconfiguration(JsonPart entry, String target) {
        if (!entry.text("Status").isEmpty() && !entry.text("Status").equals("FAIL")) {
            return Optional.empty();
        }
        String rule = entry.text("AVDID").isEmpty() ? entry.text("ID") : entry.text("AVDID");
        String message = entry.text("Message").isEmpty() ? entry.text("Title") : entry.text("Message");
        int line = entry.part("CauseMetadata")
                .map(cause -> cause.line("StartLine"))
                .orElse(0);
        return Optional.of(plain(FindingKind.MISCONFIGURATION, rule, entry, target, line, message));
    }

    static Optional<Found> secret(JsonPart entry, String target) {
        return Optional.of(plain(
                FindingKind.SECRET, entry.text("RuleID"), entry, target, entry.line("StartLine"), entry.text("Title")));
    }

    static Optional<Found> license(JsonPart entry, String target) {
        String path = entry.text("FilePath").isEmpty() ? target : entry.text("FilePath");
        String message = (entry.text("PkgName") + " " + entry.text("Category")).strip();
        return Optional.of(plain(FindingKind.LICENSE, entry.text("Name"), entry, path, 0, message));
    }

    private static Found plain(FindingKind kind, String rule, JsonPart entry, String path, int line, String message) {
        String word = entry.text("Severity");
        return new Found(
                kind,
                rule,
                SeverityWords.of(word, Optional.empty()),
                path,
                line,
                message,
                TOOL,
                "",
                new DetailsBuilder()
                        .severitySource(SeverityWords.source(word, "", Optional.empty()))
                        .links(List.of(entry.text("PrimaryURL")))
                        .build());
    }

    private static Found vulnerability(JsonPart entry, String target, Optional<Suppression> suppression) {
        String whose = entry.text("SeveritySource");
        String word = entry.text("Severity");
        Optional<Cvss> cvss = cvss(entry, whose);
        DetailsBuilder details = new DetailsBuilder()
                .severitySource(SeverityWords.source(word, whose, cvss))
                .cvss(cvss)
                .component(new Component(
                        entry.text("PkgIdentifier", "PURL"), entry.text("PkgName"), entry.text("InstalledVersion")))
                .fixedIn(List.of(entry.text("FixedVersion").split(",", -1)))
                .cwes(entry.texts("CweIDs"))
                .aliases(entry.texts("VendorIDs"))
                .links(List.of(entry.text("PrimaryURL")))
                .suppressed(suppression);
        String path = entry.text("PkgPath").isEmpty() ? target : entry.text("PkgPath");
        String message = entry.text("Title").isEmpty() ? entry.text("Description") : entry.text("Title");
        return new Found(
                FindingKind.VULNERABILITY,
                entry.text("VulnerabilityID"),
                SeverityWords.of(word, cvss),
                path,
                0,
                message,
                TOOL,
                "",
                details.build());
    }

    private static Optional<Cvss> cvss(JsonPart entry, String whose) {
        Map<String, JsonPart> scores = entry.part("CVSS").map(JsonPart::members).orElse(Map.of());
        JsonPart own = scores.get(whose);
        Optional<Cvss> best = own == null ? Optional.empty() : newest(own);
        for (String scorer : SCORERS) {
            JsonPart other = scores.get(scorer);
            if (best.isEmpty() && other != null) {
                best = newest(other);
            }
        }
        return best;
    }

    private static Optional<Cvss> newest(JsonPart scores) {
        return Cvss.of(scores.number("V40Score"), scores.text("V40Vector"))
                .or(() -> Cvss.of(scores.number("V3Score"), scores.text("V3Vector")))
                .or(() -> Cvss.of(scores.number("V2Score"), scores.text("V2Vector")));
    }
}
