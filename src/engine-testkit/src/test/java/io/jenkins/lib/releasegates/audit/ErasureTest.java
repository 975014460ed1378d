package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.Erased;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be taken out of a ledger, and taking decisions back. */
class ErasureTest {

    private static final Actor MALLORY = new Actor("mallory", "Mallory", Actor.Means.API_TOKEN);

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();

    private Ledger open() throws LedgerException {
        return Ledger.open(directory, keys, Releases.NOW);
    }

    private static RecordedDecision record(Ledger ledger, int build, Actor actor) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(80 + build, 0));
        return ledger.record(Releases.decide(context), context, actor);
    }

    private VerificationReport verify() {
        return TrailVerifier.verify(directory, VerifyOptions.NONE);
    }

    @Test
    void shouldEraseEvidenceAndSaySoFirst() throws Exception {
        Digest erased;
        try (Ledger ledger = open()) {
            erased = record(ledger, 1, MALLORY).evidence();
            record(ledger, 2, MALLORY);

            assertThat(ledger.erasure().evidence(erased, Releases.ALICE, "too old", Releases.NOW))
                    .isTrue();
            assertThat(ledger.erasure().evidence(erased, Releases.ALICE, "too old", Releases.NOW))
                    .isFalse();

            TrailEntry event = ledger.entry(ledger.head().entries() - 1).orElseThrow();
            assertThat(Event.of(event)).contains(new Erased.Evidence(erased));
            assertThat(ledger.people(event.seq()).value(Erasure.REASON)).contains("too old");
            assertThat(ledger.people(event.seq()).actorId()).contains("alice");
            assertThat(ledger.evidence(erased)).isEmpty();
        }
        assertThat(directory.resolve("evidence/" + erased.hex() + ".json.gz")).doesNotExist();
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().evidence()).isEqualTo(new VerificationReport.EvidenceCount(1, 1, 0, 0));
    }

    @Test
    void shouldTellWhatWasErasedFromWhatIsMissingAndFromWhatIsStillThere() throws Exception {
        Digest lost;
        Digest erased;
        byte[] bytes;
        try (Ledger ledger = open()) {
            lost = record(ledger, 1, MALLORY).evidence();
            erased = record(ledger, 2, MALLORY).evidence();
            bytes = Files.readAllBytes(directory.resolve("evidence/" + erased.hex() + ".json.gz"));
            ledger.erasure().evidence(erased, Releases.ALICE, "", Releases.NOW);
        }
        Files.delete(directory.resolve("evidence/" + lost.hex() + ".json.gz"));

        assertThat(verify().evidence()).isEqualTo(new VerificationReport.EvidenceCount(0, 1, 1, 0));
        assertThat(verify().notes())
                .anyMatch(note -> note.startsWith("Evidence that is not kept, and no entry says that it was erased"));

        Files.write(directory.resolve("evidence/" + erased.hex() + ".json.gz"), bytes);
        assertThat(verify().notes()).anyMatch(note -> note.contains("that is still there: 1"));
    }

    @Test
    void shouldEraseAPersonEverywhereAndKeepEverythingElse() throws Exception {
        try (Ledger ledger = open()) {
            for (int build = 1; build <= 400; build++) {
                record(ledger, build % 90, build % 2 == 0 ? MALLORY : Releases.ALICE);
            }
            long entries = ledger.head().entries();

            assertThat(ledger.erasure().person("mallory", Releases.ALICE, "mallory has asked for it", Releases.NOW))
                    .isEqualTo(200);

            assertThat(ledger.head().entries()).isEqualTo(entries + 1);
            assertThat(ledger.find(by("mallory"), Long.MAX_VALUE, 10).entries()).isEmpty();
            assertThat(ledger.find(by("alice"), Long.MAX_VALUE, 10).entries()).hasSize(10);
            record(ledger, 1, MALLORY);
            assertThat(ledger.find(by("mallory"), Long.MAX_VALUE, 10).entries()).hasSize(1);
        }
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().people().erased()).isGreaterThanOrEqualTo(400);
        assertThat(verify().notes()).as("an erasure that stands in the record").isEmpty();
        for (Path file : Files.list(directory.resolve("people")).toList()) {
            assertThat(Files.readString(file)
                            .lines()
                            .filter(line -> line.contains("mallory\""))
                            .count())
                    .isLessThanOrEqualTo(1);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.erasure().person("nobody", Releases.ALICE, "", Releases.NOW))
                    .isZero();
        }
    }

    private static LedgerQuery by(String person) {
        return LedgerQuery.ALL.ofPerson(person);
    }

    @Test
    void shouldTakeADecisionBackOnceAndKnowIt() throws Exception {
        String decision;
        try (Ledger ledger = open()) {
            RecordedDecision recorded = record(ledger, 1, MALLORY);
            decision = recorded.id();
            assertThat(ledger.revocations().of(decision)).isEmpty();

            TrailEntry revoked = ledger.revocations().revoke(decision, Releases.ALICE, "CVE-2026-1", Releases.NOW);

            assertThat(ledger.revocations().of(decision)).contains(revoked);
            assertThat(ledger.entriesOf("build-1")).contains(revoked);
            assertThat(ledger.revocations().revoke(decision, MALLORY, "again", Releases.NOW))
                    .isEqualTo(revoked);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.revocations().of(decision)).isPresent();
            assertThat(ledger.revocations().all(10)).hasSize(1);
        }
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void shouldTakeNothingBackThatIsNoDecision() throws Exception {
        try (Ledger ledger = open()) {
            RecordedDecision recorded = record(ledger, 1, MALLORY);
            String origin = recorded.entry().origin();
            for (String wrong : List.of("", "x", origin + "/", origin + "/0", origin + "/99", "0123456789abcdef/4")) {
                assertThatThrownBy(() -> ledger.revocations().revoke(wrong, Releases.ALICE, "", Releases.NOW))
                        .as(wrong)
                        .hasMessageContaining("The ledger has no decision " + wrong);
            }
            assertThat(ledger.head().entries()).isEqualTo(recorded.entry().seq() + 1);
        }
    }

    @Test
    void shouldKeepFieldsThatALaterVersionHasWritten() throws Exception {
        try (Ledger ledger = open()) {
            Event unknown =
                    new Event.GateJudged(Releases.decide(Releases.context(Releases.build(1), Releases.evidence(90, 0)))
                            .gates()
                            .get(0));
            TrailEntry entry = ledger.record(
                    unknown,
                    io.jenkins.lib.releasegates.audit.entry.EntrySubject.of(Releases.build(1)),
                    MALLORY,
                    Map.of("later", "a value of a field that this version doesn't know"),
                    Releases.NOW);

            assertThat(entry.body().path("people").has("later")).isTrue();
            assertThat(ledger.entriesOf("build-1").get(0).body()).isEqualTo(entry.body());
        }
    }
}
