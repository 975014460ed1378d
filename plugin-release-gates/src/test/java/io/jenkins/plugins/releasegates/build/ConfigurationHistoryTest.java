package io.jenkins.plugins.releasegates.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.Change;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.What;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits.Edits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationHistoryTest {

    private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");
    private static final String ID = "5f0e3a52-9d0c-4c1b-8a53-0f3a9be2a7c4";

    @TempDir
    private Path directory;

    private Ledger ledger;
    private ConfiguredJob job;

    @BeforeEach
    void open() throws IOException, LedgerException {
        ledger = Ledger.open(directory.resolve("ledger"));
        job = job("shop/cart", false);
        configure("first");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private ConfiguredJob job(String name, boolean shared) throws IOException {
        Path jobs = Files.createDirectories(directory.resolve(name));
        return new ConfiguredJob(jobs, ID, name, shared);
    }

    private void configure(String content) throws IOException {
        Files.writeString(job.directory().resolve("config.xml"), "<project>" + content + "</project>");
    }

    private void look() throws IOException, LedgerException {
        new ConfigurationLook(job, job.digest(), JobChanges.NOBODY, false).record(ledger, AT);
    }

    private void save(String account, String content) throws IOException, LedgerException {
        configure(content);
        Actor actor = new Actor(account, account.isEmpty() ? "Jenkins itself" : "A Person", Actor.Means.SESSION);
        new ConfigurationLook(job, job.digest(), actor, true).record(ledger, AT);
    }

    private void told(Change change, String before, String after) throws LedgerException {
        ledger.record(
                new SubjectChanged(What.JOB, change, before, Optional.ofNullable(after.isEmpty() ? null : after)),
                EntrySubject.job(ID, after.isEmpty() ? before : after),
                JobChanges.NOBODY,
                Map.of(),
                AT);
    }

    private Edits since(long seq) throws IOException, LedgerException {
        return new ConfigurationHistory(ledger, job).since(seq, job.digest(), KnownConfiguration.in(job.directory()));
    }

    private Edits edits() throws IOException, LedgerException {
        return since(-1);
    }

    private static Edits by(String... persons) {
        return new Edits(List.of(persons), false, "");
    }

    private void assertUnknown(String why, String... persons) throws IOException, LedgerException {
        assertThat(edits()).isEqualTo(new Edits(List.of(persons), true, why));
    }

    private List<TrailEntry> entries() throws LedgerException {
        return ledger.find(LedgerQuery.ALL, Long.MAX_VALUE, 1_000).entries();
    }

    @Test
    void shouldRecordNothingWhileNothingChanges() throws Exception {
        look();
        look();
        save("alice", "first");

        assertThat(entries()).isEmpty();
        assertThat(edits()).isEqualTo(by());
    }

    @Test
    void shouldNameWhoSavedEachOnceInTheirOrder() throws Exception {
        look();
        Digest first = job.digest();
        save("bob", "second");
        save("alice", "third");
        save("bob", "fourth");

        assertThat(edits()).isEqualTo(by("bob", "alice"));
        assertThat(entries()).hasSize(3);
        assertThat(ledger.event(entries().get(2)))
                .hasValue(SubjectChanged.configured(
                        "shop/cart",
                        Optional.of(first),
                        Digest.parse(entries()
                                .get(1)
                                .body()
                                .path("configurationBefore")
                                .asText())));
        assertThat(entries().get(2).subject().toString()).contains(ID, "shop/cart");
    }

    @Test
    void shouldTellWhatCameAfterAnEntryAlone() throws Exception {
        look();
        save("alice", "second");
        long promoted = ledger.head().entries() - 1;
        assertThat(since(promoted)).isEqualTo(by());

        save("bob", "third");

        assertThat(since(promoted)).isEqualTo(by("bob"));
        assertThat(since(promoted + 1)).isEqualTo(by());
    }

    @Test
    void shouldTakeAnEditBackForTwoEdits() throws Exception {
        look();
        save("alice", "second");
        save("bob", "first");

        assertThat(edits()).isEqualTo(by("alice", "bob"));
    }

    @Test
    void shouldDoubtWhatNobodyInParticularSaved() throws Exception {
        look();
        save("", "second");
        save("alice", "third");

        assertUnknown("nobody in particular changed it in entry 0", "alice");
    }

    @Test
    void shouldDoubtAnEditOnTheDiskUntilItIsRecorded() throws Exception {
        look();
        configure("second");
        assertUnknown("it isn't what was saved last, so it was edited on the disk");

        look();
        assertUnknown("nobody in particular changed it in entry 0");
        assertThat(since(0)).isEqualTo(by());
    }

    @Test
    void shouldDoubtAnEditOnTheDiskThatTookTheFileAlong() throws Exception {
        look();
        save("alice", "second");
        configure("third");
        KnownConfiguration.remember(job.directory(), job.digest());

        assertUnknown("it isn't what was saved last, so it was edited on the disk", "alice");
        save("bob", "fourth");
        assertUnknown("between two saves it was edited on the disk", "alice", "bob");
    }

    @Test
    void shouldDoubtWhatWasNeverLookedAt() throws Exception {
        assertUnknown("nobody has looked at it before");

        save("alice", "second");

        assertUnknown("what it was before entry 0 isn't known", "alice");
    }

    @Test
    void shouldKnowFromTheRecordWhatTheFileHasLost() throws Exception {
        look();
        save("alice", "second");
        Files.delete(job.directory().resolve("release-gates-configuration"));
        assertThat(edits()).isEqualTo(by("alice"));

        look();
        assertThat(edits()).isEqualTo(by("alice"));
        Files.delete(job.directory().resolve("release-gates-configuration"));
        configure("third");
        look();

        assertUnknown("nobody in particular changed it in entry 1", "alice");
    }

    @Test
    void shouldDoubtWhatCouldNotBeRecorded() throws Exception {
        look();
        KnownConfiguration.lose(job.directory());
        assertUnknown("a change of it could not be recorded");

        save("alice", "second");
        assertUnknown("what it was before entry 0 isn't known", "alice");
        assertThat(since(0)).isEqualTo(by());

        for (String strange : List.of("", "sha256:1", "x".repeat(10_000))) {
            Files.writeString(job.directory().resolve("release-gates-configuration"), strange);
            assertThat(since(0).why()).isEqualTo("a change of it could not be recorded");
        }
    }

    @Test
    void shouldDoubtWhoseNameWasErased() throws Exception {
        look();
        save("alice", "second");
        ledger.erasure().person("alice", JobChanges.NOBODY, "alice has asked for it", AT);

        assertUnknown("who changed it in entry 0 was erased");
    }

    @Test
    void shouldGoWithTheJob() throws Exception {
        look();
        save("alice", "second");
        told(Change.RENAMED, "shop/cart", "shop/basket");
        job = new ConfiguredJob(job.directory(), ID, "shop/basket", false);
        save("bob", "third");

        assertThat(edits()).isEqualTo(by("alice", "bob"));
    }

    @Test
    void shouldKeepBranchesApart() throws Exception {
        job = job("shop/main", true);
        configure("main");
        look();
        save("alice", "main 2");
        ConfiguredJob main = job;
        job = job("shop/other", true);
        configure("other");
        look();
        save("bob", "other 2");
        assertThat(edits()).isEqualTo(by("bob"));

        job = main;
        assertThat(edits()).isEqualTo(by("alice"));
        told(Change.MOVED, "shop/main", "moved/main");
        told(Change.MOVED, "shop/other", "shop/main");
        assertThat(edits()).as("of the one that has the name now").isNotEqualTo(by("alice"));
        job = new ConfiguredJob(main.directory(), ID, "moved/main", true);
        assertThat(edits()).isEqualTo(by("alice"));
    }

    @Test
    void shouldDoubtABranchThatCameAgain() throws Exception {
        job = job("shop/main", true);
        configure("main");
        look();
        save("mallory", "main 2");
        told(Change.DELETED, "shop/main", "");
        Files.delete(job.directory().resolve("release-gates-configuration"));
        configure("main");
        look();

        assertUnknown("it was made anew");
        assertThat(since(1)).isEqualTo(by());
        save("alice", "main 3");
        assertThat(since(1)).isEqualTo(by("alice"));
    }

    @Test
    void shouldSayWhenThereIsTooMuchToLookAt() throws Exception {
        look();
        save("alice", "second");
        for (int i = 0; i < 2_100; i++) {
            told(Change.RENAMED, "shop/a", "shop/b");
        }

        assertUnknown("there are more entries than were looked at");
        assertThat(since(200)).isEqualTo(by());
    }

    @Test
    void shouldNameAFewDoubtsOfMany() throws Exception {
        look();
        for (int i = 0; i < 5; i++) {
            save("", "again " + i);
        }

        Edits edits = edits();

        assertThat(edits.unknown()).isTrue();
        assertThat(edits.why())
                .startsWith("nobody in particular changed it in entry 4; ")
                .endsWith("; and more")
                .hasSizeLessThan(451);
    }
}
