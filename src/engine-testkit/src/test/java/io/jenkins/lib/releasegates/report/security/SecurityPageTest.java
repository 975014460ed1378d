package io.jenkins.lib.releasegates.report.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityPageTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e\"'&";
    private static final Policy COMPARING =
            Releases.comparing(new BaselineRule(Optional.empty(), Duration.ofDays(90), true));

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Finding finding(String rule, Severity severity, Details details) {
        return new Finding(
                Digest.of(rule.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32),
                rule,
                severity,
                "src/" + rule + ".java",
                7,
                "about " + rule,
                "demo",
                FindingKind.CODE,
                details);
    }

    private static Finding finding(String rule) {
        return finding(rule, Severity.HIGH, Details.NONE);
    }

    private static Finding suppressed(String rule) {
        return finding(
                rule,
                Severity.HIGH,
                new DetailsBuilder()
                        .suppressed(Optional.of(new Suppression("vex.json", "not reachable", "alice", "2027-01-01")))
                        .build());
    }

    private static Evidence evidence(Finding... findings) {
        byte[] content = Arrays.toString(findings).getBytes(StandardCharsets.UTF_8);
        Report report = new Report("a.sarif", "sarif", Digest.of(content), content.length, Provenance.REPORTED, "demo");
        Map<String, Brief> identities = new HashMap<>();
        Stream.of(findings).forEach(finding -> identities.put(finding.identity(), finding.brief()));
        long counted =
                Stream.of(findings).filter(finding -> !finding.isSuppressed()).count();
        return new Evidence(
                List.of(report),
                Map.of(
                        "findings.total",
                        new Measurement(
                                "findings.total",
                                MetricType.COUNT,
                                counted,
                                Provenance.REPORTED,
                                List.of(report.digest()))),
                List.of(findings),
                identities,
                List.of());
    }

    private void judge(int build, Finding... findings) throws LedgerException {
        ReleaseContext context = Releases.context(
                Releases.build(build),
                evidence(findings),
                ledger.baseline(Releases.build(build), COMPARING, Releases.NOW));
        ledger.record(Evaluation.decide(COMPARING, context), context, Releases.ALICE);
    }

    private SecurityPage page(int build, String... parameters) throws LedgerException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return SecurityPage.of(ledger, "build-" + build, new SecurityQuery(values::get), Releases.NOW);
    }

    private static List<String> rules(List<FindingRow> rows) {
        return rows.stream()
                .map(row -> row.finding().rule() + " " + row.state().id())
                .toList();
    }

    @Test
    void shouldTellWhatBecameOfEachFinding() throws Exception {
        judge(1, finding("A"), finding("B"));
        judge(2, finding("B"), finding("C"), suppressed("D"));

        assertThat(rules(page(1).matching()))
                .as("the first run knows everything")
                .containsExactly("A open", "B open");
        SecurityPage page = page(2);
        assertThat(rules(page.matching())).containsExactlyInAnyOrder("B open", "C new", "D suppressed", "A fixed");
        assertThat(page.count(Severity.HIGH, FindingState.NEW)).isEqualTo(1);
        assertThat(page.tools())
                .as("what is fixed is no tool's finding any more")
                .containsEntry("demo", 3);
    }

    @Test
    void shouldNotCallNewWhatNobodyHasCompared() throws Exception {
        ledger.recordEvidence(evidence(finding("A")), Releases.build(1), Releases.ALICE, Releases.NOW);

        assertThat(rules(page(1).matching())).containsExactly("A not_compared");
    }

    @Test
    void shouldShowAFindingOnceThatSeveralStepsHaveRecorded() throws Exception {
        ledger.recordEvidence(evidence(finding("A")), Releases.build(1), Releases.ALICE, Releases.NOW);
        ledger.recordEvidence(evidence(finding("A"), finding("B")), Releases.build(1), Releases.ALICE, Releases.NOW);
        judge(1, finding("A"), finding("B"), finding("C"));

        assertThat(rules(page(1).matching())).containsExactly("A open", "B open", "C open");
    }

    @Test
    void shouldNotCallSuppressedWhatAnotherReportTellsOpenly() throws Exception {
        ledger.recordEvidence(evidence(suppressed("A")), Releases.build(1), Releases.ALICE, Releases.NOW);
        ledger.recordEvidence(evidence(finding("A")), Releases.build(1), Releases.ALICE, Releases.NOW);

        assertThat(rules(page(1).matching())).containsExactly("A not_compared");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "severity, critical, K",
        "severity, nonsense, K H L",
        "kind, code, K H L",
        "kind, secret, ''",
        "state, not_compared, K H L",
        "q, ABOUT l, L",
        "q, src/H, H",
        "sort, rule, H K L",
        "sort, severity, K H L",
        "tool, demo, K H L",
    })
    void shouldShowWhatIsWanted(String parameter, String value, String expected) throws Exception {
        ledger.recordEvidence(
                evidence(
                        finding("L", Severity.LOW, Details.NONE),
                        finding("H"),
                        finding("K", Severity.CRITICAL, Details.NONE)),
                Releases.build(1),
                Releases.ALICE,
                Releases.NOW);

        assertThat(page(1, parameter, value).shown().stream()
                        .map(row -> row.finding().rule())
                        .toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void shouldShowAPageOfManyAndLeadToTheOthers() throws Exception {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 2 * SecurityPage.ROWS + 1; i++) {
            many.add(finding("R" + i));
        }
        ledger.recordEvidence(evidence(many.toArray(Finding[]::new)), Releases.build(1), Releases.ALICE, Releases.NOW);

        SecurityPage second = page(1, "page", "2", "severity", "high");
        assertThat(second.shown()).hasSize(SecurityPage.ROWS);
        assertThat(second.pages()).isEqualTo(3);
        assertThat(AuditPageRenderer.security(second))
                .contains("href=\"?severity=high&amp;page=1\"", "href=\"?severity=high&amp;page=3\"");
        assertThat(page(1, "page", "3").shown()).hasSize(1);
        assertThat(page(1, "page", "9999999").shown()).isEmpty();
    }

    @Test
    void shouldShowAPageOfAHundredThousandAndDownloadAll() throws Exception {
        Finding[] many = new Finding[Evidence.MAX_FINDINGS];
        for (int i = 0; i < many.length; i++) {
            Severity severity = i < 10 ? Severity.CRITICAL : Severity.LOW;
            many[i] = numbered(i, severity, "tool " + i % 3);
        }
        ledger.recordEvidence(evidence(many), Releases.build(1), Releases.ALICE, Releases.NOW);

        SecurityPage last = page(1, "page", "2000", "sort", "severity");
        assertThat(last.matching()).hasSize(many.length);
        assertThat(last.shown().get(49).finding()).isEqualTo(many[99_999]);
        assertThat(last.count(Severity.CRITICAL, FindingState.NOT_COMPARED)).isEqualTo(10);
        assertThat(last.tools()).containsEntry("tool 0", 33_334);
        assertThat(page(1, "q", "about 77777").shown())
                .singleElement()
                .satisfies(row -> assertThat(row.finding()).isEqualTo(many[77_777]));
        List<FindingRow> chosen = page(1, "q", "about 4", "sort", "rule").matching();
        assertThat(chosen).hasSize(11_111);
        assertThat(sarif(chosen)).isEqualTo(sarif(List.copyOf(chosen)));
    }

    @Test
    void shouldReadOnWhereDetailsOfOneFindingStandInSeveralReports() throws Exception {
        Finding[] many = new Finding[2_000];
        Arrays.setAll(many, i -> numbered(i, Severity.HIGH, "first"));
        Finding[] others = new Finding[2_000];
        Arrays.setAll(others, i -> numbered(i + 1_000, Severity.LOW, "second"));
        ledger.recordEvidence(evidence(many), Releases.build(1), Releases.ALICE, Releases.NOW);
        ledger.recordEvidence(evidence(others), Releases.build(1), Releases.ALICE, Releases.NOW);

        List<FindingRow> both = page(1, "sort", "rule").matching();

        assertThat(both).hasSize(3_000);
        assertThat(both.get(1_500).finding()).isEqualTo(many[1_500].and(others[500]));
        assertThat(page(1, "tool", "second").matching()).hasSize(2_000);
    }

    private static Finding numbered(int i, Severity severity, String tool) {
        return new Finding(
                String.format("%032x", i),
                String.format("R%05d", i),
                severity,
                String.format("src/%05d.java", i),
                i,
                "about " + i,
                tool,
                FindingKind.CODE,
                Details.NONE);
    }

    private static byte[] sarif(List<FindingRow> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FindingsDownload.sarif(rows, out);
        return out.toByteArray();
    }

    @Test
    void shouldShowHostileTextAsText() throws Exception {
        Details details = new DetailsBuilder()
                .severitySource(HOSTILE)
                .cvss(Optional.of(new Cvss(9.8, HOSTILE)))
                .component(new Component("pkg:maven/a/b@1", HOSTILE, HOSTILE))
                .fixedIn(List.of(HOSTILE))
                .exploited(Optional.of(new Exploited(HOSTILE, HOSTILE, true)))
                .cwes(List.of(HOSTILE))
                .aliases(List.of(HOSTILE))
                .links(List.of("https://example.com/" + HOSTILE, "javascript:alert(1)"))
                .suppressed(Optional.of(new Suppression(HOSTILE, HOSTILE, HOSTILE, HOSTILE)))
                .build();
        Finding hostile = new Finding(
                "0".repeat(32),
                HOSTILE,
                Severity.HIGH,
                HOSTILE,
                1,
                HOSTILE,
                HOSTILE,
                FindingKind.VULNERABILITY,
                details);
        ledger.recordEvidence(evidence(hostile), Releases.build(1), Releases.ALICE, Releases.NOW);

        SecurityPage page = page(1, "q", HOSTILE);
        assertThat(page.shown()).hasSize(1);
        assertThat(AuditPageRenderer.security(page))
                .contains("&lt;img src=x")
                .doesNotContain("<img", "javascript:", "\u202e");
    }

    @Test
    void shouldGiveSpreadsheetsNoFormula() throws Exception {
        ledger.recordEvidence(evidence(finding("=cmd|' /C calc'!A0")), Releases.build(1), Releases.ALICE, Releases.NOW);

        FindingRow row = page(1).matching().get(0);
        assertThat(FindingsDownload.csv(row))
                .contains("\"'=cmd|")
                .endsWith("\r\n")
                .doesNotContain(",\"=");
        assertThat(FindingsDownload.csv(row).split("\",\"", -1))
                .hasSameSizeAs(FindingsDownload.csvHeader().split(",", -1));
        assertThat(FindingsDownload.json(row)).contains("\"rule\":\"=cmd|' /C calc'!A0\"");
    }

    @Test
    void shouldWarnWhereSomethingCouldNotBeRead() throws Exception {
        Evidence read = evidence(finding("A"));
        Evidence broken = new Evidence(
                read.reports(),
                read.measurements(),
                read.findings(),
                read.identities(),
                List.of(new Problem(Problem.Kind.UNREADABLE, "b.sarif", "cut off", Optional.of("findings"))));
        ledger.recordEvidence(broken, Releases.build(1), Releases.ALICE, Releases.NOW);

        assertThat(page(1).warnings()).anyMatch(warning -> warning.contains("b.sarif"));
        assertThat(AuditPageRenderer.security(page(1))).contains("cut off");
    }

    @Test
    void shouldShowNothingRatherThanLessWhereEvidenceIsLost() throws Exception {
        ledger.recordEvidence(evidence(finding("A")), Releases.build(1), Releases.ALICE, Releases.NOW);
        try (Stream<Path> blobs = Files.list(directory.resolve("evidence"))) {
            Files.delete(blobs.findFirst().orElseThrow());
        }

        assertThatThrownBy(() -> page(1))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is not kept any more");
    }
}
