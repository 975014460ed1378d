package io.jenkins.lib.releasegates.report.security;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings as files to take along. */
public final class FindingsDownload {

    private static final List<String> COLUMNS = List.of(
            "state",
            "severity",
            "kind",
            "rule",
            "place",
            "component",
            "fixedIn",
            "kev",
            "message",
            "tool",
            "firstSeen");

    private FindingsDownload() {}

    /** One finding as a JSON object on one line; docs/security-scan.md names the members. */
    public static String json(FindingRow row) {
        Finding finding = row.finding();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("identity", finding.identity());
        json.put("state", row.state().id());
        json.put("severity", finding.severity().name());
        json.put("severitySource", finding.details().severitySource());
        json.put("kind", finding.kind().id());
        json.put("rule", finding.rule());
        json.put("path", finding.path());
        json.put("line", finding.line());
        json.put("message", finding.message());
        json.put("tool", finding.tool());
        json.put("provenance", row.provenance().id());
        finding.details()
                .cvss()
                .ifPresent(cvss -> json.put("score", cvss.score()).put("vector", cvss.vector()));
        finding.details()
                .component()
                .ifPresent(component -> json.put("purl", component.purl())
                        .put("component", component.name())
                        .put("version", component.version()));
        json.put("kev", finding.details().exploited().isPresent());
        texts(json, "fixedIn", finding.details().fixedIn());
        texts(json, "cwes", finding.details().cwes());
        texts(json, "aliases", finding.details().aliases());
        texts(json, "links", finding.details().links());
        row.firstSeen()
                .ifPresent(first -> json.put("firstSeen", first.at().toString()).put("firstSeenBuild", first.build()));
        finding.details()
                .suppressed()
                .ifPresent(suppression -> json.putObject("suppressed")
                        .put("by", suppression.by())
                        .put("reason", suppression.reason())
                        .put("owner", suppression.owner())
                        .put("until", suppression.until()));
        return json.toString();
    }

    /** Findings as SARIF 2.1.0; leaves the stream open. */
    public static void sarif(List<FindingRow> rows, OutputStream out) throws IOException {
        SarifExport.write(rows, out);
    }

    /** Vulnerabilities, with what somebody decided of them, as CycloneDX 1.6; leaves the stream open. */
    public static void vex(List<FindingRow> rows, Instant now, OutputStream out) throws IOException {
        VexExport.write(rows, now, out);
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        texts.forEach(json.putArray(name)::add);
    }

    /** The first line of a table, by RFC 4180. */
    public static String csvHeader() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    /** One finding as a line of that table. A spreadsheet takes no text in it for a formula. */
    public static String csv(FindingRow row) {
        Finding finding = row.finding();
        return Stream.of(
                        row.state().id(),
                        finding.severity().name(),
                        finding.kind().id(),
                        finding.rule(),
                        row.place(),
                        finding.details()
                                .component()
                                .map(FindingsDownload::words)
                                .orElse(""),
                        String.join(" ", finding.details().fixedIn()),
                        String.valueOf(finding.details().exploited().isPresent()),
                        finding.message(),
                        finding.tool(),
                        row.firstSeen().map(first -> first.at().toString()).orElse(""))
                .map(FindingsDownload::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String words(Component component) {
        return component.purl().isEmpty() ? (component.name() + " " + component.version()).strip() : component.purl();
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
