package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.NaiveTree;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on a log as a ledger writes it: each is found at its place, or told in words that say what can't be told. */
class AttackedLedgerTest {

    @TempDir
    private Path directory;

    private WrittenLog log;
    private LogKey key;

    @BeforeEach
    void writeLog() throws Exception {
        log = new WrittenLog(directory).small();
        key = log.key();
        VerificationReport report = log.verifyWithWitness(key);
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.strength()).isEqualTo(Strength.WITNESSED);
    }

    private static List<String> places(VerificationReport report) {
        return report.findings().stream().map(VerificationReport.Problem::place).toList();
    }

    private static String all(VerificationReport report) {
        return report.findings().toString();
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(log.home.resolve(WrittenLog.TRAIL)));
    }

    private VerificationReport with(List<String> lines) throws IOException {
        Files.writeString(
                log.home.resolve(WrittenLog.TRAIL),
                String.join("", lines.stream().map(line -> line + "\n").toList()));
        return log.verify(key);
    }

    @Test
    void shouldNameTheLineThatIsRemoved() throws Exception {
        for (int line = 0; line < 7; line++) {
            List<String> lines = lines();
            String removed = lines.remove(line);
            VerificationReport report = with(lines);
            if (line < 6) {
                assertThat(places(report)).as("line " + line).contains(WrittenLog.TRAIL + ":" + (line + 1));
            } else {
                assertThat(all(report)).contains("is of 7 entries, the trail has 6: entries were cut off the end");
            }
            lines.add(line, removed);
            assertThat(with(lines).findings()).isEmpty();
        }
    }

    @Test
    void shouldNameTheLineThatStandsThereTwiceWhereverItDoes() throws Exception {
        List<String> lines = lines();
        for (int line = 0; line < 7; line++) {
            for (int to = 0; to <= 7; to++) {
                List<String> replayed = new ArrayList<>(lines);
                replayed.add(to, lines.get(line));
                int wrong = to == line ? to + 2 : to + 1;
                assertThat(places(with(replayed)))
                        .as("line " + line + " again at " + to)
                        .contains(WrittenLog.TRAIL + ":" + wrong);
            }
        }
    }

    @Test
    void shouldNameTheFirstOfTwoLinesThatWereSwapped() throws Exception {
        List<String> lines = lines();
        for (int one = 0; one < 7; one++) {
            for (int other = one + 1; other < 7; other++) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, one, other);
                assertThat(places(with(swapped)))
                        .as(one + " and " + other)
                        .contains(WrittenLog.TRAIL + ":" + (one + 1));
            }
        }
    }

    @Test
    void shouldSayOfEveryFileThatIsRemovedWhatThatMeans() throws Exception {
        TreeSet<String> faults = new TreeSet<>();
        TreeSet<String> notes = new TreeSet<>();
        TreeSet<String> nothing = new TreeSet<>();
        for (String file : log.files()) {
            Path path = log.home.resolve(file);
            byte[] bytes = Files.readAllBytes(path);
            Files.delete(path);
            VerificationReport report = log.verify(key);
            String kind = file.replaceFirst("/.*", "");
            (report.findings().isEmpty() ? report.notes().isEmpty() ? nothing : notes : faults).add(kind);
            if (file.startsWith("people")) {
                assertThat(report.people()).isEqualTo(new VerificationReport.PeopleCount(0, 9, 0));
            }
            if (file.startsWith("evidence")) {
                assertThat(report.notes())
                        .singleElement()
                        .asString()
                        .startsWith("Evidence that is not kept, and no entry says");
            }
            Files.write(path, bytes);
        }

        // As docs/formats/ledger.md says: what may be deleted is no fault, and what nobody misses isn't even a note,
        // such as the partial tile of
        // an older checkpoint.
        assertThat(faults).containsExactly("checkpoints", "trail");
        assertThat(notes).containsExactly("checkpoint", "evidence", "people", "tile");
        assertThat(nothing).containsExactly("index", "lock", "tile", "witnesses");
    }

    @Test
    void shouldTakeValuesOfPersonsThatAreGoneForErasedAndNotForAFault() throws Exception {
        WrittenLog.delete(log.home.resolve("people"));
        VerificationReport report = log.verify(key);

        assertThat(report.findings()).isEmpty();
        assertThat(report.strength()).isEqualTo(Strength.SIGNED);
        assertThat(report.people()).isEqualTo(new VerificationReport.PeopleCount(0, 9, 0));
        assertThat(report.notes())
                .singleElement()
                .asString()
                .startsWith("Clear values of persons that are gone, and no entry says that they were erased");
    }

    @Test
    void shouldFindPersonsThatWereExchangedBetweenEntries() throws Exception {
        Path people = log.home.resolve(WrittenLog.PEOPLE);
        List<String> rows = Files.readAllLines(people);
        assertThat(rows).hasSizeGreaterThan(2);
        String swapped =
                rows.get(0).replaceFirst("\"seq\":[0-9]+", rows.get(1).replaceFirst(".*(\"seq\":[0-9]+).*", "$1"));
        Files.write(people, List.of(swapped));

        assertThat(places(log.verify(key))).containsExactly(WrittenLog.PEOPLE + ":1");

        Files.write(people, List.of(rows.get(1), rows.get(0)));
        assertThat(places(log.verify(key))).containsExactly(WrittenLog.PEOPLE + ":2");
        Files.write(people, List.of(rows.get(0), rows.get(0)));
        assertThat(places(log.verify(key))).containsExactly(WrittenLog.PEOPLE + ":2");
    }

    @Test
    void shouldFindEvidenceThatWasSwapped() throws Exception {
        List<Path> blobs = new ArrayList<>();
        for (String file : log.files()) {
            if (file.startsWith("evidence/")) {
                blobs.add(log.home.resolve(file));
            }
        }
        assertThat(blobs).hasSize(2);
        byte[] first = Files.readAllBytes(blobs.get(0));
        Files.write(blobs.get(0), Files.readAllBytes(blobs.get(1)));
        Files.write(blobs.get(1), first);

        assertThat(places(log.verify(key)))
                .contains(
                        "evidence/" + blobs.get(0).getFileName(),
                        "evidence/" + blobs.get(1).getFileName());
    }

    @Test
    void shouldFindEveryFullTileThatIsRemovedOrSwapped() throws Exception {
        log.session(ledger -> WrittenLog.evidence(ledger, 800));
        assertThat(log.verify(key).findings()).isEmpty();
        List<String> full = new ArrayList<>();
        for (String file : log.files()) {
            if (file.matches("tile/(0|entries)/[0-9]{3}")) {
                full.add(file);
            }
        }
        assertThat(full).hasSize(6);
        for (String tile : full) {
            Path path = log.home.resolve(tile);
            byte[] bytes = Files.readAllBytes(path);
            Files.delete(path);
            assertThat(places(log.verify(key))).containsExactly(tile);
            for (String other : full) {
                if (!other.equals(tile)) {
                    Files.write(path, Files.readAllBytes(log.home.resolve(other)));
                    assertThat(places(log.verify(key)))
                            .as(other + " as " + tile)
                            .contains(tile);
                }
            }
            Files.write(path, bytes);
        }
        assertThat(log.verify(key).findings()).isEmpty();
    }

    @Test
    void shouldFindACheckpointThatIsForged() throws Exception {
        String forger = "forger";
        SigningKey other = SigningKey.generate(new SecureRandom());
        List<byte[]> entries = lines().stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        String name = log.files().stream()
                .filter(path -> path.startsWith("checkpoints/"))
                .findFirst()
                .orElseThrow();
        Path file = log.home.resolve(name);
        String before = Files.readString(file);
        String honest = Files.readString(log.home.resolve("checkpoint"));
        String foreign =
                Checkpoint.sign(key.name(), 7, NaiveTree.root(entries), other).toString();
        String wrongRoot = Checkpoint.sign(key.name(), 7, Digest.of(forger.getBytes(StandardCharsets.UTF_8)), other)
                .toString();
        for (String forged : List.of(foreign, wrongRoot)) {
            Files.writeString(file, before.replace(honest, forged));
            Files.writeString(log.home.resolve("checkpoint"), forged);
            VerificationReport report = log.verify(key);

            assertThat(all(report)).contains("no valid signature of the key in force for 7 entries");
            assertThat(places(report)).anyMatch(place -> place.startsWith(name + ":"));
        }
        String ahead =
                Checkpoint.sign(key.name(), 9, NaiveTree.root(entries), other).toString();
        Files.writeString(file, before);
        Files.writeString(file, ahead + "\n", StandardOpenOption.APPEND);
        Files.writeString(log.home.resolve("checkpoint"), ahead);
        assertThat(log.verify(key).findings()).isNotEmpty();
    }

    @Test
    void shouldNotTakeAForeignKeyForOneOfThisLog() throws Exception {
        VerificationReport report = log.verify(new KeysInMemory().publicKey(key.name()));

        assertThat(report.strength()).isEqualTo(Strength.BROKEN);
        assertThat(places(report)).containsExactly("--key");
        assertThat(all(report)).contains("none of the given keys is that or endorses it");
    }

    @Test
    void shouldFindADirectoryThatIsCutOffAtAnyEntry() throws Exception {
        List<String> lines = lines();
        for (int left = 0; left < 7; left++) {
            VerificationReport report = with(lines.subList(0, left));
            assertThat(all(report)).as(left + " entries").contains("the trail has " + left);
        }
        Files.delete(log.home.resolve(WrittenLog.TRAIL));
        assertThat(log.verify(key).findings()).isNotEmpty();
        WrittenLog.delete(log.home.resolve("trail"));
        assertThat(all(log.verify(key))).contains("found nothing, expected the directory of the trail");
    }

    @Test
    void shouldFindADirectoryThatWasPutBackWithWhatIsKeptElsewhereAlone() throws Exception {
        Path backup = directory.resolve("backup");
        WrittenLog.copy(log.home, backup);
        log.session(ledger -> WrittenLog.decide(ledger, 2));
        List<String> later = lines();
        ExpectedHead head = new ExpectedHead(
                later.size(), Digest.of(later.get(later.size() - 1).getBytes(StandardCharsets.UTF_8)));
        WrittenLog.delete(log.home);
        WrittenLog.copy(backup, log.home);

        VerificationReport alone = log.verify(key);
        assertThat(alone.strength()).isEqualTo(Strength.SIGNED);
        assertThat(String.join(" ", alone.words())).contains("put back to an earlier state cannot be excluded");
        assertThat(all(log.verifyWithWitness(key)))
                .contains("witness vault has a checkpoint of 11 entries, the trail has 7");
        assertThat(all(TrailVerifier.verify(log.home, new VerifyOptions(Optional.of(head)))))
                .contains("cut: found 7 entries, expected at least 11");
    }

    /** Whoever puts a part back leaves one that doesn't fit the rest. */
    @Test
    void shouldFindAFolderThatWasPutBackAlone() throws Exception {
        Path backup = directory.resolve("backup");
        WrittenLog.copy(log.home, backup);
        log.session(ledger -> WrittenLog.decide(ledger, 2));
        Path now = directory.resolve("now");
        WrittenLog.copy(log.home, now);
        for (String folder : List.of("trail", "checkpoints")) {
            WrittenLog.delete(log.home.resolve(folder));
            WrittenLog.copy(backup.resolve(folder), log.home.resolve(folder));
            assertThat(log.verify(key).findings()).as(folder).isNotEmpty();
            WrittenLog.delete(log.home);
            WrittenLog.copy(now, log.home);
        }
    }
}
