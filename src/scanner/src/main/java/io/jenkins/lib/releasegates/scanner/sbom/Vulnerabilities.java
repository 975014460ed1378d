package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The vulnerabilities of a document: one for each that is judged alike, with all components that have it. */
final class Vulnerabilities {

    private static final String NVD = "https://nvd.nist.gov/vuln/detail/";
    private static final Pattern CWE = Pattern.compile("CWE-([1-9][0-9]{0,8})");
    private static final int MAX_VERSION = 1_023;
    /** What the format of Dependency-Check's suppressions is for. */
    private static final String FALSE_POSITIVE = "false_positive";

    private final Map<String, List<Finding>> groups = new TreeMap<>();
    private final Parts parts;

    Vulnerabilities(List<Finding> findings, Parts parts) {
        this.parts = parts;
        for (Finding finding : findings) {
            if (finding.kind().equals("vulnerability")) {
                groups.computeIfAbsent(finding.rule() + "\n" + finding.suppressed(), key -> new ArrayList<>())
                        .add(finding);
            }
        }
    }

    /** The components that have one, in the order of the document. */
    List<Part> affected() {
        Map<String, Part> affected = new LinkedHashMap<>();
        groups.values().stream()
                .flatMap(List::stream)
                .flatMap(finding -> parts.of(finding).stream())
                .forEach(part -> affected.put(part.ref(), part));
        return parts.all().stream()
                .filter(part -> affected.containsKey(part.ref()))
                .toList();
    }

    void tell(Form form) throws IOException {
        form.list("vulnerabilities", "vulnerability");
        for (Map.Entry<String, List<Finding>> group : groups.entrySet()) {
            form.item();
            form.attribute("bom-ref", "vulnerability-" + Part.digits(group.getKey()));
            vulnerability(form, group.getValue().get(0));
            affects(form, group.getValue());
            properties(form, group.getValue().get(0));
            form.end();
        }
        form.end();
    }

    private static void vulnerability(Form form, Finding finding) throws IOException {
        form.text("id", Plain.of(finding.rule()));
        source(form, finding.rule());
        if (finding.aliases() != null && !finding.aliases().isEmpty()) {
            form.list("references", "reference");
            for (String alias : finding.aliases()) {
                form.item();
                form.text("id", Plain.of(alias));
                source(form, alias);
                form.end();
            }
            form.end();
        }
        rating(form, finding);
        if (finding.cwes() != null) {
            List<Integer> cwes = finding.cwes().stream()
                    .map(CWE::matcher)
                    .filter(Matcher::matches)
                    .map(cwe -> Integer.valueOf(cwe.group(1)))
                    .toList();
            form.numbers("cwes", "cwe", cwes);
        }
        form.text("description", Plain.of(finding.message()));
        advisories(form, finding.links() == null ? List.of() : finding.links());
        analysis(form, finding.suppressed());
    }

    private static void source(Form form, String id) throws IOException {
        form.object("source");
        if (id.startsWith("CVE-")) {
            form.text("name", "NVD");
            if (isAddress(NVD + id)) {
                form.text("url", NVD + id);
            }
        } else {
            form.text("name", "OWASP Dependency-Check");
        }
        form.end();
    }

    private static void rating(Form form, Finding finding) throws IOException {
        form.list("ratings", "rating");
        form.item();
        if (finding.score() != null) {
            form.number("score", BigDecimal.valueOf(finding.score()).toPlainString());
        }
        form.text("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        form.text("method", method(finding.severitySource()));
        if (finding.vector() != null) {
            form.text("vector", Plain.of(finding.vector()));
        }
        form.text("justification", Plain.of(finding.severitySource()));
        form.end();
        form.end();
    }

    private static String method(String source) {
        if (source.startsWith("CVSS 4")) {
            return "CVSSv4";
        }
        if (source.startsWith("CVSS 3.1")) {
            return "CVSSv31";
        }
        if (source.startsWith("CVSS 3")) {
            return "CVSSv3";
        }
        return source.startsWith("CVSS 2") ? "CVSSv2" : "other";
    }

    private static void advisories(Form form, List<String> links) throws IOException {
        form.list("advisories", "advisory");
        for (String link : links) {
            if (isAddress(link)) {
                form.item();
                form.text("url", link);
                form.end();
            }
        }
        form.end();
    }

    private static boolean isAddress(String link) {
        try {
            return new URI(link).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Of one that nobody has judged there is none. */
    private static void analysis(Form form, Finding.@Nullable Suppressed suppressed) throws IOException {
        if (suppressed != null) {
            form.object("analysis");
            form.text("state", suppressed.state() == null ? FALSE_POSITIVE : suppressed.state());
            if (suppressed.reason() != null) {
                form.text("detail", Plain.of(suppressed.reason()));
            }
            form.end();
        }
    }

    private void affects(Form form, List<Finding> findings) throws IOException {
        Map<String, Finding> targets = new LinkedHashMap<>();
        for (Finding finding : findings) {
            targets.putIfAbsent(parts.of(finding).map(Part::ref).orElse(Bom.SUBJECT), finding);
        }
        form.list("affects", "target");
        for (Map.Entry<String, Finding> target : targets.entrySet()) {
            form.item();
            form.text("ref", target.getKey());
            versions(form, target.getValue());
            form.end();
        }
        form.end();
    }

    private static void versions(Form form, Finding finding) throws IOException {
        Finding.Affected component = finding.component();
        if (component == null || component.version() == null) {
            return;
        }
        boolean open = finding.suppressed() == null;
        form.list("versions", "version");
        version(form, component.version(), open ? "affected" : "unaffected");
        if (open && finding.fixedIn() != null) {
            for (String fixed : finding.fixedIn()) {
                version(form, fixed, "unaffected");
            }
        }
        form.end();
    }

    private static void version(Form form, String version, String status) throws IOException {
        form.item();
        form.text("version", Plain.of(version, MAX_VERSION));
        form.text("status", status);
        form.end();
    }

    private static void properties(Form form, Finding finding) throws IOException {
        form.list("properties", "property");
        Finding.Exploited kev = finding.kev();
        if (kev != null) {
            property(form, "release-gates:kev-added", kev.added());
            property(form, "release-gates:kev-due", kev.due());
            property(form, "release-gates:kev-ransomware", Boolean.toString(kev.ransomware()));
        }
        Finding.Suppressed suppressed = finding.suppressed();
        if (suppressed != null) {
            property(form, "release-gates:suppressed-by", suppressed.by());
            property(form, "release-gates:until", suppressed.until());
        }
        form.end();
    }

    private static void property(Form form, String name, @Nullable String value) throws IOException {
        if (value != null) {
            form.item();
            form.attribute("name", name);
            form.content("value", Plain.of(value));
            form.end();
        }
    }
}
