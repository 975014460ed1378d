package io.jenkins.lib.releasegates.audit;

import static io.jenkins.lib.releasegates.audit.AskedInTests.NOW;
import static io.jenkins.lib.releasegates.audit.AskedInTests.SHIP;
import static io.jenkins.lib.releasegates.audit.AskedInTests.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests for approval of which something was changed, lost or taken out: nothing of them counts then. */
class TamperedApprovalsTest {

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

    private AskedInTests asking() {
        return new AskedInTests(ledger);
    }

    private Path rows() {
        return directory.resolve("people/000000000000.jsonl");
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void shouldNotStand(TrailEntry asked, String state, String why) {
        assertThatThrownBy(() -> ledger.approvals().standing(asked, state))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(why);
    }

    @Test
    void shouldFindEveryOtherCharacterInTheState() throws LedgerException {
        Standing asked = asking().ask("build-1");
        String state = Approvals.state(asked.request());
        for (int i = 0; i < state.length(); i++) {
            char other = state.charAt(i) == '1' ? '2' : '1';
            shouldNotStand(
                    asked.asked(),
                    state.substring(0, i) + other + state.substring(i + 1),
                    "isn't kept with its build as it was asked");
        }
        assertThat(ledger.approvals().standing(asked.asked(), state)).isEqualTo(asked);
    }

    @Test
    void shouldNotStandWithoutItsStateOrWithThatOfAnother() throws LedgerException {
        Standing asked = asking().ask("build-1");
        Standing other = asking().ask("build-1", "production", AskedInTests.request("1 of mallory", NOW));

        shouldNotStand(asked.asked(), "", "isn't kept with its build as it was asked");
        shouldNotStand(asked.asked(), Approvals.state(other.request()), "isn't kept with its build as it was asked");
        shouldNotStand(
                asked.asked(),
                Approvals.state(asking().approve(asked, "alice").request()),
                "isn't kept with its build as it was asked");
    }

    @Test
    void shouldHoldTheStateToTheEntryAndNotToTheRowBesideIt() throws Exception {
        Standing asked = asking().ask("build-1");
        String state = Approvals.state(asked.request());
        String weaker = state.replace("2 of group sre", "1 of mallory");
        close();
        String kept = Files.readString(rows());
        assertThat(kept).contains(digest(state).toString());
        Files.writeString(
                rows(), kept.replace(digest(state).toString(), digest(weaker).toString()));
        open();

        shouldNotStand(asked.asked(), weaker, "another state than entry " + asked.id() + " commits to");
        shouldNotStand(asked.asked(), state, "another state than entry " + asked.id() + " commits to");
    }

    @Test
    void shouldHoldAnswersToTheirEntries() throws Exception {
        Standing asked = asking().ask("build-1");
        String state = Approvals.state(asked.request());
        asking().approve(asked, "alice");
        close();
        String kept = Files.readString(rows());
        for (String field : List.of("actor.id", "groups", "reason")) {
            Matcher matcher = Pattern.compile("(\"seq\":1,.*\"" + field.replace(".", "\\.")
                            + "\":\\{\"salt\":\"[0-9a-f]+\",\"value\":\")")
                    .matcher(kept);
            String changed = matcher.replaceFirst("$1x");
            assertThat(changed).isNotEqualTo(kept);
            Files.writeString(rows(), changed);
            open();
            shouldNotStand(asked.asked(), state, "another " + field + " than entry ");
            close();
        }
        Files.writeString(rows(), kept.replaceAll("(\"seq\":1,.*?\"salt\":\")[0-9a-f]{2}", "$1zz"));
        open();
        shouldNotStand(asked.asked(), state, "another actor.id than entry ");
        close();
        Files.writeString(rows(), kept.replaceAll("(\"seq\":1,.*?\"salt\":)\"[0-9a-f]+\"", "$1 7"));
        open();
        shouldNotStand(asked.asked(), state, "no row of values with their salts");
    }

    @Test
    void shouldNotStandWhenSomebodyWasErased() throws LedgerException {
        Standing first = asking().ask("build-1");
        Standing second = asking().ask("build-2", "production", AskedInTests.request("2 of group sre", NOW));
        asking().approve(asking().approve(first, "alice"), "bob");
        ledger.erasure().person("alice", Releases.ALICE, "she has asked for it", NOW);

        shouldNotStand(first.asked(), Approvals.state(first.request()), "it isn't kept any more whose answer ");
        assertThat(ledger.approvals().standing(second.asked(), Approvals.state(second.request())))
                .isEqualTo(second);
        ledger.erasure().person("dave", Releases.ALICE, "he has asked", NOW);
        shouldNotStand(second.asked(), Approvals.state(second.request()), "isn't kept with its build as it was asked");
    }

    @Test
    void shouldTellOfThousandsOfFilesAndOfNothingWhenTheyAreLost() throws LedgerException {
        Standing asked = asking().askAboutMany();
        String state = Approvals.state(asked.request());
        Standing one = asking().approve(asked, "alice");
        assertThat(ledger.isCut(asked.asked())).isTrue();

        assertThat(ledger.approvals().standing(asked.asked(), state)).isEqualTo(one);
        Standing refused = asking().reject(one, "bob");
        assertThat(ledger.approvals().standing(asked.asked(), state)).isEqualTo(refused);

        TrailEntry rejection = ledger.entriesOf("build-1").get(2);
        Digest body = Digest.parse(rejection.body().path(EntryLine.CUT).asText());
        ledger.erasure().evidence(body, Releases.ALICE, "too large", NOW);
        shouldNotStand(asked.asked(), state, "it can't be told what entry " + rejection.id() + " says of it");
    }

    @Test
    void shouldNotTakeAnotherEntryForAQuestion() throws LedgerException {
        Standing asked = asking().ask("build-1");
        asking().approve(asked, "alice");
        TrailEntry answer = ledger.entriesOf("build-1").get(1);

        shouldNotStand(answer, Approvals.state(asked.request()), "isn't kept with its build as it was asked");
        assertThatThrownBy(() -> ledger.approvals().asked(answer))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(answer.id() + " asks nobody");
    }

    @Test
    void shouldNotStandWhenTheStateCannotBeUnderstood() throws LedgerException {
        ApprovalRequest request = AskedInTests.about("c1");
        for (String state :
                List.of("", "{}", "[1", Approvals.state(request).replace("\"version\":1", "\"version\":2"))) {
            TrailEntry asked = ledger.record(
                    AskedInTests.event("production", request),
                    EntrySubject.of(Releases.build(1)),
                    actor("dave"),
                    Map.of(ApprovalAsked.STATE, digest(state).toString()),
                    NOW);

            shouldNotStand(asked, state, "request " + asked.id() + " can't be read: ");
        }
    }

    @Test
    void shouldNotCountAnAnswerToSomethingElse() throws LedgerException {
        Standing asked = asking().ask("build-1");
        ledger.record(
                new ApprovalAnswered(
                        "production",
                        asked.id(),
                        List.of(SHIP),
                        AskedInTests.content("other").digest(),
                        Answer.Kind.APPROVE,
                        Status.APPROVED,
                        false),
                EntrySubject.of(asked.asked()),
                actor("alice"),
                Map.of(),
                NOW);

        shouldNotStand(asked.asked(), Approvals.state(asked.request()), "An answer is to other content than ");
    }

    @Test
    void shouldNameNobodyInTheTrail() throws IOException, LedgerException {
        Standing asked =
                asking().ask("build-1", "production", AskedInTests.request("1 of group sre AND 1 of bob, erin", NOW));
        Standing one = asking().approve(asked, "alice");
        asking().reject(one, "bob");
        asking().ended(asked, asked.request().abort(NOW.plusSeconds(9)));

        assertThat(Files.readString(directory.resolve("trail/000000000000.jsonl")))
                .contains("approval-asked", "approval-answered", "approval-ended")
                .doesNotContain("alice", "bob", "carol", "dave", "erin", "sre", "on call")
                .doesNotContain("looks good", "not on Fridays", "was ended", "1a2b3c")
                .doesNotContain(digest(Approvals.state(asked.request())).hex());
    }
}
