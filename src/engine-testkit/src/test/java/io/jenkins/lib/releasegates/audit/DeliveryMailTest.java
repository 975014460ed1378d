package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.audit.mail.Concerned;
import io.jenkins.lib.releasegates.audit.mail.ConcernedPeople;
import io.jenkins.lib.releasegates.audit.mail.Letter;
import io.jenkins.lib.releasegates.audit.mail.MailSettings;
import io.jenkins.lib.releasegates.audit.mail.MailTarget;
import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import io.jenkins.lib.releasegates.audit.message.Selection;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.MailServerInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail as a target of a ledger on the disk: in order, at least once, and nobody for ever in the way of others. */
class DeliveryMailTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final String ANNA = "anna@example.com";
    private static final String BEN = "ben@example.com";

    @TempDir
    private Path directory;

    private final MailServerInMemory server = new MailServerInMemory();
    private final SettableClock clock = new SettableClock(Releases.NOW);
    private volatile ConcernedPeople people = entry -> List.of();

    private MailTarget target(String... listed) {
        MailSettings settings = new MailSettings(
                "mail",
                List.of(listed),
                true,
                Selection.parse("decision-made", ""),
                false,
                Optional.of("https://j.example/"));
        return new MailTarget(settings, server, entry -> people.of(entry), clock);
    }

    private Ledger open(String... listed) throws LedgerException {
        Ledger ledger = Ledger.open(directory);
        ledger.deliverTo(List.of(target(listed)), SOON);
        return ledger;
    }

    private static void decide(Ledger ledger, int build) throws LedgerException {
        var context = Releases.context(Releases.build(build), Releases.evidence(85, 0));
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    private static DeliveryState await(Ledger ledger, Predicate<DeliveryState> wanted) throws InterruptedException {
        for (int i = 0; i < 1_000 && !wanted.test(ledger.deliveries().get(0)); i++) {
            Thread.sleep(10);
        }
        return ledger.deliveries().get(0);
    }

    private static DeliveryState awaitAll(Ledger ledger) throws InterruptedException {
        return await(ledger, state -> state.behind() == 0);
    }

    /** Recipient and number of the build, letter by letter. */
    private List<String> told() {
        return server.taken().stream()
                .map(letter -> letter.to() + letter.subject().replaceAll(".*(#[0-9]+).*", " $1"))
                .toList();
    }

    @Test
    void shouldTellWhatIsNewInOrderAndEachRecipientByItself() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            decide(ledger, 1);
            ledger.deliverTo(List.of(target(ANNA, BEN)), SOON);
            awaitAll(ledger);
            decide(ledger, 2);
            decide(ledger, 3);
            DeliveryState state = awaitAll(ledger);
            assertThat(state.behind()).isZero();
            assertThat(state.trouble()).isEmpty();
            assertThat(state.notices()).isEmpty();
        }

        assertThat(told()).containsExactly(ANNA + " #2", BEN + " #2", ANNA + " #3", BEN + " #3");
        Letter letter = server.taken().get(0);
        assertThat(letter.id()).matches("<[0-9]+\\.[0-9a-f]{16}@release-gates\\.invalid>");
        assertThat(letter.inReplyTo()).isEmpty();
        assertThat(letter.date()).isEqualTo(Releases.NOW);
        assertThat(letter.text())
                .contains("https://j.example/job/shop/job/checkout/2/")
                .doesNotContain("Alice");
        assertThat(Files.readString(directory.resolve("deliveries/mail"))).isEqualTo("12\n");
    }

    @Test
    void shouldLoseNothingWhileTheServerIsDownAndThroughARestart() throws Exception {
        server.down(Integer.MAX_VALUE);
        try (Ledger ledger = open(ANNA)) {
            IntStream.rangeClosed(1, 3).forEach(build -> {
                try {
                    decide(ledger, build);
                } catch (LedgerException e) {
                    throw new AssertionError(e);
                }
            });
            DeliveryState state = await(ledger, now -> now.trouble().isPresent());
            assertThat(state.behind()).isPositive();
            assertThat(state.trouble().orElseThrow())
                    .isEqualTo("Target mail (the mail server of the test) didn't take entry 3: it is down.");
        }
        server.down(2);
        try (Ledger ledger = open(ANNA)) {
            assertThat(awaitAll(ledger).trouble()).isEmpty();
        }

        assertThat(told()).containsExactly(ANNA + " #1", ANNA + " #2", ANNA + " #3");
    }

    @Test
    void shouldNotTellThoseAgainWhoWereToldBeforeTheConnectionBroke() throws Exception {
        server.breakAfter(1);
        try (Ledger ledger = open(ANNA, BEN)) {
            decide(ledger, 1);
            awaitAll(ledger);
        }

        assertThat(told()).containsExactly(ANNA + " #1", BEN + " #1");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutAtOnceWhoIsRefusedForGoodWhereOthersAreTaken() throws Exception {
        server.refuse(ANNA, 550);
        try (Ledger ledger = open(ANNA, BEN)) {
            decide(ledger, 1);
            DeliveryState state = awaitAll(ledger);

            assertThat(state.trouble()).isEmpty();
            assertThat(state.notices())
                    .containsExactly("2026-11-21T10:00:00Z: Mail mail has left " + ANNA
                            + " out of entry 3: the mail server refused it with status 550.");
            clock.advance(Duration.ofDays(8));
            assertThat(ledger.deliveries().get(0).notices()).as("after a week").isEmpty();
        }
        assertThat(told()).containsExactly(BEN + " #1");
    }

    @Test
    void shouldWaitAnHourWhereAServerRefusesEverybody() throws Exception {
        server.refuse(ANNA, 550);
        server.refuse(BEN, 550);
        try (Ledger ledger = open(ANNA, BEN)) {
            decide(ledger, 1);
            DeliveryState state = await(ledger, now -> now.trouble().isPresent());
            assertThat(state.trouble().orElseThrow())
                    .contains("2 of its recipients were refused with status 550, and are left out after 60 minutes");

            clock.advance(Duration.ofMinutes(59));
            Thread.sleep(200);
            assertThat(ledger.deliveries().get(0).behind())
                    .as("before the hour is over")
                    .isPositive();
            clock.advance(Duration.ofMinutes(1));
            assertThat(awaitAll(ledger).notices()).hasSize(2);

            // Those who were left out before aren't waited for once more.
            decide(ledger, 2);
            assertThat(awaitAll(ledger).notices()).hasSize(4);

            server.refuse(BEN, 0);
            decide(ledger, 3);
            awaitAll(ledger);
        }
        assertThat(told()).containsExactly(BEN + " #3");
    }

    @Test
    void shouldTryAgainWhoIsRefusedForNow() throws Exception {
        server.refuse(ANNA, 450);
        try (Ledger ledger = open(ANNA, BEN)) {
            decide(ledger, 1);
            DeliveryState state = await(ledger, now -> now.trouble().isPresent());
            assertThat(state.trouble().orElseThrow()).contains("1 of its recipients was refused with status 450");
            assertThat(told()).containsExactly(BEN + " #1");

            server.refuse(ANNA, 0);
            assertThat(awaitAll(ledger).notices()).isEmpty();
        }
        assertThat(told()).containsExactly(BEN + " #1", ANNA + " #1");
    }

    @Test
    void shouldTellWhomItConcernsOnceAndForTheFirstReason() throws Exception {
        people = entry -> List.of(
                new Concerned(Optional.of(BEN), Reader.ASKED),
                new Concerned(Optional.of("Ben@Example.com"), Reader.ASKER),
                new Concerned(Optional.empty(), Reader.ASKED),
                new Concerned(Optional.of("no address"), Reader.ASKED));
        try (Ledger ledger = open(ANNA, BEN)) {
            decide(ledger, 1);
            assertThat(awaitAll(ledger).notices())
                    .containsExactly(
                            "2026-11-21T10:00:00Z: Mail mail knows no address of 2 whom entry 3 concerns, and told them nothing.");
        }

        assertThat(told()).containsExactly(BEN + " #1", ANNA + " #1");
        assertThat(server.taken().get(0).text()).contains("You get this because you are asked");
        assertThat(server.taken().get(1).text()).contains("You get this because this address is listed");
    }

    @Test
    void shouldWaitWhereItCanNotBeReadWhomAnEntryConcerns() throws Exception {
        people = entry -> {
            throw new LedgerException("of the test");
        };
        try (Ledger ledger = open(ANNA)) {
            decide(ledger, 1);
            assertThat(await(ledger, now -> now.trouble().isPresent()).trouble().orElseThrow())
                    .contains("didn't take entry 3: whom it concerns can't be read, of the test");
            people = entry -> List.of();
            awaitAll(ledger);
        }
        assertThat(told()).containsExactly(ANNA + " #1");
    }

    @Test
    void shouldSayWhereAQuestionReachesNobody() throws Exception {
        MailSettings settings =
                new MailSettings("mail", List.of(), true, Selection.parse("waiver-asked", ""), false, Optional.empty());
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.deliverTo(List.of(new MailTarget(settings, server, entry -> List.of(), clock)), SOON);
            decide(ledger, 1);
            TrailEntry decision = ledger.entry(3).orElseThrow();
            ledger.record(
                    new WaiverAsked(
                            "production",
                            decision.id(),
                            List.of(),
                            "coverage",
                            Digest.of(new byte[0]),
                            Releases.NOW.plus(Duration.ofDays(1))),
                    EntrySubject.of(decision),
                    Releases.ALICE,
                    Map.of("reason", "because", "ticket", ""),
                    Releases.NOW);

            assertThat(awaitAll(ledger).notices())
                    .containsExactly(
                            "2026-11-21T10:00:00Z: Mail mail told nobody of entry 4, which asks people: nobody is"
                                    + " known whom it names, and no address is listed.");
        }
        assertThat(server.connections()).as("for nobody").isZero();
    }

    @Test
    void shouldSendNoMoreThanAListCanHave() throws Exception {
        people = entry -> IntStream.range(0, 205)
                .mapToObj(i -> new Concerned(Optional.of("p" + i + "@example.com"), Reader.ASKED))
                .toList();
        try (Ledger ledger = open()) {
            decide(ledger, 1);
            assertThat(awaitAll(ledger).notices().toString())
                    .contains("left 5 out of entry 3, which has more than 200 recipients");
        }
        assertThat(server.taken()).hasSize(200);
        assertThat(server.connections()).isEqualTo(1);
    }
}
