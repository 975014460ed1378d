package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SuppressionChange;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.report.AuditJson;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.security.SecurityPage;
import io.jenkins.lib.releasegates.report.security.SecurityQuery;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the record says about suppressions that differ from those of the run before. */
class SuppressionChangeTest {

    private static final BaselineRule BOOTSTRAP = new BaselineRule(Optional.empty(), Duration.ofDays(90), true);

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

    private Optional<SuppressionChange> judge(int build, Policy policy, Evidence evidence) throws LedgerException {
        Subject subject = Releases.build(build);
        Baseline baseline = ledger.baseline(subject, policy, evidence, Releases.NOW);
        ReleaseContext context = Releases.context(subject, evidence, baseline);
        ledger.record(Evaluation.decide(policy, context), context, Releases.ALICE);
        TrailEntry decision = ledger.entriesOf(subject.build()).stream()
                .filter(entry -> entry.kind().equals(Event.DecisionMade.KIND))
                .findFirst()
                .orElseThrow();
        return ((Event.DecisionMade) Event.of(decision).orElseThrow()).suppressions();
    }

    private static Digest id(String rule) {
        return Digest.of(rule.getBytes(StandardCharsets.UTF_8));
    }

    /** A run that passes, whose scan was given these rules, and with these findings, suppressed or not. */
    private static Evidence run(List<String> rules, Map<String, Boolean> findings) {
        Evidence plain = Releases.evidence(90, 0);
        Map<String, Measurement> measurements = new HashMap<>(plain.measurements());
        measurements.putAll(
                Releases.evidence(Map.of("findings.total", 0.0), Map.of()).measurements());
        Map<String, Brief> identities = new HashMap<>();
        findings.forEach((name, suppressed) -> identities.put(name.repeat(32), brief(suppressed)));
        Scan scan = new Scan(
                Scan.Kind.SECRETS,
                "scanner",
                "1",
                Releases.NOW,
                Releases.NOW,
                id("worker"),
                Optional.empty(),
                Optional.empty(),
                1,
                0,
                rules.stream()
                        .map(rule -> new SuppressionRule(
                                id(rule), SuppressionRule.Use.USED, "allowed.yaml", 1, rule, "typed", "somebody", ""))
                        .toList());
        Report report = new Report(
                "scan.jsonl", "scan-result", id("scan"), 1, Provenance.REPORTED, "scanner", Optional.of(scan));
        return new Evidence(
                Stream.concat(plain.reports().stream(), Stream.of(report)).toList(),
                measurements,
                List.of(),
                identities,
                List.of());
    }

    private static Brief brief(boolean suppressed) {
        DetailsBuilder details = new DetailsBuilder();
        if (suppressed) {
            details.suppressed(Optional.of(Suppression.by("allowed.yaml", "typed")));
        }
        return Brief.of(FindingKind.SECRET, Severity.LOW, details.build());
    }

    @Test
    void shouldTellWhatIsNewAndWhatIsGoneSinceTheRunBefore() throws Exception {
        Policy policy = Releases.comparing(BOOTSTRAP);
        judge(1, policy, run(List.of("kept", "gone"), Map.of("a", true, "b", true, "c", false)));

        SuppressionChange change = judge(
                        2, policy, run(List.of("kept", "new"), Map.of("a", true, "b", false, "c", true, "d", true)))
                .orElseThrow();

        assertThat(change.added()).containsExactly(id("new"));
        assertThat(change.removed()).containsExactly(id("gone"));
        assertThat(List.of(change.addedCount(), change.removedCount(), change.hidden(), change.shown()))
                .containsExactly(1L, 1L, 2L, 1L);
        assertThat(change.since()).matches("[0-9a-f]{16}/\\d+");
        assertThat(change.words())
                .isEqualTo("Since " + change.since()
                        + ": rules added 1, removed 1; findings newly left out of the count 2, counted again 1");
    }

    @Test
    void shouldTellItWhereNoGateComparesAndLeaveTheVerdictAlone() throws Exception {
        assertThat(judge(1, Releases.policy(), run(List.of("a"), Map.of()))).isEmpty();

        assertThat(judge(2, Releases.policy(), run(List.of("a", "b"), Map.of()))
                        .orElseThrow()
                        .added())
                .containsExactly(id("b"));
        assertThat(judge(3, Releases.policy(), run(List.of("a", "b"), Map.of()))
                        .orElseThrow()
                        .words())
                .startsWith("The same as in ");
        assertThat(judge(4, Releases.policy(), Releases.evidence(90, 0)))
                .as("it suppresses nothing, so nobody looked")
                .isEmpty();
    }

    @Test
    void shouldNameTheFirstWhenThereAreManyAndCountThemAll() throws Exception {
        judge(1, Releases.policy(), run(List.of("0"), Map.of()));
        List<String> many = IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();

        SuppressionChange change =
                judge(2, Releases.policy(), run(many, Map.of())).orElseThrow();

        assertThat(change.added()).hasSize(SuppressionChange.MAX_IDS);
        assertThat(change.addedCount()).isEqualTo(999);
    }

    @Test
    void shouldNotWriteWhatPersonsHaveTypedIntoTheTrail() throws Exception {
        judge(1, Releases.policy(), run(List.of("secret/**"), Map.of()));
        judge(2, Releases.policy(), run(List.of("other/**"), Map.of()));

        for (TrailEntry entry : ledger.entriesOf(Releases.build(2).build())) {
            assertThat(entry.body().toString()).doesNotContain("typed", "somebody", "other/**");
        }
    }

    @Test
    void shouldShowItOnTheAuditPage() throws Exception {
        judge(1, Releases.policy(), run(List.of("a"), Map.of()));
        judge(2, Releases.policy(), run(List.of("b"), Map.of()));

        AuditPage page = AuditPage.of(ledger, Releases.build(2).build(), Releases.NOW);

        assertThat(page.decisions().get(0).suppressions().orElseThrow().addedCount())
                .isEqualTo(1);
        SecurityPage security =
                SecurityPage.of(ledger, Releases.build(2).build(), new SecurityQuery(name -> null), Releases.NOW);
        assertThat(security.suppressions())
                .extracting(row -> row.rule().covers()
                        + row.change().map(change -> " " + change.words()).orElse(""))
                .containsExactlyInAnyOrder("a gone", "b new");
        assertThat(AuditPageRenderer.security(security)).contains("1 rules, 0 over", "somebody", ">gone<", ">new<");
        assertThat(AuditJson.of(page).at("/decisions/0/suppressions/removed/0").asText())
                .isEqualTo(id("a").toString());
    }
}
