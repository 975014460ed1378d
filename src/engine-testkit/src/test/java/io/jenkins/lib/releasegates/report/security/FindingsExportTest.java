package io.jenkins.lib.releasegates.report.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken along can be read back, by the readers that know nothing of who has written it. */
class FindingsExportTest {

    private static final String HOSTILE = "a \"b\" </script> \u202e\n%20#?";

    @TempDir
    private Path workspace;

    private static FindingRow row(String rule, FindingState state, String path, FindingKind kind, Details details) {
        Finding finding = new Finding(
                Digest.of((rule + path).getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32),
                rule,
                Severity.CRITICAL,
                path,
                3,
                "about " + rule,
                "demo",
                kind,
                details);
        return new FindingRow(finding, state, Optional.empty(), Provenance.SCANNED);
    }

    private static DetailsBuilder vulnerable() {
        return new DetailsBuilder()
                .component(new Component("pkg:maven/a/b@1", "b", "1"))
                .cvss(Optional.of(new Cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")))
                .cwes(List.of("CWE-502"))
                .fixedIn(List.of("2"));
    }

    private static FindingRow suppressed(String rule, String state) {
        return row(
                rule,
                FindingState.SUPPRESSED,
                "lib/b.jar",
                FindingKind.VULNERABILITY,
                vulnerable()
                        .suppressed(
                                Optional.of(new Suppression("vex.json", "not reachable", "alice", "2027-01-01", state)))
                        .build());
    }

    private interface Export {
        void write(List<FindingRow> rows, OutputStream out) throws Exception;
    }

    private Evidence readBack(String name, Export export, FindingRow... rows) throws Exception {
        try (OutputStream out = Files.newOutputStream(workspace.resolve(name))) {
            export.write(List.of(rows), out);
        }
        return new EvidenceReading(workspace, ReadLimits.STANDARD, Provenance.REPORTED)
                .read(List.of(new ReportRequest(name, Optional.empty())));
    }

    private static double number(Evidence evidence, String metric) {
        return evidence.measurement(metric).map(Measurement::value).orElse(-1.0);
    }

    private JsonNode json(String name) throws Exception {
        return new ObjectMapper().readTree(workspace.resolve(name).toFile());
    }

    @Test
    void shouldBeReadBackAsSarif() throws Exception {
        Evidence read = readBack(
                "a.sarif",
                FindingsDownload::sarif,
                row("R1", FindingState.NEW, "src/ä b.java", FindingKind.CODE, Details.NONE),
                row("R2", FindingState.OPEN, "src/c.java", FindingKind.CODE, Details.NONE),
                suppressed("CVE-1", "false_positive"));

        assertThat(read.problems()).isEmpty();
        assertThat(number(read, "findings.total")).isEqualTo(2);
        assertThat(number(read, "findings.critical")).isEqualTo(2);
        assertThat(number(read, "findings.suppressed")).isEqualTo(1);
        JsonNode results = json("a.sarif").at("/runs/0/results");
        assertThat(results.at("/0/baselineState").asText()).isEqualTo("new");
        assertThat(results.at("/1/baselineState").asText()).isEqualTo("unchanged");
        assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("src/%C3%A4%20b.java");
        assertThat(results.at("/2/suppressions/0/justification").asText())
                .isEqualTo("Suppressed by vex.json (alice) until 2027-01-01: not reachable");
        assertThat(read.findings()).anyMatch(finding -> finding.path().equals("src/ä b.java"));
    }

    @Test
    void shouldBeReadBackAsVex() throws Exception {
        Evidence read = readBack(
                "vex.json",
                (rows, out) -> FindingsDownload.vex(rows, Releases.NOW, out),
                row(
                        "CVE-1",
                        FindingState.NEW,
                        "lib/b.jar",
                        FindingKind.VULNERABILITY,
                        vulnerable().build()),
                suppressed("CVE-2", "not_affected"),
                suppressed("CVE-3", ""),
                row(
                        "CVE-4",
                        FindingState.FIXED,
                        "lib/b.jar",
                        FindingKind.VULNERABILITY,
                        vulnerable().build()),
                row("R1", FindingState.NEW, "src/a.java", FindingKind.CODE, Details.NONE));

        assertThat(read.problems()).isEmpty();
        assertThat(number(read, "vulnerabilities.total"))
                .as("open: what nobody has called not affected stays open")
                .isEqualTo(2);
        assertThat(number(read, "vulnerabilities.suppressed")).isEqualTo(1);
        assertThat(read.findings()).extracting(Finding::rule).containsExactlyInAnyOrder("CVE-1", "CVE-2", "CVE-3");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "not_affected, not_affected",
        "false_positive, false_positive",
        "resolved, resolved",
        "'', in_triage",
        "something else, in_triage"
    })
    void shouldClaimNoMoreThanSomebodySaid(String state, String expected) throws Exception {
        readBack("vex.json", (rows, out) -> FindingsDownload.vex(rows, Releases.NOW, out), suppressed("CVE-1", state));

        assertThat(json("vex.json").at("/vulnerabilities/0/analysis/state").asText())
                .isEqualTo(expected);
    }

    @Test
    void shouldKeepHostileTextAsText() throws Exception {
        FindingRow hostile = row(
                HOSTILE,
                FindingState.NEW,
                HOSTILE,
                FindingKind.VULNERABILITY,
                new DetailsBuilder()
                        .component(new Component("pkg:maven/a/b@1", HOSTILE, HOSTILE))
                        .suppressed(Optional.of(new Suppression(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)))
                        .build());

        readBack("a.sarif", FindingsDownload::sarif, hostile);
        readBack("vex.json", (rows, out) -> FindingsDownload.vex(rows, Releases.NOW, out), hostile);

        assertThat(json("a.sarif").at("/runs/0/results/0/ruleId").asText()).isEqualTo(HOSTILE);
        assertThat(json("a.sarif")
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .doesNotContain("<", "\"", " ", "#", "?", "\n");
        assertThat(json("vex.json")
                        .at("/components/0/evidence/occurrences/0/location")
                        .asText())
                .isEqualTo(HOSTILE);
    }
}
