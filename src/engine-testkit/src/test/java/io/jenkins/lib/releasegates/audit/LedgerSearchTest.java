package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.Change;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.What;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerSearchTest {

    private static final int EVENTS = 3_000;

    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final Random random = new Random(11);
    private final List<TrailEntry> all = new ArrayList<>();
    private final List<String> actors = new ArrayList<>();

    @BeforeEach
    void recordEvents() throws LedgerException {
        try (Ledger ledger = open()) {
            Instant at = Releases.NOW;
            for (int i = 0; i < EVENTS; i++) {
                // Hours pass, and now and then a clock goes back a little.
                at = at.plus(Duration.ofMinutes(random.nextInt(50) - 5L));
                String name = "job-" + random.nextInt(7);
                Actor actor = new Actor("user-" + random.nextInt(5), "somebody", Actor.Means.SESSION);
                What what = random.nextInt(30) == 0 ? What.BUILD : What.JOB;
                all.add(ledger.record(
                        new SubjectChanged(what, Change.RENAMED, "before", Optional.of("after")),
                        EntrySubject.job("id-" + name, name),
                        actor,
                        Map.of(),
                        at));
                actors.add(actor.id());
            }
        }
    }

    private Ledger open() throws LedgerException {
        return Ledger.open(disk, new SecureRandom());
    }

    private List<TrailEntry> naively(LedgerQuery query) {
        List<TrailEntry> found = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            TrailEntry entry = all.get(i);
            String actor = actors.get(i);
            boolean theirs = query.person().filter(id -> !id.equals(actor)).isEmpty();
            if (query.fits(entry) && theirs) {
                found.add(entry);
            }
        }
        return found;
    }

    private static List<TrailEntry> paged(Ledger ledger, LedgerQuery query, int page) throws LedgerException {
        List<TrailEntry> found = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (before >= 0) {
            LedgerSearch.Page next = ledger.find(query, before, page);
            assertThat(next.entries()).hasSizeLessThanOrEqualTo(page);
            found.addAll(next.entries());
            before = next.next().orElse(-1);
        }
        return found;
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(3) == 0 ? Optional.of(value) : Optional.empty();
    }

    @Test
    void shouldFindWhatALookAtEveryEntryFindsWhateverIsCombined() throws Exception {
        try (Ledger ledger = open()) {
            Instant last = all.get(all.size() - 1).at();
            long minutes = Duration.between(Releases.NOW, last).toMinutes();
            int hits = 0;
            for (int i = 0; i < 120; i++) {
                LedgerQuery query = new LedgerQuery(
                        maybe((random.nextBoolean() ? "id-" : "") + "job-" + random.nextInt(8)),
                        Optional.empty(),
                        Optional.empty(),
                        maybe("user-" + random.nextInt(6)),
                        maybe(random.nextBoolean() ? "build-changed" : "job-changed"),
                        maybe(Releases.NOW.plus(Duration.ofMinutes((long) (random.nextDouble() * minutes)))),
                        maybe(Releases.NOW.plus(Duration.ofMinutes((long) (random.nextDouble() * minutes)))));
                List<TrailEntry> expected = naively(query);
                assertThat(paged(ledger, query, 1 + random.nextInt(400)))
                        .as(query.toString())
                        .isEqualTo(expected);
                hits += expected.size();
            }
            assertThat(hits).isGreaterThan(10_000);
        }
    }

    @Test
    void shouldFindWhatHasJustBeenRecordedAndByAnArtifact() throws Exception {
        try (Ledger ledger = open()) {
            ReleaseContext context = Releases.context(
                    Releases.build(1),
                    Releases.evidence(90, 0),
                    Releases.artifact("a.jar"),
                    Releases.artifact("b.jar"));
            RecordedDecision recorded = ledger.record(Releases.decide(context), context, Releases.ALICE);

            assertThat(ledger.find(artifact("b.jar"), Long.MAX_VALUE, 10).entries())
                    .containsExactly(recorded.entry());
            assertThat(ledger.find(artifact("c.jar"), Long.MAX_VALUE, 10).entries())
                    .isEmpty();
            assertThat(ledger.find(LedgerQuery.ALL, Long.MAX_VALUE, 1).entries())
                    .containsExactly(recorded.entry());
        }
    }

    private static LedgerQuery artifact(String name) {
        Digest digest = Releases.artifact(name).digest();
        return LedgerQuery.ALL.ofArtifact(digest);
    }

    @Test
    void shouldFindTheSameAfterItsIndexWasLostOrDamaged() throws Exception {
        LedgerQuery query = LedgerQuery.ALL.ofJob("job-3").ofPerson("user-1");
        try (Ledger ledger = open()) {
            assertThat(paged(ledger, query, 50)).isEqualTo(naively(query)).isNotEmpty();
        }
        for (String damage : List.of("search-mark", "search-secret", "search-rows")) {
            disk.delete("index/" + damage);
            try (Ledger ledger = open()) {
                assertThat(paged(ledger, query, 50)).as(damage).isEqualTo(naively(query));
            }
        }
        int size = (int) disk.size("index/search-rows").orElseThrow();
        byte[] rows = disk.read("index/search-rows", 0, size);
        rows[size / 2] ^= 1;
        disk.delete("index/search-rows");
        disk.append("index/search-rows", rows);
        try (Ledger ledger = open()) {
            assertThat(paged(ledger, LedgerQuery.ALL, 500)).hasSize(EVENTS);
            assertThat(paged(ledger, query, 50)).isEqualTo(naively(query));
        }
    }

    @Test
    void shouldNotTellPersonsByItsIndex() throws Exception {
        try (Ledger ledger = open()) {
            assertThat(paged(ledger, LedgerQuery.ALL, 500)).hasSize(EVENTS);
            ledger.find(LedgerQuery.ALL.ofPerson("user-1"), Long.MAX_VALUE, 1);
        }
        byte[] secret = disk.read("index/search-secret", 0, 100);
        try (Ledger ledger = open()) {
            assertThat(ledger.erasure().person("user-1", Releases.ALICE, "asked for it", Releases.NOW))
                    .isGreaterThan(400);
        }
        assertThat(disk.list("index")).doesNotContain("search-rows", "search-secret");
        try (Ledger ledger = open()) {
            ledger.find(artifact("x"), Long.MAX_VALUE, 1);
        }
        assertThat(disk.read("index/search-secret", 0, 100))
                .isNotEqualTo(secret)
                .hasSize(32);
    }
}
