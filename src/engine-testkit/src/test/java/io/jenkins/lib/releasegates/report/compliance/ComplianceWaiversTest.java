package io.jenkins.lib.releasegates.report.compliance;

import static io.jenkins.lib.releasegates.report.compliance.Promoted.NOW;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.ship;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Shown;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.control.Fact;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotions of which a gate was waived; waivers and break-glass are told by the names of their kinds. */
class ComplianceWaiversTest {

    @TempDir
    private Path directory;

    private HandWritten trail;
    private List<TrailEntry> template;
    private ObjectNode subject;

    @BeforeEach
    void decideOnce() throws Exception {
        trail = new HandWritten(directory);
        try (Ledger ledger = Ledger.open(directory)) {
            TrailEntry decision = new Promoted(ledger).admitted(1, NOW, ship(1));
            int gates = decision.body().path("gates").size();
            template = new ArrayList<>();
            for (long seq = decision.seq() - gates - 1; seq <= decision.seq(); seq++) {
                template.add(ledger.entry(seq).orElseThrow());
            }
            subject = decision.subject();
        }
    }

    /** The same decision once more, in which the gate of the policy was waived by that entry. */
    private void promoteWaived(String waiver) throws Exception {
        for (TrailEntry entry : template) {
            ObjectNode body = entry.body().deepCopy();
            if (entry.kind().equals("gate-judged") && body.path("gate").asText().equals("coverage")) {
                ((ObjectNode) body.path("verdict")).put("kind", "WAIVED").put("waiver", waiver);
            }
            if (entry.kind().equals("decision-made")) {
                body.path("gates").forEach(gate -> {
                    if (gate.path("gate").asText().equals("coverage")) {
                        ((ObjectNode) gate).put("verdict", "WAIVED");
                    }
                });
                body.put("outcome", "WAIVED");
            }
            trail.add(entry.kind(), subject, body, "dave", Map.of(), NOW);
        }
        try (Ledger ledger = Ledger.open(directory)) {
            Promoted promoted = new Promoted(ledger);
            TrailEntry decision = ledger.entry(ledger.head().entries() - 1).orElseThrow();
            promoted.end(promoted.begin(decision, Releases.build(1), NOW, ship(1)), Outcome.SUCCEEDED, NOW);
        }
    }

    private TrailEntry waiver(String gate, String expires) throws Exception {
        ObjectNode body = HandWritten.body("ship-1.jar").put("gate", gate).put("expires", expires);
        return trail.add(
                "waiver-asked", subject, body, "erin", Map.of("reason", "<b>flaky</b>", "ticket", "OPS-7"), NOW);
    }

    private TrailEntry breakGlass() throws Exception {
        ObjectNode body = HandWritten.body("ship-1.jar").put("deadline", "2026-11-21T12:00:00.000Z");
        return trail.add("break-glass-asked", subject, body, "erin", Map.of("reason", "outage"), NOW);
    }

    private void say(String kind, String member, TrailEntry to, String word, String account) throws Exception {
        ObjectNode body = HandWritten.body("ship-1.jar")
                .put(kind.startsWith("waiver") ? "waiver" : "breakGlass", to.id())
                .put(member, word);
        trail.add(kind, subject, body, account, Map.of("reason", "because"), NOW);
    }

    private ComplianceReport report() throws Exception {
        try (Ledger ledger = Ledger.openForReading(directory)) {
            return new Promoted(ledger).report();
        }
    }

    @Test
    void shouldTakeAWaiverThatSomebodyElseGranted() throws Exception {
        TrailEntry waiver = waiver("coverage", "2026-12-01");
        say("waiver-answered", "answer", waiver, "GRANTED", "frank");
        promoteWaived(waiver.id());

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).containsExactly(Kind.WAIVED);
        assertThat(report.facts()).containsEntry(Fact.WAIVERS_REVIEWED, Shown.YES);
        assertThat(report.departures()).singleElement().satisfies(one -> {
            assertThat(one.by().id()).contains("erin");
            assertThat(one.reason()).contains("<b>flaky</b>");
            assertThat(one.ticket()).contains("OPS-7");
            assertThat(one.replies())
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.by().id()).contains("frank"));
        });
        assertThat(CompliancePage.file(report)).contains("&lt;b&gt;flaky").doesNotContain("<b>flaky");
    }

    @Test
    void shouldNotTakeAWaiverThatNobodyElseGranted() throws Exception {
        TrailEntry own = waiver("coverage", "2026-12-01");
        say("waiver-answered", "answer", own, "GRANTED", "erin");
        promoteWaived(own.id());

        assertThat(Promoted.kinds(report())).containsExactly(Kind.SELF_APPROVAL, Kind.WAIVED);
    }

    @Test
    void shouldNotTakeAWaiverOfAnotherGateOrTimeOrWithoutAnAnswer() throws Exception {
        TrailEntry refused = waiver("tests", "2026-11-20");
        say("waiver-answered", "answer", refused, "GRANTED", "frank");
        say("waiver-answered", "answer", refused, "WITHDRAWN", "frank");
        promoteWaived(refused.id());

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).containsExactly(Kind.WAIVED, Kind.WAIVER_UNCLEAR);
        assertThat(report.exceptions().toString())
                .contains("had the answer WITHDRAWN")
                .contains("is for gate 'tests'")
                .contains("held until 2026-11-20");
        assertThat(report.facts()).containsEntry(Fact.WAIVERS_REVIEWED, Shown.NO);
    }

    @Test
    void shouldNotTakeAWaiverThatTheRecordDoesNotHave() throws Exception {
        promoteWaived("0123456789abcdef/7");

        assertThat(Promoted.kinds(report())).containsExactly(Kind.WAIVED, Kind.WAIVER_UNCLEAR);
    }

    @Test
    void shouldNotTakeAGrantThatCameAfterTheDecision() throws Exception {
        TrailEntry waiver = waiver("coverage", "2026-12-01");
        promoteWaived(waiver.id());
        say("waiver-answered", "answer", waiver, "GRANTED", "frank");

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).containsExactly(Kind.WAIVED, Kind.WAIVER_UNCLEAR);
        assertThat(report.exceptions().toString()).contains("had no answer");
    }

    @Test
    void shouldWantABreakGlassConfirmedAndReviewed() throws Exception {
        TrailEntry glass = breakGlass();
        promoteWaived(glass.id());

        assertThat(Promoted.kinds(report()))
                .containsExactly(
                        Kind.WAIVED, Kind.BREAK_GLASS, Kind.BREAK_GLASS_NOT_CONFIRMED, Kind.BREAK_GLASS_NOT_REVIEWED);
        assertThat(report().facts()).containsEntry(Fact.BREAK_GLASS_REVIEWED, Shown.NO);
    }

    @Test
    void shouldTakeABreakGlassThatWasFoundJustified() throws Exception {
        TrailEntry glass = breakGlass();
        say("break-glass-answered", "answer", glass, "GRANTED", "frank");
        promoteWaived(glass.id());
        say("break-glass-reviewed", "finding", glass, "JUSTIFIED", "grace");

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).containsExactly(Kind.WAIVED, Kind.BREAK_GLASS);
        assertThat(report.facts()).containsEntry(Fact.BREAK_GLASS_REVIEWED, Shown.YES);
    }

    @Test
    void shouldTellOfABreakGlassThatBelongsToNoPromotion() throws Exception {
        TrailEntry glass = breakGlass();
        say("break-glass-answered", "answer", glass, "GRANTED", "frank");
        say("break-glass-reviewed", "finding", glass, "NOT_JUSTIFIED", "grace");

        assertThat(Promoted.kinds(report())).containsExactly(Kind.BREAK_GLASS_NOT_JUSTIFIED);
    }
}
