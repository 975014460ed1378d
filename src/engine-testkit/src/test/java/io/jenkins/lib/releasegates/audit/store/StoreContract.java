package io.jenkins.lib.releasegates.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Store} promises, whatever keeps the entries. A new store gets a class that extends this one. */
public abstract class StoreContract {

    private static final byte[] BLOB = "some evidence".getBytes(StandardCharsets.UTF_8);
    private static final int LIMIT = 1_000_000;

    private Store store;
    private Groups groups;

    /** One that holds nothing. */
    protected abstract Store openEmpty() throws Exception;

    /** What is there after the power went, or the process was killed, and the store is opened again. */
    protected abstract Store openAfterCrash() throws Exception;

    /** Lets the next append fail; the one after the next opening succeeds. */
    protected abstract void failNextAppend() throws Exception;

    /** Makes that entry unreadable where it is kept. */
    protected abstract void damage(long seq) throws Exception;

    /** Puts other bytes in place of that blob. */
    protected abstract void damage(Digest blob) throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
        groups = new Groups(store.head());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void crash() throws Exception {
        store = openAfterCrash();
        groups = new Groups(store.head());
    }

    private Group append(String build, int entries) throws IOException {
        Group group = groups.about(build, entries);
        store.append(List.of(group));
        return group;
    }

    private List<TrailEntry> found(byte[] key) throws Exception {
        List<TrailEntry> all = new ArrayList<>();
        for (Place place : store.places(key, Integer.MAX_VALUE)) {
            all.addAll(0, store.entries(place));
        }
        return all;
    }

    private List<String> lines(long from, long to) throws Exception {
        List<String> lines = new ArrayList<>();
        store.lines(from, to, (seq, line) -> {
            assertThat(seq).isEqualTo(from + lines.size());
            lines.add(new String(line, StandardCharsets.UTF_8));
        });
        return lines;
    }

    private static List<String> lines(Group group) {
        return group.lines().stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void shouldHoldNothingAtFirst() throws Exception {
        assertThat(store.head()).isEqualTo(new Head(0, Head.NONE));
        assertThat(store.origin()).isEmpty();
        assertThat(store.entry(0)).isEmpty();
        assertThat(store.places(EntryKeys.build("a"), 10)).isEmpty();
        assertThat(store.people(0).values()).isEmpty();
        assertThat(store.notices()).isEmpty();
        assertThat(store.damage()).isEmpty();
        assertThat(store.toString()).isNotBlank();
        assertThat(lines(0, 0)).isEmpty();
    }

    @Test
    void shouldHaveWhatWasAppended() throws Exception {
        Group first = append("a", 3);
        Group second = append("b", 1);

        assertThat(store.head())
                .isEqualTo(groups.head())
                .isEqualTo(new Head(4, second.last().hash()));
        assertThat(store.origin()).contains(Groups.ORIGIN);
        for (TrailEntry entry : first.entries()) {
            assertThat(store.entry(entry.seq())).contains(entry);
        }
        assertThat(store.entry(3)).contains(second.last());
        assertThat(store.entry(4)).isEmpty();
        assertThat(store.entry(1_000_000)).isEmpty();
        assertThat(store.people(2).values()).containsEntry("actor.name", "a's person");
        assertThat(store.people(1).values()).isEmpty();
        assertThat(store.people(3).values()).containsEntry("actor.name", "b's person");
        assertThat(store.peopleRow(1)).isEmpty();
        assertThat(new String(store.peopleRow(3).orElseThrow(), StandardCharsets.UTF_8))
                .startsWith("{\"seq\":3,\"values\":{")
                .contains("\"salt\":\"", "\"value\":\"b's person\"");
    }

    @Test
    void shouldShowTheBytesOfEachLine() throws Exception {
        List<String> written = new ArrayList<>(lines(append("a", 3)));
        written.addAll(lines(append("b", 2)));

        assertThat(lines(0, 5)).isEqualTo(written);
        assertThat(lines(2, 4)).isEqualTo(written.subList(2, 4));
        assertThat(lines(5, 5)).isEmpty();
        assertThatThrownBy(() -> lines(4, 6)).isInstanceOf(LedgerException.class);
    }

    @Test
    void shouldFindEntriesByTheirKeysTheNewestFirst() throws Exception {
        Group first = append("a", 2);
        append("b", 1);
        Group second = append("a", 3);
        Group rotation = groups.ofKind("key-rotated");
        Group last = groups.about("c", 1);
        store.append(List.of(rotation, last));

        List<TrailEntry> all = new ArrayList<>(first.entries());
        all.addAll(second.entries());
        assertThat(found(EntryKeys.build("a"))).isEqualTo(all);
        assertThat(found(EntryKeys.build("c"))).isEqualTo(last.entries());
        assertThat(found(EntryKeys.kind("key-rotated"))).isEqualTo(rotation.entries());
        assertThat(found(EntryKeys.kind("other"))).isEmpty();
        assertThat(store.places(EntryKeys.build("a"), 1))
                .singleElement()
                .satisfies(place -> assertThat(place.first()).isBetween(3L, 5L));
        assertThat(store.places(EntryKeys.build("a"), 0)).isEmpty();
    }

    private static List<Long> firsts(List<Place> places) {
        return places.stream().map(Place::first).toList();
    }

    @Test
    void shouldFindWhatPeopleLookForTheNewestFirst() throws Exception {
        append("a", 2);
        append("b", 1);
        store.append(List.of(groups.ofKind("key-rotated"), groups.about("c", 1)));

        for (int again = 0; again < 2; again++) {
            SearchKey job = new SearchKey(SearchKey.By.JOB, "j");
            assertThat(firsts(store.search(job, Long.MAX_VALUE, 10))).containsExactly(4L, 2L, 1L, 0L);
            assertThat(firsts(store.search(job, 4, 2))).containsExactly(2L, 1L);
            assertThat(firsts(store.search(job, 0, 2))).isEmpty();
            assertThat(firsts(store.search(new SearchKey(SearchKey.By.KIND, "key-rotated"), 5, 10)))
                    .containsExactly(3L);
            assertThat(firsts(store.search(SearchKey.day(Releases.NOW), 5, 10))).hasSize(5);
            assertThat(firsts(store.search(new SearchKey(SearchKey.By.PERSON, "somebody"), 5, 10)))
                    .containsExactly(4L, 2L, 1L);
            assertThat(store.search(new SearchKey(SearchKey.By.ARTIFACT, "j"), 5, 10))
                    .isEmpty();
            assertThat(store.search(new SearchKey(SearchKey.By.JOB, "somebody"), 5, 10))
                    .isEmpty();
            store.catchUp();
            crash();
        }
        append("d", 1);
        assertThat(firsts(store.search(new SearchKey(SearchKey.By.PERSON, "somebody"), 6, 1)))
                .containsExactly(5L);
    }

    @Test
    void shouldKeepNothingOfAPersonThatWasErased() throws Exception {
        append("a", 2);
        append("b", 1);
        append("c", 1);
        SearchKey person = new SearchKey(SearchKey.By.PERSON, "somebody");
        assertThat(firsts(store.search(person, Long.MAX_VALUE, 10))).containsExactly(3L, 2L, 1L);
        assertThat(store.entriesOfPerson("somebody")).containsExactly(1L, 2L, 3L);
        assertThat(store.entriesOfPerson("nobody")).isEmpty();

        store.erasePersons(List.of(1L, 3L, 0L));

        for (int again = 0; again < 2; again++) {
            assertThat(store.entriesOfPerson("somebody")).containsExactly(2L);
            assertThat(firsts(store.search(person, Long.MAX_VALUE, 10))).containsExactly(2L);
            assertThat(store.people(1).values()).isEmpty();
            assertThat(store.people(2).actorName()).contains("b's person");
            assertThat(store.head().entries()).isEqualTo(4);
            assertThat(store.entry(1)).isPresent();
            crash();
        }
        append("d", 1);
        assertThat(store.entriesOfPerson("somebody")).containsExactly(2L, 4L);
    }

    @Test
    void shouldKeepManyAndLongValuesOfPersons() throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (int waiver = 0; waiver < 40; waiver++) {
            values.put("waiverRequests." + waiver + ".owner", "owner-" + waiver);
            values.put("waiverRequests." + waiver + ".reason", "ü".repeat(3_990) + waiver);
        }
        append("a", 1);
        store.append(List.of(groups.about("b", 1, values)));
        append("c", 1);

        for (int again = 0; again < 3; again++) {
            assertThat(store.people(0).actorName()).contains("a's person");
            assertThat(store.people(1).values()).isEqualTo(values);
            assertThat(store.people(2).actorName()).contains("c's person");
            assertThat(store.entriesOfPerson("owner-39")).containsExactly(1L);
            crash();
        }
        store.erasePersons(List.of(0L));
        assertThat(store.people(1).values()).isEqualTo(values);
        store.erasePersons(List.of(1L));
        assertThat(store.people(1).values()).isEmpty();
        assertThat(store.people(2).actorName()).contains("c's person");
    }

    @Test
    void shouldKeepABlobNoLongerThatWasErased() throws Exception {
        Digest name = Digest.of(BLOB);
        store.keep(name, BLOB);
        store.erase(name);
        store.erase(name);
        assertThat(store.blob(name, LIMIT)).isEmpty();
        crash();
        assertThat(store.blob(name, LIMIT)).isEmpty();
        store.keep(name, BLOB);
        assertThat(store.blob(name, LIMIT)).contains(BLOB);
        store.erase(name);
        store.keep(name, BLOB);
        assertThat(store.blob(name, LIMIT)).contains(BLOB);
    }

    @Test
    void shouldKeepMoreThanOneFileHolds() throws Exception {
        List<String> written = new ArrayList<>();
        List<Group> round = new ArrayList<>();
        for (int build = 0; build < 500; build++) {
            round.add(groups.about("build-" + build, 5));
            written.addAll(lines(round.get(round.size() - 1)));
            if (build % 7 == 0) {
                store.append(round);
                round.clear();
            }
        }
        store.append(round);

        for (int again = 0; again < 2; again++) {
            assertThat(store.head().entries()).isEqualTo(2_500);
            assertThat(lines(0, 2_500)).isEqualTo(written);
            assertThat(lines(990, 1_010)).isEqualTo(written.subList(990, 1_010));
            assertThat(found(EntryKeys.build("build-199")))
                    .extracting(TrailEntry::seq)
                    .containsExactly(995L, 996L, 997L, 998L, 999L);
            assertThat(store.entry(1_999).orElseThrow().build()).isEqualTo("build-399");
            assertThat(store.people(1_999).actorName()).contains("build-399's person");
            crash();
        }
    }

    @Test
    void shouldReadAnyEntryWhateverWasReadBefore() throws Exception {
        List<String> written = new ArrayList<>();
        for (int build = 0; build < 1_300; build++) {
            Group group = groups.about("build-" + build, 2);
            store.append(List.of(group));
            written.addAll(lines(group));
            // While it grows, too: where a line begins doesn't change when others come.
            assertThat(store.entry(build / 3).orElseThrow().build()).isEqualTo("build-" + build / 3 / 2);
        }
        List<Long> order = new ArrayList<>(LongStream.range(0, 2_600).boxed().toList());
        Collections.shuffle(order, new Random(7));

        for (long seq : order.subList(0, 1_200)) {
            assertThat(lines(seq, seq + 1)).containsExactly(written.get((int) seq));
            assertThat(store.entry(seq).orElseThrow().build()).isEqualTo("build-" + seq / 2);
            assertThat(store.people(seq).actorName().isPresent()).isEqualTo(seq % 2 == 1);
            assertThat(store.peopleRow(seq).isPresent()).isEqualTo(seq % 2 == 1);
        }
    }

    @Test
    void shouldHaveEverythingAfterACrash() throws Exception {
        Group first = append("a", 3);
        store.keep(Digest.of(BLOB), BLOB);
        Head head = store.head();

        for (int crashes = 0; crashes < 3; crashes++) {
            crash();
            assertThat(store.head()).isEqualTo(head);
            assertThat(store.origin()).contains(Groups.ORIGIN);
            assertThat(found(EntryKeys.build("a"))).isEqualTo(first.entries());
            assertThat(store.people(2).actorName()).contains("a's person");
            assertThat(store.blob(Digest.of(BLOB), LIMIT)).contains(BLOB);
            assertThat(store.damage()).isEmpty();
        }
        Group second = append("a", 1);
        assertThat(found(EntryKeys.build("a"))).hasSize(4).endsWith(second.last());
    }

    @Test
    void shouldHaveEverythingAfterItWasSettledAndClosed() throws Exception {
        Group first = append("a", 3);
        store.settle();
        Group second = append("b", 2);
        store.settle();
        store.close();

        crash();
        assertThat(found(EntryKeys.build("a"))).isEqualTo(first.entries());
        assertThat(found(EntryKeys.build("b"))).isEqualTo(second.entries());
        assertThat(store.notices()).isEmpty();
        assertThat(store.head().last()).isEqualTo(second.last().hash());
    }

    @Test
    void shouldAcknowledgeNothingOfAnAppendThatFailed() throws Exception {
        failNextAppend();
        List<Group> round = List.of(groups.about("a", 3), groups.about("b", 2));

        assertThatThrownBy(() -> store.append(round)).isInstanceOf(IOException.class);

        assertThat(store.head()).isEqualTo(new Head(0, Head.NONE));
        assertThat(store.entry(0)).isEmpty();
        assertThat(store.places(EntryKeys.build("a"), 10)).isEmpty();
    }

    @Test
    void shouldHaveABeginningOfAnAppendThatFailedAndNoPersonWithoutAnEntry() throws Exception {
        failNextAppend();
        List<Group> round = List.of(groups.about("a", 3), groups.about("b", 2));
        assertThatThrownBy(() -> store.append(round)).isInstanceOf(IOException.class);
        List<String> asked = new ArrayList<>(lines(round.get(0)));
        asked.addAll(lines(round.get(1)));

        crash();

        int there = (int) store.head().entries();
        assertThat(there).isLessThanOrEqualTo(5);
        assertThat(lines(0, there)).isEqualTo(asked.subList(0, there));
        assertThat(store.people(2).values().isEmpty()).isEqualTo(there < 3);
        assertThat(store.people(4).values().isEmpty()).isEqualTo(there < 5);
        Group next = append("c", 1);
        assertThat(store.entry(there)).contains(next.last());
        crash();
        assertThat(found(EntryKeys.build("c"))).isEqualTo(next.entries());
    }

    @Test
    void shouldSayThatAnEntryIsNotWhatWasPutThere() throws Exception {
        append("a", 3);
        append("b", 1);
        damage(1);

        assertThatThrownBy(() -> store.entry(1))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("1");
        assertThatThrownBy(() -> found(EntryKeys.build("a"))).isInstanceOf(LedgerException.class);
        assertThat(store.entry(0)).isPresent();
        assertThat(store.entry(3)).isPresent();
        assertThat(found(EntryKeys.build("b"))).hasSize(1);
    }

    @Test
    void shouldKeepBlobsUnderTheirDigest() throws Exception {
        Digest name = Digest.of(BLOB);
        assertThat(store.blob(name, LIMIT)).isEmpty();

        store.keep(name, BLOB);
        store.keep(name, BLOB);

        assertThat(store.blob(name, LIMIT)).contains(BLOB);
        assertThat(store.blob(name, BLOB.length)).contains(BLOB);
        assertThat(store.blob(Digest.of(new byte[0]), LIMIT)).isEmpty();
        assertThatThrownBy(() -> store.blob(name, BLOB.length - 1)).isInstanceOf(LedgerException.class);
    }

    @Test
    void shouldKeepABlobOfNoBytes() throws Exception {
        byte[] nothing = {};
        store.keep(Digest.of(nothing), nothing);
        assertThat(store.blob(Digest.of(nothing), LIMIT)).contains(nothing);
    }

    @Test
    void shouldSayThatABlobIsSomethingElseAndTakeTheRightOneAgain() throws Exception {
        Digest name = Digest.of(BLOB);
        store.keep(name, BLOB);
        damage(name);

        assertThatThrownBy(() -> store.blob(name, LIMIT))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(name.hex());
        crash();
        store.keep(name, BLOB);
        assertThat(store.blob(name, LIMIT)).contains(BLOB);
    }

    @Test
    void shouldKeepWhatItWasGivenWhateverTheCallerDoesWithItLater() throws Exception {
        byte[] bytes = Arrays.copyOf(BLOB, BLOB.length);
        store.keep(Digest.of(BLOB), bytes);
        bytes[0]++;
        Group group = append("a", 1);
        group.lines().get(0)[0]++;

        assertThat(store.blob(Digest.of(BLOB), LIMIT)).contains(BLOB);
        assertThat(lines(0, 1).get(0)).startsWith("{");
    }

    @Test
    void shouldLetAnyNumberReadWhileOneAppends() throws Exception {
        append("build-0", 3);
        ExecutorService readers = Executors.newFixedThreadPool(3);
        AtomicBoolean done = new AtomicBoolean();
        List<Future<Long>> read = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
            read.add(readers.submit(() -> {
                long rounds = 0;
                while (!done.get()) {
                    Head head = store.head();
                    assertThat(store.entry(head.entries() - 1).orElseThrow().hash())
                            .isEqualTo(head.last());
                    assertThat(found(EntryKeys.build("build-0"))).hasSize(3);
                    rounds++;
                }
                return rounds;
            }));
        }
        for (int build = 1; build <= 150; build++) {
            append("build-" + build, 3);
            assertThat(found(EntryKeys.build("build-" + build))).hasSize(3);
        }
        done.set(true);
        for (Future<Long> rounds : read) {
            assertThat(rounds.get(20, TimeUnit.SECONDS)).isPositive();
        }
        readers.shutdown();
    }

    @Test
    void shouldBeClosedTwiceWithoutComplaint() throws Exception {
        append("a", 1);
        store.close();
        assertThatCode(store::close).doesNotThrowAnyException();
    }
}
