package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.RecordedReadiness.Said;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.Authorship;
import io.jenkins.lib.releasegates.readiness.ItemStatus;
import io.jenkins.lib.releasegates.readiness.Readiness;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.answer.Typed;
import io.jenkins.lib.releasegates.readiness.answer.Voice;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.ChecklistValidation;
import io.jenkins.lib.releasegates.readiness.checklist.InvalidChecklistException;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say about readiness, in a real ledger. */
class RecordedReadinessTest {

    private static final Instant NOW = Releases.NOW;
    private static final Service SHOP = new Service("shop", 1);
    private static final PersonAliases ALIASES = PersonAliases.of(List.of(), account -> account);
    private static final Authorship OTHERS = Authorship.of(Set.of());

    private static final String YAML = """
            apiVersion: release-gates/v1
            kind: ReadinessChecklist
            metadata: {name: production}
            spec:
              role: operations
              validFor: 30d
              sections:
                - title: Recovery
                  items:
                    - {id: restore, question: 'Was a backup restored?', why: Hope is no plan., severity: blocking}
                    - {id: canary, question: 'Is there a canary?', why: All at once hurts., severity: high, evidence: optional, followUp: allowed}
            """;

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

    private void reopen() throws LedgerException {
        ledger.close();
        ledger = Ledger.open(directory);
    }

    private static Checklist checklist() {
        try {
            return ChecklistValidation.ofYaml(YAML, "production.yaml").checklistOrThrow();
        } catch (InvalidChecklistException e) {
            throw new AssertionError(e);
        }
    }

    private static Actor actor(String account) {
        return new Actor(account, account, Actor.Means.SESSION);
    }

    private static ReadinessEvent.Head head(String service, String item) {
        Digest digest = checklist().item(item).map(Item::digest).orElseThrow();
        return new ReadinessEvent.Head("", service, "production", item, digest, NOW);
    }

    private static Voice voice(String account) {
        return new Voice(Digest.of(new byte[0]), Optional.of(account), true);
    }

    private static List<GivenEvidence> log() {
        return List.of(new GivenEvidence(
                GivenEvidence.Kind.FILE, Optional.of(Digest.of(new byte[7])), Typed.of("restore.log")));
    }

    private Said yes(String item, String account) throws LedgerException {
        return say(
                new ReadinessEvent.Answered(
                        head("shop", item), voice(account), Answer.YES, Typed.of("tried"), log(), Optional.empty()),
                account);
    }

    private Said say(ReadinessEvent event, String account) throws LedgerException {
        return ledger.readiness().record(event, EntrySubject.ledger(), actor(account));
    }

    private ReadinessState state() throws LedgerException {
        return ledger.readiness().state("shop", "production", ALIASES);
    }

    private List<ItemStatus> statuses(Instant at) throws LedgerException {
        return Readiness.judge(checklist(), SHOP, state(), List.of(), OTHERS, at).items().stream()
                .map(item -> item.status())
                .toList();
    }

    private Path trail() {
        return directory.resolve("trail/000000000000.jsonl");
    }

    @Test
    void shouldKeepAnswersOverRestartsAndOverALostIndex() throws Exception {
        Said said = yes("restore", "bob");
        assertThat(said.people().actorId()).contains("bob");
        yes("canary", "carol");

        reopen();
        assertThat(statuses(NOW)).containsExactly(ItemStatus.MET, ItemStatus.MET);
        assertThat(state().statements("restore")).singleElement().satisfies(statement -> {
            assertThat(statement.id()).isEqualTo(said.entry().id());
            assertThat(statement.person()).contains(ALIASES.ofAccount("bob"));
            assertThat(statement.evidence()).hasSize(1);
        });

        ledger.close();
        try (Stream<Path> files = Files.list(directory.resolve("index"))) {
            files.forEach(RecordedReadinessTest::delete);
        }
        ledger = Ledger.open(directory);
        assertThat(statuses(NOW.plus(Duration.ofDays(29)))).containsExactly(ItemStatus.MET, ItemStatus.MET);
        assertThat(statuses(NOW.plus(Duration.ofDays(30)))).containsExactly(ItemStatus.EXPIRED, ItemStatus.EXPIRED);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldTellServicesAndChecklistsApartAmongOtherEntries() throws LedgerException {
        yes("restore", "bob");
        ledger.recordEvidence(Releases.evidence(1, 1), Releases.build(1), Releases.ALICE, NOW);
        say(
                new ReadinessEvent.Answered(
                        head("shop2", "restore"), voice("dave"), Answer.NO, Typed.NOTHING, List.of(), Optional.empty()),
                "dave");
        ledger.readiness()
                .record(
                        new ReadinessEvent.Checked(head("shop", "canary"), Verdict.Kind.FAILED),
                        EntrySubject.of(Releases.build(1)),
                        Releases.ALICE);

        assertThat(ledger.readiness().all("shop", "production")).hasSize(2);
        assertThat(state().statements("restore")).hasSize(1);
        assertThat(state().lastCheck("canary").map(ReadinessState.LastCheck::verdict))
                .contains(Verdict.Kind.FAILED);
        assertThat(ledger.readiness().all("shop", "staging")).isEmpty();
        assertThat(ledger.readiness().all("sho", "pproduction")).isEmpty();
    }

    @Test
    void shouldFollowWhatRefersToEarlierEntries() throws LedgerException {
        Said accepted = say(
                new ReadinessEvent.FollowUpOpened(
                        head("shop", "canary"),
                        voice("bob"),
                        Typed.of("in spring"),
                        Typed.of("erin"),
                        NOW.plus(Duration.ofDays(10))),
                "bob");
        yes("restore", "bob");
        reopen();
        assertThat(statuses(NOW.plus(Duration.ofDays(9)))).containsExactly(ItemStatus.MET, ItemStatus.ACCEPTED);
        assertThat(statuses(NOW.plus(Duration.ofDays(10)))).containsExactly(ItemStatus.MET, ItemStatus.OVERDUE);
        assertThat(accepted.people().persons()).containsExactlyInAnyOrder("bob", "erin");

        say(
                new ReadinessEvent.FollowUpDone(
                        head("shop", "canary"), voice("carol"), accepted.entry().id(), Typed.of("done"), log()),
                "carol");
        say(
                new ReadinessEvent.Withdrawn(
                        head("shop", "canary"), voice("bob"), accepted.entry().id(), Typed.NOTHING),
                "bob");
        assertThat(statuses(NOW.plus(Duration.ofDays(11)))).containsExactly(ItemStatus.MET, ItemStatus.MET);
    }

    @Test
    void shouldCountNothingInFavourOfWhomWasErased() throws LedgerException {
        yes("restore", "bob");
        say(
                new ReadinessEvent.Answered(
                        head("shop", "canary"), voice("carol"), Answer.NO, Typed.NOTHING, List.of(), Optional.empty()),
                "carol");

        ledger.erasure().person("bob", Releases.ALICE, "bob has asked for it", NOW);
        ledger.erasure().person("carol", Releases.ALICE, "so has carol", NOW);
        reopen();

        assertThat(statuses(NOW)).containsExactly(ItemStatus.UNKNOWN_PERSON, ItemStatus.NOT_MET);
        assertThat(state().statements("restore")).singleElement().satisfies(statement -> {
            assertThat(statement.person()).isEmpty();
            assertThat(statement.evidence().get(0).location()).isEqualTo(Typed.erased());
        });
    }

    @Test
    void shouldRefuseToAnswerForSomebodyElseOrNobody() throws LedgerException {
        ReadinessEvent event = new ReadinessEvent.Answered(
                head("shop", "restore"), voice("bob"), Answer.YES, Typed.of("tried"), log(), Optional.empty());

        assertThatThrownBy(() -> say(event, "carol")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> say(event, "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.head().entries()).isZero();
    }

    @Test
    void shouldNameNobodyAndNothingTypedInTheTrail() throws Exception {
        yes("restore", "bob");

        assertThat(Files.readString(trail()))
                .contains("readiness-answered")
                .doesNotContain("bob")
                .doesNotContain("tried")
                .doesNotContain("restore.log");
    }

    @Test
    void shouldBreakOffAtAnEntryThatWasChanged() throws Exception {
        say(
                new ReadinessEvent.Answered(
                        head("shop", "restore"), voice("bob"), Answer.NO, Typed.NOTHING, List.of(), Optional.empty()),
                "bob");
        yes("canary", "bob");
        String written = Files.readString(trail());
        for (List<String> change : List.of(
                List.of("\"answer\":\"NO\"", "\"answer\":\"XX\""),
                List.of("\"kind\":\"readiness-answered\"", "\"kind\":\"xeadiness-answered\""),
                List.of("\"service\":\"shop\"", "\"service\":\"shot\""),
                List.of("\"version\":1", "\"version\":7"),
                List.of("\"inRole\":true", "\"inRole\":1000"),
                List.of("{\"at\":", "{\"xx\":"))) {
            String changed = written.replaceFirst(java.util.regex.Pattern.quote(change.get(0)), change.get(1));
            assertThat(changed).isNotEqualTo(written);
            Files.writeString(trail(), changed);
            assertThatThrownBy(this::state).as(change.get(1)).isInstanceOf(LedgerException.class);
        }
        Files.writeString(trail(), written);
        assertThat(statuses(NOW)).containsExactly(ItemStatus.NOT_MET, ItemStatus.MET);
    }

    @Test
    void shouldBreakOffWhereWhoAnsweredWasExchanged() throws Exception {
        yes("restore", "bob");
        Path rows = directory.resolve("people/000000000000.jsonl");
        String kept = Files.readString(rows);

        Files.writeString(rows, kept.replace("\"value\":\"bob\"", "\"value\":\"eve\""));
        assertThatThrownBy(this::state).isInstanceOf(LedgerException.class).hasMessageContaining("actor.id");

        Files.writeString(rows, kept);
        assertThat(state().statements("restore").get(0).person().map(Person::id))
                .contains("bob");
    }
}
