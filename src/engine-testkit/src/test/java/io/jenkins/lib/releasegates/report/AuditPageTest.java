package io.jenkins.lib.releasegates.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditPageTest {

    private static final String HOSTILE = "<script>alert('x')</script>\u202e\"&";

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private RecordedDecision judge(Subject subject, Evidence evidence, Actor actor) throws Exception {
        ReleaseContext context = Releases.context(subject, evidence);
        return ledger.record(Releases.decide(context), context, actor);
    }

    private AuditPage page(int build) throws Exception {
        return AuditPage.of(ledger, "build-" + build, Releases.NOW);
    }

    @Test
    void shouldShowDecisionGatesEvidenceActorAndStrength() throws Exception {
        RecordedDecision recorded = judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);

        AuditPage page = page(7);
        String html = AuditPageRenderer.fragment(page);

        assertThat(page.check().intact()).isTrue();
        assertThat(html).doesNotContain("This record is broken");
        assertThat(html)
                .contains(
                        "Quality: Failed",
                        "Gate coverage",
                        "Gate tests",
                        recorded.id(),
                        recorded.entry().hash().toString())
                .contains("target/report.xml", "reported by the pipeline itself", "shop/checkout #7", "main")
                .contains("Alice Álvarez (alice), in a browser session")
                .contains("flaky on Tuesdays", "OPS-7", "change no verdict")
                .contains("2026-11-21 10:00:00 UTC")
                .contains(
                        "not protected against this host&#39;s administrators".replace("&#39;", "'"),
                        "cannot be excluded");
    }

    @Test
    void shouldTellTheSameAsJson() throws Exception {
        RecordedDecision recorded = judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);

        JsonNode json = AuditJson.of(page(7));

        JsonNode decision = json.path("decisions").path(0);
        assertThat(decision.path("record").asText()).isEqualTo(recorded.id());
        assertThat(decision.path("outcome").asText()).isEqualTo("FAILED");
        assertThat(decision.path("effect").path("admits").asBoolean(true)).isFalse();
        assertThat(decision.path("gates")).hasSize(2);
        assertThat(decision.at("/gates/0/criteria/0/provenance").asText()).isEqualTo("reported");
        assertThat(decision.at("/actor/name").asText()).isEqualTo("Alice Álvarez");
        assertThat(json.at("/record/strength").asText()).isEqualTo("chain");
        assertThat(json.at("/record/head").asText()).isEqualTo(ledger.head().toString());
    }

    @Test
    void shouldShowEvidenceThatNobodyJudged() throws Exception {
        ledger.recordEvidence(Releases.evidence(60, 1), Releases.build(7), Releases.ALICE, Releases.NOW);

        assertThat(AuditPageRenderer.fragment(page(7)))
                .contains("Recorded without being judged: Quality", "2 measurements, 0 findings, 0 problems");
        assertThat(AuditJson.of(page(7)).path("evidence")).hasSize(1);
    }

    @Test
    void shouldSayThatThereIsNoRecord() throws Exception {
        assertThat(page(7).isEmpty()).isTrue();
        assertThat(AuditPageRenderer.file(page(7))).contains("There is no record of this build.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.Origin.class,
            names = {"REPLAY", "RESTARTED_FROM_STAGE"})
    void shouldNameABuildWhosePipelineMayNotBeTheCommittedOne(Subject.Origin origin) throws Exception {
        judge(Releases.build(7, "main", origin), Releases.evidence(90, 0), Releases.ALICE);

        assertThat(AuditPageRenderer.fragment(page(7)))
                .contains(Shown.special(origin).orElseThrow());
    }

    @Test
    void shouldCallARehearsalOne() throws Exception {
        judge(Releases.build(7, "main", Subject.Origin.COMMAND), Releases.evidence(90, 0), Releases.ALICE);

        assertThat(AuditPageRenderer.fragment(page(7)))
                .contains("<strong>Rehearsal.</strong>", "admits nothing")
                .doesNotContain("Judges this build");
    }

    @Test
    void shouldShowHostileTextAsText() throws Exception {
        Subject plain = Releases.build(7);
        Subject hostile = new Subject(
                plain.job(),
                HOSTILE,
                plain.build(),
                7,
                Optional.of(HOSTILE),
                Optional.of(HOSTILE),
                Optional.of(HOSTILE),
                Subject.Origin.ORDINARY,
                Optional.of(HOSTILE),
                Optional.of(HOSTILE));
        Policy policy = Releases.policy("""
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: service}
                spec:
                  gates:
                    - name: coverage
                      criteria:
                        - {metric: coverage.line, threshold: 80}
                  waivers:
                    - {gate: coverage, reason: "<script>alert('x')</script>", ticket: "<script>", owner: "<script>", expires: 2026-12-01}
                """);
        ReleaseContext context = Releases.context(hostile, Releases.evidence(60, 0));
        ledger.record(Evaluation.decide(policy, context), context, new Actor(HOSTILE, HOSTILE, Actor.Means.API_TOKEN));

        AuditPage page = page(7);
        for (String html : List.of(AuditPageRenderer.fragment(page), AuditPageRenderer.file(page))) {
            assertThat(html).doesNotContain("<script").doesNotContain("\u202e").contains("&lt;script&gt;", "\\u{202e}");
        }
    }

    @Test
    void shouldNeedNeitherScriptNorInlineStyleNorAnythingFromOutside() throws Exception {
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);

        assertThat(AuditPageRenderer.fragment(page(7)))
                .doesNotContain("<script", " style=", "<link", "src=", "href=")
                .doesNotContainPattern(" on[a-z]+=");
        assertThat(AuditPageRenderer.file(page(7)))
                .doesNotContain("<script", " style=", "<link", "src=\"", "href=", "@import", "url(")
                .contains("default-src 'none'");
    }

    @Test
    void shouldSayWhenNamesWereErased() throws Exception {
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        ledger.close();
        Files.delete(directory.resolve("people/000000000000.jsonl"));
        ledger = Ledger.open(directory);

        assertThat(AuditPageRenderer.fragment(page(7)))
                .contains("Erased, in a browser session", "somebody who was erased", "the reason was erased")
                .doesNotContain("Alice");
    }

    @Test
    void shouldPromiseNothingWhereEvidenceIsNotWhatTheEntriesSay() throws Exception {
        RecordedDecision recorded = judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        Path blob = directory.resolve("evidence/" + recorded.evidence().hex() + ".json.gz");
        Files.writeString(blob, "forged");

        AuditPage forged = page(7);
        Files.delete(blob);
        AuditPage gone = page(7);

        assertThat(forged.check().intact()).isFalse();
        assertThat(AuditPageRenderer.fragment(forged))
                .contains("broken", "promises nothing", recorded.evidence().hex());
        assertThat(gone.check().intact()).isTrue();
        assertThat(gone.check().words().get(0)).contains("not kept any more: 1");
    }

    @Test
    void shouldFindAnEntryThatWasChanged() throws Exception {
        judge(Releases.build(6), Releases.evidence(60, 1), Releases.ALICE);
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        Path trail = directory.resolve("trail/000000000000.jsonl");
        String changed = Files.readString(trail).replaceFirst("\"outcome\":\"FAILED\"", "\"outcome\":\"PASSED\"");
        Files.writeString(trail, changed);

        assertThat(page(6).check().intact()).isFalse();
        assertThat(page(6).check().words()).anyMatch(words -> words.contains("the one behind it follows"));
    }

    @Test
    void shouldFindThatTheLastEntryWasChangedWhileTheLedgerIsOpen() throws Exception {
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        Path trail = directory.resolve("trail/000000000000.jsonl");
        Files.writeString(
                trail, Files.readString(trail).replaceFirst("\"outcome\":\"FAILED\"", "\"outcome\":\"PASSED\""));

        assertThat(page(7).check().intact()).isFalse();
        assertThat(page(7).check().words()).anyMatch(words -> words.contains("the trail ends with"));
        assertThat(AuditPageRenderer.fragment(page(7))).contains("This record is broken");
    }

    @Test
    void shouldShowWhatIsLeftOfADamagedTrail() throws Exception {
        judge(Releases.build(6), Releases.evidence(60, 1), Releases.ALICE);
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        Path trail = directory.resolve("trail/000000000000.jsonl");
        String changed = Files.readString(trail).replaceFirst("\"outcome\":\"FAILED\"", "\"outcome\":\"PASSED\"");
        ledger.close();
        Files.writeString(trail, changed);
        ledger = Ledger.openForReading(directory);

        assertThat(page(7).decisions()).hasSize(1);
        assertThat(page(7).check().intact()).isFalse();
        assertThat(page(7).check().words()).anyMatch(words -> words.contains("takes no more entries"));
    }

    @Test
    void shouldHideNoDecisionBehindADamagedOne() throws Exception {
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        judge(Releases.build(7), Releases.evidence(90, 0), Releases.ALICE);
        Path trail = directory.resolve("trail/000000000000.jsonl");
        String text = Files.readString(trail);
        int decision = text.indexOf("\"kind\":\"decision-made\"");
        Files.writeString(trail, text.substring(0, decision) + "X" + text.substring(decision + 1));

        AuditPage page = page(7);

        assertThat(page.decisions()).hasSize(1);
        assertThat(page.decisions().get(0).outcome()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(page.check().intact()).isFalse();
        assertThat(page.check().words()).anyMatch(words -> words.contains("can't be read"));
    }

    @Test
    void shouldShowALargeDecisionWhoseDetailsAreGone() throws Exception {
        StringBuilder gates = new StringBuilder();
        StringBuilder waivers = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            gates.append("    - name: ")
                    .append("g".repeat(78))
                    .append(i)
                    .append("\n      criteria: [{condition: 'tests.failed == 0'}]\n");
            waivers.append("    - {gate: ")
                    .append("g".repeat(78))
                    .append(i)
                    .append(", reason: r, owner: bob, expires: 2026-12-01}\n");
        }
        Policy policy = Releases.policy(
                "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata: {name: many}\nspec:\n  gates:\n" + gates
                        + "  waivers:\n" + waivers);
        ReleaseContext context = Releases.context(Releases.build(7), Releases.evidence(60, 1));
        RecordedDecision recorded = ledger.record(Evaluation.decide(policy, context), context, Releases.ALICE);
        String cut = recorded.entry().body().path("cut").asText();
        assertThat(cut).isNotEmpty();
        Files.delete(directory.resolve("evidence/" + cut.substring("sha256:".length()) + ".json.gz"));

        AuditPage page = page(7);

        assertThat(page.decisions()).hasSize(1);
        assertThat(page.decisions().get(0).outcome()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(page.check().faults()).isEmpty();
        assertThat(page.check().evidenceGone()).isEqualTo(1);
    }

    @Test
    void shouldCheckTheEvidenceOfALargeEntry() throws Exception {
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            reports.add(new Report(
                    "target/" + "r".repeat(150) + i + ".xml",
                    "junit",
                    Digest.of(new byte[] {(byte) i, (byte) (i >> 8)}),
                    1,
                    Provenance.REPORTED,
                    ""));
        }
        Evidence many = new Evidence(reports, Releases.evidence(60, 1).measurements(), List.of(), Map.of(), List.of());
        RecordedDecision recorded = judge(Releases.build(7), many, Releases.ALICE);
        assertThat(recorded.entries().get(0).body().has("cut")).isTrue();
        assertThat(page(7).check().evidenceKept()).isEqualTo(1);

        Files.writeString(directory.resolve("evidence/" + recorded.evidence().hex() + ".json.gz"), "forged");

        assertThat(page(7).check().intact()).isFalse();
    }

    @Test
    void shouldShowAnEntryInFullThatWasCut() throws Exception {
        ReleaseContext context = Releases.context(Releases.build(7), Releases.evidence(Map.of(), Map.of()));
        StringBuilder criteria = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            criteria.append("        - {condition: '")
                    .append("tests.failed == 0 && ".repeat(40))
                    .append("coverage.line > ")
                    .append(i)
                    .append(".0'}\n");
        }
        Policy policy = Releases.policy(
                "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata: {name: wide}\nspec:\n  gates:\n    - name: wide\n      criteria:\n"
                        + criteria);
        RecordedDecision recorded = ledger.record(Evaluation.decide(policy, context), context, Releases.ALICE);

        assertThat(recorded.entries().get(1).body().has("cut")).isTrue();
        assertThat(page(7).decisions().get(0).gates().get(0).criteria()).hasSize(50);
        assertThat(page(7).check().faults()).isEmpty();

        String cut = recorded.entries().get(1).body().path("cut").asText().substring("sha256:".length());
        Path blob = directory.resolve("evidence/" + cut + ".json.gz");
        Files.writeString(blob, "forged");
        assertThat(page(7).check().faults()).anyMatch(fault -> fault.contains(cut));
        assertThat(AuditPageRenderer.fragment(page(7))).contains("promises nothing", "Gate wide");

        Files.delete(blob);
        AuditPage gone = page(7);
        assertThat(gone.check().faults()).isEmpty();
        assertThat(gone.check().evidenceGone()).isEqualTo(1);
        assertThat(AuditPageRenderer.fragment(gone)).contains("Gate wide", "details aren't kept any more");
    }

    @Test
    void shouldNameAnEntryThatNobodyCanRead() throws Exception {
        judge(Releases.build(7), Releases.evidence(60, 1), Releases.ALICE);
        Path trail = directory.resolve("trail/000000000000.jsonl");
        String text = Files.readString(trail);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        ledger.close();
        Files.writeString(
                trail, text.substring(0, last) + text.substring(last).replace("\"ORDINARY\"", "\"XRDINARY\""));
        Files.delete(directory.resolve("index/mark"));
        ledger = Ledger.open(directory);

        assertThat(page(7).check().faults()).singleElement().asString().contains("XRDINARY");
        assertThat(AuditPageRenderer.fragment(page(7))).contains("promises nothing");
    }
}
