package io.jenkins.plugins.securityscan.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.securityscan.database.CurrentDatabase.Found;
import io.jenkins.plugins.securityscan.database.CurrentDatabase.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String VERSION = "20261121T100000Z-3fb0c2aa";

    @TempDir
    private Path all;

    private Found look() {
        return new SnapshotFolder(all).look(NOW);
    }

    @Test
    void shouldReadWhatWasCopiedThere() throws IOException {
        Path folder = SnapshotOnDisk.write(all, VERSION, NOW.minusSeconds(60));

        Snapshot snapshot = look().current().orElseThrow();

        assertThat(snapshot.folder()).isEqualTo(folder);
        assertThat(snapshot.version()).isEqualTo(VERSION);
        assertThat(snapshot.digest())
                .isEqualTo(SnapshotOnDisk.digest(Files.readString(folder.resolve("snapshot.json"))));
        assertThat(snapshot.lastChecked()).isEqualTo(NOW.minusSeconds(60));
        assertThat(snapshot.lastModified()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(snapshot.source()).isEqualTo("https://mirror.example/nvd/");
        assertThat(snapshot.records()).isEqualTo(13);
        assertThat(snapshot.knownExploited()).hasValue(2);
        assertThat(snapshot.bytes())
                .isEqualTo(Files.size(folder.resolve("snapshot.json"))
                        + Files.size(folder.resolve("odc.mv.db"))
                        + Files.size(folder.resolve("kev.json")));
    }

    @Test
    void shouldFindNothingWhereNothingIs() {
        assertThat(new SnapshotFolder(all.resolve("missing")).look(NOW)).isEqualTo(Found.NOTHING);
    }

    @Test
    void shouldTakeTheOneThatWasCheckedLast() throws IOException {
        SnapshotOnDisk.write(all, "a-newest", NOW.minusSeconds(1));
        SnapshotOnDisk.write(all, "z-older", NOW.minusSeconds(2));
        SnapshotOnDisk.write(all, "m-oldest", NOW.minusSeconds(3));

        assertThat(look().whole()).extracting(Snapshot::version).containsExactly("a-newest", "z-older", "m-oldest");
    }

    private interface Harm {
        void to(Path folder) throws IOException;
    }

    static Stream<Arguments> harms() {
        return Stream.of(
                Arguments.of(
                        "nothing but an empty folder",
                        harm(folder -> {
                            for (String file : new String[] {"snapshot.json", "odc.mv.db", "kev.json"}) {
                                Files.delete(folder.resolve(file));
                            }
                        }),
                        "no snapshot.json"),
                Arguments.of(
                        "a copy that has just begun",
                        harm(folder -> Files.delete(folder.resolve("odc.mv.db"))),
                        "no file odc.mv.db"),
                Arguments.of(
                        "a copy without the catalog",
                        harm(folder -> Files.delete(folder.resolve("kev.json"))),
                        "no file kev.json"),
                Arguments.of(
                        "a database that is cut",
                        harm(folder -> Files.writeString(folder.resolve("odc.mv.db"), "the data")),
                        "8 bytes of odc.mv.db"),
                Arguments.of(
                        "a database with another byte",
                        harm(folder -> Files.writeString(folder.resolve("odc.mv.db"), "The database " + VERSION)),
                        "odc.mv.db with sha256:"),
                Arguments.of(
                        "a link in place of the database",
                        harm(folder -> {
                            Files.move(folder.resolve("odc.mv.db"), folder.resolve("real"));
                            Files.createSymbolicLink(folder.resolve("odc.mv.db"), folder.resolve("real"));
                        }),
                        "no file odc.mv.db"),
                Arguments.of(
                        "a description that is cut",
                        harm(folder -> cut(folder.resolve("snapshot.json"))),
                        "no readable snapshot.json"),
                Arguments.of("an empty database", replaced("\"records\": 13", "\"records\": 0"), "an empty database"),
                Arguments.of("another format", replaced("\"format\": 1", "\"format\": 2"), "another format"),
                Arguments.of("no number of bytes", replaced("\"bytes\"", "\"size\""), "where a number were expected"),
                Arguments.of("no digest", replaced("sha256\":", "sha1\":"), "where a digest was expected"),
                Arguments.of(
                        "a time that is none",
                        replaced("\"lastChecked\": \"2026", "\"lastChecked\": \"yesterday 2026"),
                        "lastChecked \"yesterday"),
                Arguments.of(
                        "a clock that is a year ahead",
                        replaced("\"lastChecked\": \"2026", "\"lastChecked\": \"2027"),
                        "in the future"),
                Arguments.of(
                        "another name than its version",
                        replaced("\"version\": \"2026", "\"version\": \"2025"),
                        "the version 20251121T100000Z-3fb0c2aa"));
    }

    private static Harm harm(Harm harm) {
        return harm;
    }

    private static Harm replaced(String what, String by) {
        return folder -> {
            Path file = folder.resolve("snapshot.json");
            String text = Files.readString(file);
            assertThat(text).contains(what);
            Files.writeString(file, text.replace(what, by));
        };
    }

    private static void cut(Path file) throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harms")
    void shouldNotTakeWhatIsNotWhole(String what, Harm harm, String refusal) throws IOException {
        Path folder = SnapshotOnDisk.write(all, VERSION, NOW.minusSeconds(60));
        SnapshotOnDisk.write(all, "older", NOW.minusSeconds(90));
        harm.to(folder);

        Found found = look();

        assertThat(found.whole()).extracting(Snapshot::version).containsExactly("older");
        assertThat(found.refused().get(VERSION)).as(what).contains(refusal);
    }

    @Test
    void shouldPassOverTheFolderOfAnUpdateAndLinks() throws IOException {
        Path elsewhere = SnapshotOnDisk.write(all.resolve(".update"), VERSION, NOW);
        Files.createSymbolicLink(all.resolve(VERSION), elsewhere);
        Files.writeString(all.resolve(".update.lock"), "");

        assertThat(look()).isEqualTo(Found.NOTHING);
    }

    @Test
    void shouldTakeACopyOnceItIsComplete() throws IOException {
        SnapshotFolder folder = new SnapshotFolder(all);
        Path place = SnapshotOnDisk.write(all, VERSION, NOW);
        String database = Files.readString(place.resolve("odc.mv.db"));
        Files.writeString(place.resolve("odc.mv.db"), database.substring(1));
        assertThat(folder.look(NOW).current()).isEmpty();

        Files.writeString(place.resolve("odc.mv.db"), database);

        assertThat(folder.look(NOW).current()).isPresent();
        Files.delete(place.resolve("odc.mv.db"));
        assertThat(folder.look(NOW).current()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestAndWhatWasTheNewestTwoDaysAgo() throws IOException {
        Instant[] came = new Instant[6];
        for (int day = 0; day < came.length; day++) {
            came[day] = NOW.minus(Duration.ofDays(day));
            SnapshotOnDisk.write(all, "of-day-" + day, came[day]);
        }
        SnapshotFolder folder = new SnapshotFolder(all);

        folder.prune(folder.look(NOW), 1, NOW);

        // That of day 3 was the newest until that of day 2 came, exactly two days ago.
        assertThat(folder.look(NOW).whole())
                .extracting(Snapshot::version)
                .containsExactly("of-day-0", "of-day-1", "of-day-2", "of-day-3");
        assertThat(all.toFile().list()).hasSize(4);
    }

    @Test
    void shouldKeepAsManyAsIsSaid() throws IOException {
        for (int month = 0; month < 5; month++) {
            SnapshotOnDisk.write(all, "of-month-" + month, NOW.minus(Duration.ofDays(30L * month)));
        }
        SnapshotFolder folder = new SnapshotFolder(all);

        folder.prune(folder.look(NOW), 3, NOW);

        assertThat(folder.look(NOW).whole())
                .extracting(Snapshot::version)
                .containsExactly("of-month-0", "of-month-1", "of-month-2");
    }

    @Test
    void shouldKeepWhatWasTheNewestAShortWhileAgoWhateverTheDatesOfTheNewerOne() throws IOException {
        SnapshotFolder folder = new SnapshotFolder(all);
        Instant past = NOW.minus(Duration.ofDays(30));
        SnapshotOnDisk.write(all, "first", past);
        folder.look(NOW.minusSeconds(60));
        SnapshotOnDisk.write(all, "second", past.plusSeconds(1));

        folder.prune(folder.look(NOW), 1, NOW);

        assertThat(folder.look(NOW).whole()).extracting(Snapshot::version).containsExactly("second", "first");
        folder.prune(folder.look(NOW), 1, NOW.plus(Duration.ofDays(3)));
        assertThat(folder.look(NOW).whole()).extracting(Snapshot::version).containsExactly("second");
    }

    @Test
    void shouldBeBusyWhileSomebodyHoldsTheLock() throws IOException {
        assertThat(SnapshotFolder.isBusy(all)).isFalse();
        try (FileChannel channel = FileChannel.open(
                        all.resolve(".update.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(SnapshotFolder.isBusy(all)).isTrue();
        }
        assertThat(SnapshotFolder.isBusy(all)).isFalse();
    }
}
