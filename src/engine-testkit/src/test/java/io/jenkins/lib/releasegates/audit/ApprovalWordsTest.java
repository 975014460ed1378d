package io.jenkins.lib.releasegates.audit;

import static io.jenkins.lib.releasegates.audit.AskedInTests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.EventRow;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of the record say of approvals. */
class ApprovalWordsTest {

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

    private List<String> words() throws LedgerException {
        List<String> words = new ArrayList<>();
        for (TrailEntry entry : ledger.entriesOf("build-1")) {
            words.add(EventRow.of(ledger, entry).words());
        }
        return words;
    }

    @Test
    void shouldSayWhatWasAskedAndAnswered() throws LedgerException {
        AskedInTests asking = new AskedInTests(ledger);
        Standing first = asking.ask("build-1");
        asking.approve(asking.approve(asking.withdraw(asking.approve(first, "alice"), "alice"), "bob"), "alice");
        Standing second = asking.ask("build-1");
        asking.reject(second, "bob");
        Standing third = asking.ask("build-1");
        asking.ended(third, third.request().abort(NOW.plusSeconds(9)));

        String asked = "Approval for production was asked for until 2026-11-23T10:00:00Z: 2 of group sre."
                + " With it go 1 change.";
        assertThat(words())
                .containsExactly(
                        asked,
                        "Approved for production, request " + first.id() + ": looks good, alice says",
                        "An approval was taken back for production, request " + first.id() + ".",
                        "Approved for production, request " + first.id() + ": looks good, bob says",
                        "Approved for production, request " + first.id()
                                + ", with which it is approved: looks good, alice says",
                        asked,
                        "Refused for production, request " + second.id() + ": not on Fridays",
                        asked,
                        "Request " + third.id()
                                + " for approval for production ended: The build that waits for it was ended.");
    }

    @Test
    void shouldSayWhatIsLeftWhenSomebodyWasErased() throws LedgerException {
        AskedInTests asking = new AskedInTests(ledger);
        Standing asked = asking.ask("build-1");
        ledger.approvals()
                .ended(
                        asking.approve(asked, "alice"),
                        asking.approved(asked, "alice").abort(NOW.plusSeconds(90)),
                        AskedInTests.actor("dave"));
        for (String person : List.of("alice", "dave")) {
            ledger.erasure().person(person, Releases.ALICE, "asked for it", NOW);
        }

        assertThat(words())
                .containsExactly(
                        "Approval for production was asked for until 2026-11-23T10:00:00Z: the rule isn't kept."
                                + " With it go 1 change.",
                        "Approved for production, request " + asked.id() + ".",
                        "Request " + asked.id() + " for approval for production ended: aborted");
    }
}
