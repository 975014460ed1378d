package io.jenkins.lib.releasegates.report.compliance;

import static io.jenkins.lib.releasegates.report.compliance.Promoted.DAY;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.NEXT_DAY;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.NOW;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.kinds;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.ship;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered.Answer;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Shown;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.control.Fact;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of plain input are in a report, and count for nothing in it. */
class ComplianceInputsTest {

    private static final Subject BUILD = Releases.build(1);

    @TempDir
    private Path directory;

    private Ledger ledger;
    private Promoted promoted;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
        promoted = new Promoted(ledger);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** A promotion that the owner asked nobody about, in a build whose pipeline did. */
    private void promote() throws LedgerException {
        TrailEntry decision = promoted.decide(Promoted.open(), BUILD, Releases.evidence(90, 0), NOW, ship(1));
        promoted.answerInput(BUILD, "Go", Answer.PROCEEDED, "carol", "Ship it?", NOW);
        promoted.answerInput(Releases.build(7), "Other", Answer.PROCEEDED, "carol", "Another build", NOW);
        promoted.end(promoted.begin(decision, BUILD, NOW, ship(1)), Outcome.SUCCEEDED, NOW);
        promoted.answerInput(BUILD, "After", Answer.UNANSWERED, "", "Still there?", NOW);
    }

    @Test
    void shouldTellWhatAPipelineAskedAndTakeNoneOfItForAnApproval() throws Exception {
        promote();

        ComplianceReport report = promoted.report();

        Promotion one = report.promotions().get(0);
        assertThat(one.inputs()).extracting(Promotion.PlainInput::input).containsExactly("Go", "After");
        assertThat(one.inputs().get(0).answer()).isEqualTo("PROCEEDED");
        assertThat(one.inputs().get(0).by().id()).contains("carol");
        assertThat(one.inputs().get(0).message()).contains("Ship it?");
        assertThat(one.inputs().get(1).by().state()).isEqualTo(Who.State.NOBODY);
        assertThat(one.approvals()).isEmpty();
        assertThat(kinds(report)).contains(Kind.NO_APPROVAL);
        assertThat(report.facts()).containsEntry(Fact.PROMOTIONS_APPROVED, Shown.NO);
    }

    @Test
    void shouldCallThemNoApprovalInEveryForm() throws Exception {
        promote();
        ComplianceReport report = promoted.report();

        assertThat(CompliancePage.file(report))
                .containsSubsequence(
                        "Plain input, no approval",
                        "PROCEEDED: carol",
                        "step Go of shop/checkout #1, asked: Ship it?",
                        "UNANSWERED: nobody in particular",
                        "The pipeline says what is asked there and who may answer.")
                .doesNotContain("Another build");
        StringBuilder csv = new StringBuilder();
        ComplianceCsv.write(report, csv);
        assertThat(csv.toString()).contains(",plain_inputs_no_approvals\r\n").contains("PROCEEDED carol: Go | ");
        JsonNode inputs = json(report).at("/promotions/0/plainInputs");
        assertThat(inputs).hasSize(2);
        assertThat(inputs.at("/0/approval").asBoolean(true)).isFalse();
        assertThat(inputs.at("/0/message").asText()).isEqualTo("Ship it?");
    }

    @Test
    void shouldLeaveOutPersonsAndWhatWasTypedWhereTheyAreLeftOut() throws Exception {
        promote();
        ComplianceReport report = promoted.report(new Scope("production", DAY, NEXT_DAY, 3, "", false, "chain"));

        assertThat(report.promotions().get(0).inputs().get(0).by().state()).isEqualTo(Who.State.WITHHELD);
        assertThat(json(report).toString()).doesNotContain("carol", "Ship it?");
    }

    @Test
    void shouldHoldTheirEntriesToTheRecord() throws Exception {
        promote();
        int before = promoted.report().check().entries();
        promoted.answerInput(BUILD, "Once more", Answer.ABORTED, "carol", "And now?", NOW);
        promoted.answerInput(Releases.build(7), "Other", Answer.ABORTED, "carol", "Another build", NOW);

        assertThat(promoted.report().check().entries()).isEqualTo(before + 1);
    }

    @Test
    void shouldSayNothingWhereAPipelineAskedNothing() throws Exception {
        promoted.orderly(1, NOW);

        ComplianceReport report = promoted.report();

        assertThat(report.promotions().get(0).inputs()).isEqualTo(List.of());
        assertThat(CompliancePage.file(report)).doesNotContain("Plain input");
        assertThat(json(report).at("/promotions/0/plainInputs").isEmpty()).isTrue();
    }

    private static JsonNode json(ComplianceReport report) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ComplianceJson.write(report, json);
        return new ObjectMapper().readTree(json.toByteArray());
    }
}
