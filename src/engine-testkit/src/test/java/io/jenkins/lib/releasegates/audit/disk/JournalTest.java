package io.jenkins.lib.releasegates.audit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.Remains;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal alone; that a ledger loses nothing with it is shown by the tests that cut the power. */
class JournalTest {

    private static final String A = "trail/000000000000.jsonl";
    private static final String B = "people/000000000000.jsonl";

    private ForgetfulDisk disk = new ForgetfulDisk();

    @BeforeEach
    void makeDirectories() throws IOException {
        for (String directory : List.of("trail", "people", "tmp")) {
            disk.makeDirectory(directory);
        }
        disk.forceDirectory("");
    }

    private static Piece piece(String file, long offset, String text) {
        return new Piece(file, offset, text.getBytes(StandardCharsets.UTF_8));
    }

    private int redo() throws Exception {
        return Journal.redo(disk, List.of(A, B)::contains);
    }

    private String content(String file) throws IOException {
        return new String(disk.read(file, 0, 1 << 20), StandardCharsets.UTF_8);
    }

    /** What a redo has put into a file that wasn't there before; takes it away again. */
    private String taken() throws IOException {
        String content = disk.size(A).isPresent() ? content(A) : "";
        disk.delete(A);
        return content;
    }

    private void losePower() {
        disk = disk.afterPowerCut(Remains.FORCED, 1);
    }

    private void rewrite(byte[] journal) throws IOException {
        disk.delete(Journal.FILE);
        disk.append(Journal.FILE, journal);
    }

    @Test
    void shouldPutEverythingIntoItsPlaceThatWasWritten() throws Exception {
        Journal journal = new Journal(disk);
        journal.write(List.of(piece(B, 0, "one "), piece(A, 0, "1")));
        journal.write(List.of(piece(B, 4, "two"), piece(A, 1, "2")));
        losePower();

        assertThat(redo()).isEqualTo(4);

        assertThat(content(B)).isEqualTo("one two");
        assertThat(content(A)).isEqualTo("12");
        assertThat(disk.size(Journal.FILE)).isEmpty();
        losePower();
        assertThat(content(B)).as("durable").isEqualTo("one two");
        assertThat(redo()).as("nothing is left").isZero();
    }

    @Test
    void shouldOverwriteWhatACrashHasLeftOfTheSameBytesAndKeepWhatStandsBehind() throws Exception {
        new Journal(disk).write(List.of(piece(A, 2, "good")));
        disk.append(A, "xx\0\0\0\0behind".getBytes(StandardCharsets.UTF_8));

        redo();

        assertThat(content(A)).isEqualTo("xxgoodbehind");
    }

    @Test
    void shouldPassOverRecordsOfAnEarlierTurn() throws Exception {
        Journal journal = new Journal(disk);
        journal.write(List.of(piece(A, 0, "a long record of the first turn")));
        journal.write(List.of(piece(A, 31, "another")));
        disk.append(A, "a long record of the first turnanother".getBytes(StandardCharsets.UTF_8));
        disk.force(A);
        disk.forceDirectory("trail");
        journal.reset();
        journal.write(List.of(piece(A, 38, "!")));
        losePower();

        assertThat(redo()).isEqualTo(1);
        assertThat(content(A)).isEqualTo("a long record of the first turnanother!");
    }

    @Test
    void shouldTakeNoTextForARecordThatSomebodyHadRecorded() throws Exception {
        ForgetfulDisk elsewhere = new ForgetfulDisk();
        Journal other = new Journal(elsewhere);
        other.write(List.of(piece(A, 0, "")));
        long begin = elsewhere.size(Journal.FILE).orElseThrow();
        other.write(List.of(piece(B, 0, "forged")));
        byte[] forged = elsewhere.read(Journal.FILE, begin, 1 << 20);
        Journal journal = new Journal(disk);
        journal.write(List.of(piece(A, 0, "")));
        disk.write(Journal.FILE, begin, forged);

        assertThat(redo()).isZero();

        assertThat(disk.size(B)).isEmpty();
    }

    @Test
    void shouldEndAtTheFirstByteThatIsWrong() throws Exception {
        Journal journal = new Journal(disk);
        journal.write(List.of(piece(A, 0, "first")));
        int first = (int) disk.size(Journal.FILE).orElseThrow();
        journal.write(List.of(piece(A, 5, "second")));
        byte[] whole = disk.read(Journal.FILE, 0, 1 << 20);
        for (int flipped = 0; flipped < whole.length; flipped++) {
            byte[] journalBytes = whole.clone();
            journalBytes[flipped] ^= 1;
            rewrite(journalBytes);

            redo();
            assertThat(taken()).as("byte %s", flipped).isEqualTo(flipped < first ? "" : "first");
        }
        for (int length = 0; length < whole.length; length++) {
            rewrite(Arrays.copyOf(whole, length));

            redo();
            assertThat(taken()).as("cut at %s", length).isEqualTo(length < first ? "" : "first");
        }
    }

    @Test
    void shouldTakeAnyBytesForHostile() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 4 && random.nextBoolean()) {
                System.arraycopy(new byte[] {'R', 'G', 'J', '1'}, 0, bytes, 0, 4);
            }
            rewrite(bytes);

            assertThat(redo()).isZero();
        }
        assertThat(disk.list("trail")).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "../../etc/passwd, 0, names a file that is none of the ledger's",
        "trail/000000000000.jsonl, 7, 'goes on at byte 7 of trail/000000000000.jsonl, which has 0 bytes'",
    })
    void shouldRefuseWhatNoCrashLeaves(String file, long offset, String words) throws Exception {
        new Journal(disk).write(List.of(piece(file, offset, "x")));

        assertThatThrownBy(this::redo).isInstanceOf(UnfitJournalException.class).hasMessageContaining(words);
        assertThat(disk.size(Journal.FILE)).as("left for a person").isPresent();
    }

    @Test
    void shouldLeaveNothingOfWhatWasWrittenWhenCleared() throws Exception {
        Journal journal = new Journal(disk);
        journal.write(List.of(piece(B, 0, "a person's name")));

        journal.clear();

        losePower();
        assertThat(disk.size(Journal.FILE)).isEmpty();
        journal = new Journal(disk);
        journal.write(List.of(piece(B, 0, "another")));
        losePower();
        assertThat(redo()).as("its name lasts again").isEqualTo(1);
    }

    @Test
    void shouldBeFullWhereATurnEndsButTakeALongRecordAlone() throws Exception {
        Journal journal = new Journal(disk);
        List<Piece> longer = List.of(new Piece(A, 0, new byte[Journal.TURN_BYTES + 1]));
        assertThat(journal.isFull(longer)).isFalse();
        journal.write(longer);
        assertThat(journal.isFull(List.of(piece(B, 0, "x")))).isTrue();
        losePower();
        assertThat(redo()).isEqualTo(1);
        assertThat(disk.size(A)).hasValue(Journal.TURN_BYTES + 1L);
    }
}
