package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.MeteredStream;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The vulnerabilities of a CycloneDX document in JSON (ECMA-424), one finding per vulnerability and component that it affects.
 *
 * <p>A document without vulnerabilities is a list of components, and no report that there are none: several tools write an empty list into it
 * without having looked. Only of Grype it is known that it has. The file is read twice, since vulnerabilities name components that may stand
 * behind them.
 */
public final class CycloneDxReader implements ReportReader {

    public static final String FORMAT = "cyclonedx";

    private static final String SCANNER = "grype";
    private static final int MAX_COMPONENTS = 200_000;
    private static final int MAX_DEPTH = 50;
    private static final Set<String> METADATA =
            Set.of("tools", "component", "components", "bom-ref", "purl", "name", "version");

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
        Document document = new Document();
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            document.read(json);
        }
        tally.tool(document.tool);
        if (document.vulnerabilities == 0) {
            if (!document.listed || !document.tool.toLowerCase(Locale.ROOT).equals(SCANNER)) {
                throw new UnreadableReportException(
                        "a list of components without vulnerabilities, which doesn't say that anybody has looked for them;"
                                + " allowed is one with vulnerabilities, or the scanner's own format");
            }
            tally.speaksOf(Topic.VULNERABILITIES);
            return;
        }
        try (MeteredStream again = source.again(maxBytes(source.limits()));
                JsonReport json = new JsonReport(again, source.limits())) {
            findings(json, document, tally);
            if (!again.digest().equals(source.digest())) {
                throw new UnreadableReportException("the report changed while it was read");
            }
        }
    }

    private static void findings(JsonReport json, Document document, ReportTally tally) throws IOException {
        json.beginObject("CycloneDX");
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("vulnerabilities") && json.entersArray()) {
                for (Optional<JsonPart> one = json.nextPart(CycloneDxFinding.WANTED);
                        one.isPresent();
                        one = json.nextPart(CycloneDxFinding.WANTED)) {
                    CycloneDxFinding.add(one.get(), document.components, document.tool, tally);
                }
            } else if (!field.equals("vulnerabilities")) {
                json.skip();
            }
        }
        json.end();
    }

    /** The first way through the document. */
    private static final class Document {

        private final Map<String, Component> components = new HashMap<>();
        private String tool = "CycloneDX";
        private boolean listed;
        private int vulnerabilities;

        void read(JsonReport json) throws IOException {
            json.beginObject("CycloneDX");
            boolean named = false;
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "bomFormat" -> named = json.text().equals("CycloneDX");
                    case "metadata" -> metadata(json);
                    case "components" -> components(json, 0);
                    case "vulnerabilities" -> {
                        if (!json.entersArray()) {
                            throw json.unreadable("vulnerabilities is no array, which is what CycloneDX has");
                        }
                        listed = true;
                        while (json.element()) {
                            vulnerabilities++;
                            json.skipOpened();
                        }
                    }
                    default -> json.skip();
                }
            }
            json.end();
            if (!named) {
                throw json.unreadable("bomFormat isn't CycloneDX, which is what is allowed");
            }
        }

        private void metadata(JsonReport json) throws IOException {
            if (!json.entersObject()) {
                return;
            }
            JsonPart metadata = json.part(METADATA);
            Stream.concat(
                            metadata.parts("tools").stream(),
                            metadata.part("tools").stream().flatMap(tools -> tools.parts("components").stream()))
                    .forEach(one -> tool(one.text("name")));
            metadata.part("component").ifPresent(this::described);
        }

        /** What the document is about, with its parts. */
        private void described(JsonPart component) {
            if (!component.text("bom-ref").isEmpty()) {
                components.put(
                        component.text("bom-ref"),
                        new Component(component.text("purl"), component.text("name"), component.text("version")));
            }
            component.parts("components").forEach(this::described);
        }

        private void tool(String name) {
            if (tool.equals("CycloneDX") && !name.isBlank()) {
                tool = UnreadableReportException.shown(name);
            }
        }

        private void components(JsonReport json, int depth) throws IOException {
            if (!json.entersArray()) {
                return;
            }
            while (json.element()) {
                if (json.atObject()) {
                    component(json, depth);
                } else {
                    json.skipOpened();
                }
            }
        }

        private void component(JsonReport json, int depth) throws IOException {
            if (depth > MAX_DEPTH || components.size() >= MAX_COMPONENTS) {
                throw json.unreadable("more than " + MAX_COMPONENTS + " components, or more than " + MAX_DEPTH
                        + " in one another, which is what is allowed");
            }
            String ref = "";
            String purl = "";
            String name = "";
            String version = "";
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "bom-ref" -> ref = json.text();
                    case "purl" -> purl = json.text();
                    case "name" -> name = json.text();
                    case "version" -> version = json.text();
                    case "components" -> components(json, depth + 1);
                    default -> json.skip();
                }
            }
            if (!ref.isEmpty()) {
                components.put(ref, new Component(purl, name, version));
            }
        }
    }
}
