package io.jenkins.lib.releasegates.launcher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.launcher.folder.UnfinishedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledSnapshotTest {

    /** What happened to a copy on its way. */
    interface Change {
        void to(Path copy) throws IOException;
    }

    private static final String VERSION = "20261121T100000Z-3fb0c2aa";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path home;

    private static void write(Path folder, String version) throws IOException {
        Files.writeString(folder.resolve("odc.mv.db"), "database");
        Files.writeString(folder.resolve("kev.json"), "{}");
        Files.writeString(folder.resolve("snapshot.json"), """
                {"format": 1, "version": "%s", "database": {"sha256": "sha256:00", "bytes": 8}, "records": 5,
                 "lastModified": "2026-11-20T00:00:00.000Z", "exploited": {"sha256": "sha256:01", "bytes": 2}}
                """.formatted(version));
    }

    private String digest() throws IOException {
        Path other = Files.createDirectories(home.resolve("digest"));
        write(other, VERSION);
        return InstalledSnapshot.digest(other).orElseThrow();
    }

    private Path install(String version, Change change, String digest) throws Exception {
        try (UnfinishedFolder copy = UnfinishedFolder.in(home.resolve("all"))) {
            write(copy.path(), version);
            change.to(copy.path());
            return InstalledSnapshot.finish(copy, home.resolve("all"), VERSION, digest, NOW);
        }
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("all"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldAppearUnderItsVersionWhenACopyIsWhole() throws Exception {
        assertThat(InstalledSnapshot.isThere(home.resolve("all"), VERSION, digest()))
                .isFalse();

        Path place = install(VERSION, copy -> {}, digest());

        assertThat(place).isEqualTo(InstalledSnapshot.place(home.resolve("all"), VERSION));
        assertThat(all()).containsExactly(VERSION);
        assertThat(InstalledSnapshot.digest(place)).contains(digest());
        assertThat(InstalledSnapshot.isThere(home.resolve("all"), VERSION, digest()))
                .isTrue();
        assertThat(InstalledSnapshot.newest(home.resolve("all"))).contains(place);
        assertThat(InstalledSnapshot.describe(place).lastModified()).isEqualTo("2026-11-20T00:00:00.000Z");
    }

    static Stream<Arguments> copies() {
        return Stream.of(
                copy("was cut", copy -> Files.writeString(copy.resolve("odc.mv.db"), "data"), "4 bytes of odc.mv.db"),
                copy("lacks its database", copy -> Files.delete(copy.resolve("odc.mv.db")), "no file odc.mv.db"),
                copy("lacks its catalog", copy -> Files.delete(copy.resolve("kev.json")), "no file kev.json"),
                copy("lacks its description", copy -> Files.delete(copy.resolve("snapshot.json")), "missing"),
                copy(
                        "has another description",
                        copy -> Files.writeString(copy.resolve("snapshot.json"), "{}"),
                        "found snapshot.json with sha256:"),
                copy("has a file too many", copy -> Files.writeString(copy.resolve("x"), ""), "found x, which isn't"),
                copy(
                        "has a link for a database",
                        copy -> {
                            Files.move(copy.resolve("odc.mv.db"), copy.resolveSibling("elsewhere"));
                            Files.createSymbolicLink(copy.resolve("odc.mv.db"), copy.resolveSibling("elsewhere"));
                        },
                        "no file odc.mv.db"));
    }

    private static Arguments copy(String sentence, Change change, String named) {
        return Arguments.of(sentence, change, named);
    }

    @ParameterizedTest(name = "the copy {0}")
    @MethodSource("copies")
    void shouldNotAppearWhenACopyIsNotWhole(String sentence, Change change, String named) throws Exception {
        assertThatThrownBy(() -> install(VERSION, change, digest()))
                .as(sentence)
                .isInstanceOf(RefusedSnapshotException.class)
                .hasMessageContaining(VERSION)
                .hasMessageContaining(named);
        assertThat(all()).doesNotContain(VERSION);
    }

    @Test
    void shouldNotAppearWhenACopyIsOfAnotherVersion() throws Exception {
        Path other = Files.createDirectories(home.resolve("other"));
        write(other, "20261122T100000Z-3fb0c2aa");
        String digest = InstalledSnapshot.digest(other).orElseThrow();

        assertThatThrownBy(() -> install("20261122T100000Z-3fb0c2aa", copy -> {}, digest))
                .isInstanceOf(RefusedSnapshotException.class)
                .hasMessageContaining("found the version 20261122T100000Z-3fb0c2aa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "20261121T100000Z-3fb0c2aa/..", "x", "20261121T100000Z-3FB0C2AA"})
    void shouldRefuseANameThatIsNoVersion(String version) {
        assertThatThrownBy(() -> InstalledSnapshot.place(home, version))
                .isInstanceOf(RefusedSnapshotException.class)
                .hasMessageContaining("allowed: one like");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "no JSON",
                "{\"format\": 2, \"version\": \"20261121T100000Z-3fb0c2aa\", \"database\": {\"bytes\": 8}}",
                "{\"format\": 1, \"version\": \"../x\", \"database\": {\"bytes\": 8}}",
                "{\"format\": 1, \"version\": \"20261121T100000Z-3fb0c2aa\"}"
            })
    void shouldRefuseADescriptionThatIsNone(String json) throws Exception {
        Files.writeString(home.resolve("snapshot.json"), json);

        assertThatThrownBy(() -> InstalledSnapshot.describe(home))
                .isInstanceOf(RefusedSnapshotException.class)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void shouldReplaceABrokenOneAndKeepAWholeOne() throws Exception {
        Path place = install(VERSION, copy -> {}, digest());
        Files.writeString(place.resolve("odc.mv.db"), "cut");

        install(VERSION, copy -> {}, digest());
        assertThat(place.resolve("odc.mv.db")).hasContent("database");

        Files.writeString(place.resolve("odc.mv.db"), "DATABASE");
        install(VERSION, copy -> {}, digest());
        assertThat(place.resolve("odc.mv.db")).hasContent("DATABASE");
        assertThat(all()).containsExactly(VERSION);
    }

    @Test
    void shouldBeThereOnceWhenManyFinishAtOnce() throws Exception {
        String digest = digest();
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Path>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                all.add(threads.submit(() -> install(
                        VERSION,
                        copy -> {
                            try {
                                together.await();
                            } catch (Exception e) {
                                throw new IOException(e);
                            }
                        },
                        digest)));
            }
            for (Future<Path> one : all) {
                assertThat(one.get()).isDirectory();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all()).containsExactly(VERSION);
    }

    @Test
    void shouldDeleteOnlyWhatNobodyWantsAndNobodyMayBeReading() throws Exception {
        String kept = "20261101T100000Z-00000001";
        String old = "20261102T100000Z-00000002";
        String aDayOld = "20261103T100000Z-00000003";
        String used = "20261104T100000Z-00000004";
        for (String version : List.of(kept, old, aDayOld, used)) {
            Path folder = Files.createDirectories(home.resolve("all").resolve(version));
            write(folder, version);
            Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(Duration.ofDays(9))));
        }
        Files.setLastModifiedTime(home.resolve("all").resolve(aDayOld), FileTime.from(NOW.minus(Duration.ofHours(23))));
        InstalledSnapshot.use(home.resolve("all").resolve(used), NOW);
        Files.createDirectories(home.resolve("all/of-somebody-else"));

        InstalledSnapshot.prune(home.resolve("all"), Set.of(kept), Duration.ZERO, NOW);

        assertThat(all()).containsExactly(kept, aDayOld, used, "of-somebody-else");
        InstalledSnapshot.prune(
                home.resolve("all"),
                Set.of(kept),
                Duration.ofDays(3),
                NOW.plus(Duration.ofDays(3)).plusSeconds(1));
        assertThat(all()).containsExactly(kept, "of-somebody-else");
    }

    @Test
    void shouldFindNoneWhereThereIsNone() throws Exception {
        assertThat(InstalledSnapshot.newest(home.resolve("nowhere"))).isEmpty();
        assertThat(InstalledSnapshot.digest(home.resolve("nowhere"))).isEmpty();
        InstalledSnapshot.prune(home.resolve("nowhere"), Set.of(), Duration.ZERO, NOW);
    }
}
