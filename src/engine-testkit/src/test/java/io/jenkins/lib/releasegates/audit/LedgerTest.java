package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    @TempDir
    private Path directory;

    private static RecordedDecision record(Ledger ledger, int build) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(85, 0));
        return ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    @Test
    void shouldWriteEvidenceGatesAndDecisionAsConsecutiveEntries() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            RecordedDecision recorded = record(ledger, 1);

            assertThat(recorded.entries())
                    .extracting(TrailEntry::kind)
                    .containsExactly("evidence-recorded", "gate-judged", "gate-judged", "decision-made");
            assertThat(recorded.entries()).extracting(TrailEntry::seq).containsExactly(0L, 1L, 2L, 3L);
            assertThat(recorded.id()).matches("[0-9a-f]{16}/3");
            assertThat(ledger.head()).isEqualTo(new Head(4, recorded.entry().hash()));
            assertThat(ledger.entriesOf("build-1")).isEqualTo(recorded.entries());
            assertThat(ledger.entriesOf("build-2")).isEmpty();
        }
    }

    @Test
    void shouldReadTheDecisionBackFromItsEntries() throws Exception {
        ReleaseContext context = Releases.context(Releases.build(1), Releases.evidence(12.5, 1));
        Decision decision = Releases.decide(context);
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.record(decision, context, Releases.ALICE);
        }
        try (Ledger ledger = Ledger.open(directory)) {
            List<TrailEntry> entries = ledger.entriesOf("build-1");

            assertThat(entries.subList(1, 3).stream()
                            .map(entry -> Event.of(entry).orElseThrow()))
                    .containsExactlyElementsOf(
                            decision.gates().stream().map(Event.GateJudged::new).toList());
            Event.DecisionMade made =
                    (Event.DecisionMade) Event.of(entries.get(3)).orElseThrow();
            assertThat(made.outcome()).isEqualTo(decision.outcome());
            assertThat(made.effect()).isEqualTo(decision.effect());
            assertThat(made.policyDigest()).isEqualTo(decision.policyDigest());
            assertThat(made.explanation()).isEqualTo(decision.explanation());
            assertThat(ledger.evidence(made.evidence())).contains(context.evidence());
        }
    }

    @Test
    void shouldWriteEachLineAsCanonicalJsonThatNamesTheHashOfTheOneBefore() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
            record(ledger, 2);
        }
        Digest previous = Head.NONE;
        for (String line : lines()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertThat(CanonicalJson.bytes(new ObjectMapper().readTree(line))).isEqualTo(bytes);
            assertThat(line).contains("\"prev\":\"" + previous + "\"");
            previous = Digest.of(bytes);
        }
        assertThat(lines()).hasSize(8);
    }

    @Test
    void shouldKeepNamesAndFreeTextOutOfTheTrail() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            RecordedDecision recorded = record(ledger, 1);

            assertThat(ledger.people(recorded.entry().seq()).values())
                    .containsEntry(People.ACTOR_ID, "alice")
                    .containsEntry(People.ACTOR_NAME, "Alice Álvarez")
                    .containsEntry("waiverRequests.0.owner", "bob")
                    .containsEntry("waiverRequests.0.reason", "flaky on Tuesdays")
                    .containsEntry("waiverRequests.0.ticket", "OPS-7");
            assertThat(ledger.people(0).values()).isEmpty();
        }
        assertThat(String.join("\n", lines())).doesNotContain("alice", "Álvarez", "bob", "Tuesdays", "OPS-7");
    }

    @Test
    void shouldGiveEqualNamesDifferentCommitments() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(record(ledger, 1).entry().body().at("/people/actor.id"))
                    .isNotEqualTo(record(ledger, 2).entry().body().at("/people/actor.id"));
        }
    }

    @Test
    void shouldKeepAnEntryBelowItsLimitAndTheFullBodyBesideIt() throws Exception {
        ReleaseContext context = Releases.context(Releases.build(1), Releases.evidence(85, 0));
        Decision plain = Releases.decide(context);
        Decision decision = new Decision(
                plain.policyName(),
                plain.policyDigest(),
                plain.purpose(),
                plain.destination(),
                plain.at(),
                plain.validUntil(),
                plain.gates(),
                plain.baseline(),
                plain.waiverRequests(),
                plain.outcome(),
                plain.effect(),
                "\u0001".repeat(100_000));
        try (Ledger ledger = Ledger.open(directory)) {
            RecordedDecision recorded = ledger.record(decision, context, Releases.ALICE);

            assertThat(recorded.entry().body().path("cut").asText()).startsWith("sha256:");
            Digest full = Digest.parse(recorded.entry().body().path("cut").asText());
            assertThat(directory.resolve("evidence").resolve(full.hex() + ".json.gz"))
                    .exists();
            assertThat(ledger.people(recorded.entry().seq()).actorName()).contains("Alice Álvarez");
        }
        assertThat(lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 48 * 1024);
    }

    @Test
    void shouldLetOnlyOneLedgerHaveTheDirectoryOpen() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.takesEntries()).isTrue();
            assertThatThrownBy(() -> Ledger.open(directory))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("already open");
        }
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
        }
    }

    @Test
    void shouldTakeNothingAfterItWasClosed() throws Exception {
        Ledger ledger = Ledger.open(directory);
        ledger.close();

        assertThat(ledger.takesEntries()).isFalse();
        assertThatThrownBy(() -> record(ledger, 1))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldGoOnBehindEntriesOfAnEarlierRun() throws Exception {
        List<TrailEntry> written = new ArrayList<>();
        for (int build = 1; build <= 5; build++) {
            try (Ledger ledger = Ledger.open(directory)) {
                written.addAll(record(ledger, build).entries());
                assertThat(ledger.notices()).isEmpty();
            }
        }
        assertThat(written)
                .extracting(TrailEntry::origin)
                .containsOnly(written.get(0).origin());
        assertThat(written).extracting(TrailEntry::seq).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldMoveTheTornEndOfATrailAside() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
        }
        Files.writeString(trail(), "{\"at\":\"2026", StandardOpenOption.APPEND);

        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.notices()).singleElement().asString().contains("never acknowledged", "torn-4-0");
            assertThat(ledger.head().entries()).isEqualTo(4);
            assertThat(directory.resolve("trail/torn-4-0")).hasContent("{\"at\":\"2026");
            record(ledger, 2);
        }
    }

    @Test
    void shouldStayShutWhereTheTrailIsDamaged() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
            record(ledger, 2);
        }
        List<String> lines = lines();
        lines.set(2, lines.get(2).replace("\"seq\":2", "\"seq\":7"));
        Files.write(trail(), lines);
        Files.delete(directory.resolve("index/mark"));

        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("000000000000.jsonl", "found entry 7 where 2 belongs", "verify");
        assertThat(lines()).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the last entries are gone", "the last line is changed", "a line in the middle is changed"})
    void shouldStayShutWhereTheTrailIsNotWhatItWasWhenItWasClosed(String what) throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 6);
            record(ledger, 7);
        }
        String text = Files.readString(trail());
        String changed = switch (what) {
            case "the last entries are gone" -> text.substring(0, text.indexOf('\n', text.length() / 2) + 1);
            case "the last line is changed" -> text.substring(0, text.length() - 3) + "X}\n";
            default -> text.replaceFirst("\"outcome\":\"PASSED\"", "\"outcome\":\"FAILED\"");
        };
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(trail(), changed);
        List<String> before = files();

        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("takes no more entries");

        assertThat(files()).as("nothing is set aside or forgotten").isEqualTo(before);
        assertThat(trail()).hasContent(changed);
        try (Ledger reading = Ledger.openForReading(directory)) {
            assertThat(reading.damage()).hasSize(1);
            assertThat(reading.entriesOf("build-6", fault -> {})).isNotEmpty();
        }
    }

    @Test
    void shouldMakeALostOrDamagedIndexAnew() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
            record(ledger, 2);
        }
        Path rows = directory.resolve("index/rows");
        byte[] damaged = Files.readAllBytes(rows);
        for (int i = 0; i < damaged.length; i += 11) {
            damaged[i] ^= 1;
        }
        Files.write(rows, damaged);
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.entriesOf("build-2")).hasSize(4);
        }
        Files.delete(rows);
        Files.delete(directory.resolve("index/mark"));
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.entriesOf("build-1")).hasSize(4);
        }
    }

    @Test
    void shouldSayThatEvidenceIsNotWhatItsNameSays() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            RecordedDecision recorded = record(ledger, 1);
            Path blob =
                    directory.resolve("evidence").resolve(recorded.evidence().hex() + ".json.gz");
            Files.writeString(blob, "forged");

            assertThatThrownBy(() -> ledger.evidence(recorded.evidence()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(blob.getFileName().toString());
            Files.delete(blob);
            assertThat(ledger.evidence(recorded.evidence())).isEmpty();
        }
    }

    @Test
    void shouldStoreEqualEvidenceOnce() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
            record(ledger, 2);
            Evidence other = Releases.evidence(1, 0);
            ledger.recordEvidence(other, Releases.build(3), Releases.ALICE, Releases.NOW);
        }
        try (var blobs = Files.list(directory.resolve("evidence"))) {
            assertThat(blobs).hasSize(2);
        }
    }

    @Test
    void shouldReadALedgerThatAnotherWritesWithoutChangingIt() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
            Files.writeString(trail(), "{\"at\":", StandardOpenOption.APPEND);
            List<String> before = files();
            try (Ledger reader = Ledger.openForReading(directory)) {
                assertThat(reader.entriesOf("build-1")).hasSize(4);
                assertThat(reader.notices()).singleElement().asString().contains("never acknowledged");
                assertThat(reader.takesEntries()).isFalse();
                assertThatThrownBy(() -> record(reader, 2)).hasMessageContaining("opened for reading");
            }
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void shouldNotTakeAnyFolderForALedger() {
        assertThatThrownBy(() -> Ledger.openForReading(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is no ledger");
        assertThat(directory).isEmptyDirectory();
    }

    private List<String> files() throws IOException {
        List<String> all = new ArrayList<>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(file + " " + Digest.of(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    private Path trail() {
        return directory.resolve("trail/000000000000.jsonl");
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(trail()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0\0\0\0", "\0", "{\"seq\":9,\"val", "\ufeff", "{}\n\0\0\0"})
    void shouldDropWhateverAPowerCutLeavesBehindTheRowsOfPersons(String rest) throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            record(ledger, 1);
        }
        Path people = directory.resolve("people/000000000000.jsonl");
        Files.writeString(people, rest, StandardOpenOption.APPEND);
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.people(3).actorName()).contains(Releases.ALICE.name());
            record(ledger, 2);
            assertThat(ledger.people(7).actorName()).contains(Releases.ALICE.name());
        }
        assertThat(Files.readString(people)).doesNotContain("\0").hasLineCount(2);
    }
}
