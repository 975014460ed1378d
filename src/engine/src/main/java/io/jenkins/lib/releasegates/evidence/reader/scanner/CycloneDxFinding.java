package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A vulnerability of a CycloneDX document as findings. */
final class CycloneDxFinding {

    static final Set<String> WANTED = Set.of(
            "id",
            "references",
            "ratings",
            "score",
            "severity",
            "method",
            "vector",
            "source",
            "name",
            "url",
            "cwes",
            "description",
            "detail",
            "advisories",
            "analysis",
            "state",
            "justification",
            "affects",
            "ref");

    /** What says that it doesn't concern this product; in triage and exploitable do. */
    private static final Set<String> CLOSED =
            Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");

    private static final List<String> METHODS = List.of("CVSSv4", "CVSSv31", "CVSSv3", "CVSSv2");
    private static final String OF_VERSIONED_LINK = "urn:cdx:";

    private CycloneDxFinding() {}

    static void add(JsonPart one, Map<String, Component> components, String tool, ReportTally tally) {
        List<String> refs = one.parts("affects").stream()
                .map(affected -> affected.text("ref"))
                .toList();
        for (String ref : refs.isEmpty() ? List.of("") : refs) {
            tally.findings().add(found(one, ref, component(ref, components), tool));
        }
    }

    private static Component component(String ref, Map<String, Component> components) {
        Component known = components.get(ref);
        if (known != null) {
            return known;
        }
        // A reference into another document ends with the name that the component has there.
        String name = ref.startsWith(OF_VERSIONED_LINK) ? ref.substring(ref.indexOf('#') + 1) : ref;
        return name.startsWith("pkg:") ? Component.of(name) : new Component("", name, "");
    }

    private static Found found(JsonPart one, String ref, Component component, String tool) {
        Optional<JsonPart> rating = rating(one);
        Optional<Cvss> cvss = rating.flatMap(best -> Cvss.of(best.number("score"), best.text("vector")));
        String word = rating.map(best -> best.text("severity")).orElse("");
        String whose = rating.map(best -> best.text("source", "name")).orElse("");
        String message = one.text("description").isEmpty() ? one.text("detail") : one.text("description");
        DetailsBuilder details = new DetailsBuilder()
                .severitySource(SeverityWords.source(word, whose, cvss))
                .cvss(cvss)
                .component(component)
                .cwes(one.texts("cwes").stream().map(cwe -> "CWE-" + cwe).toList())
                .aliases(one.parts("references").stream()
                        .map(reference -> reference.text("id"))
                        .toList())
                .links(links(one))
                .suppressed(one.part("analysis")
                        .filter(analysis -> CLOSED.contains(analysis.text("state")))
                        .map(CycloneDxFinding::suppression));
        return new Found(
                FindingKind.VULNERABILITY,
                one.text("id"),
                SeverityWords.of(word, cvss),
                ref,
                0,
                message,
                tool,
                "",
                details.build());
    }

    /** The newest method that has a score; else the first. */
    private static Optional<JsonPart> rating(JsonPart one) {
        List<JsonPart> ratings = one.parts("ratings");
        return ratings.stream()
                .filter(rating -> METHODS.contains(rating.text("method")) && !Double.isNaN(rating.number("score")))
                .min(Comparator.comparingInt(rating -> METHODS.indexOf(rating.text("method"))))
                .or(() -> ratings.stream().findFirst());
    }

    private static List<String> links(JsonPart one) {
        List<String> links = new ArrayList<>();
        links.add(one.text("source", "url"));
        one.parts("advisories").forEach(advisory -> links.add(advisory.text("url")));
        return links;
    }

    private static Suppression suppression(JsonPart analysis) {
        String reason = String.join(
                ", ",
                Stream.of(analysis.text("state"), analysis.text("justification"), analysis.text("detail"))
                        .filter(text -> !text.isEmpty())
                        .toList());
        return new Suppression("VEX in CycloneDX", reason, "", "", analysis.text("state"));
    }
}
