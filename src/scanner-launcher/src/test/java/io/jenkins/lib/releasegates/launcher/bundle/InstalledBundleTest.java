package io.jenkins.lib.releasegates.launcher.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.launcher.folder.FolderTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InstalledBundleTest {

    /** What somebody has left at the place of a bundle. */
    interface Taken {
        void at(Path place) throws IOException;
    }

    @TempDir
    private Path folder;

    private Path home;
    private byte[] zip = {};
    private byte[] manifest = {};

    @BeforeEach
    void makeBundle() throws IOException {
        home = folder.resolve("home");
        Path bundle = folder.resolve("bundle");
        Files.createDirectories(bundle.resolve("lib"));
        Random random = new Random(40);
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[10_000 + i];
            random.nextBytes(content);
            Files.write(bundle.resolve("lib/library-" + i + ".jar"), content);
        }
        BundleMaker.make(bundle, folder.resolve("bundle.zip"));
        zip = Files.readAllBytes(folder.resolve("bundle.zip"));
        manifest = Files.readAllBytes(bundle.resolve(BundleManifest.NAME));
    }

    private Path install(byte[] bytes) throws Exception {
        return InstalledBundle.install(new ByteArrayInputStream(bytes), manifest, home);
    }

    private void assertOnlyTheBundleIsThere() throws Exception {
        assertThat(InstalledBundle.isThere(home, manifest)).isTrue();
        assertThat(names(home))
                .containsExactly(
                        String.valueOf(InstalledBundle.place(home, manifest).getFileName()));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    @Test
    void shouldUnpackABundleForItsOwnerAlone() throws Exception {
        assertThat(InstalledBundle.isThere(home, manifest)).isFalse();

        Path place = install(zip);

        assertOnlyTheBundleIsThere();
        assertThat(place).isEqualTo(InstalledBundle.place(home, manifest));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldLeaveAWholeBundleAsItIsWhenItComesAgain() throws Exception {
        Path jar = install(zip).resolve("lib/library-0.jar");
        FileTime then = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(jar, then);

        install(zip);

        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(then);
        assertOnlyTheBundleIsThere();
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                taken(
                        "by a bundle with a changed file",
                        place -> Files.writeString(place.resolve("lib/library-3.jar"), "x")),
                taken("by half a bundle", place -> Files.delete(place.resolve("lib/library-3.jar"))),
                taken("by a bundle with a file too many", place -> Files.writeString(place.resolve("lib/z.jar"), "x")),
                taken("by a file", place -> {
                    remove(place);
                    Files.writeString(place, "a file");
                }),
                taken("by an empty folder", place -> {
                    remove(place);
                    Files.createDirectory(place);
                }),
                taken("by a link to the same bundle", place -> {
                    Path elsewhere = place.resolveSibling("scanner-elsewhere");
                    Files.move(place, elsewhere);
                    Files.createSymbolicLink(place, elsewhere);
                }),
                taken("by a link to nothing", place -> {
                    remove(place);
                    Files.createSymbolicLink(place, place.resolveSibling("nowhere"));
                }));
    }

    private static Arguments taken(String sentence, Taken taken) {
        return Arguments.of(sentence, taken);
    }

    private static void remove(Path place) throws IOException {
        FolderTree.delete(place);
    }

    @ParameterizedTest(name = "taken {0}")
    @MethodSource("taken")
    void shouldReplaceWhatIsAtThePlaceWhenItIsNotTheBundle(String sentence, Taken taken) throws Exception {
        Path place = install(zip);
        taken.at(place);
        assertThat(InstalledBundle.isThere(home, manifest)).as(sentence).isFalse();

        install(zip);

        assertThat(InstalledBundle.isThere(home, manifest)).as(sentence).isTrue();
        assertThat(names(home)).noneMatch(name -> name.startsWith("making-") || name.startsWith("replaced-"));
    }

    static Stream<Arguments> refused() throws IOException {
        return Stream.of(
                Arguments.of("an entry that the manifest doesn't name", entry("lib/foreign.jar"), "lib/foreign.jar"),
                Arguments.of("an entry that leaves the folder", entry("../../evil.jar"), "../../evil.jar"),
                Arguments.of("an entry with an absolute name", entry("/tmp/evil.jar"), "/tmp/evil.jar"),
                Arguments.of("another manifest", entry("manifest.json"), "manifest.json"),
                Arguments.of("one file of forty", entry("lib/library-1.jar"), "missing"),
                Arguments.of("nothing", new byte[0], "missing"));
    }

    private static byte[] entry(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write("other".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldLeaveNothingWhenItIsNotTheBundleOfItsManifest(String sentence, byte[] sent, String named)
            throws Exception {
        assertThatThrownBy(() -> install(sent))
                .as(sentence)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("isn't the bundle of its manifest")
                .hasMessageContaining(named);

        assertThat(home).isEmptyDirectory();
        assertThat(folder.resolve("evil.jar")).doesNotExist();
    }

    @Test
    void shouldLeaveNothingWhenTheZipIsCutAnywhere() throws Exception {
        for (int tenths = 1; tenths < 9; tenths++) {
            byte[] cut = Arrays.copyOf(zip, zip.length * tenths / 10);
            assertThatThrownBy(() -> install(cut)).isInstanceOf(IOException.class);
            assertThat(home).as("cut after %s tenths", tenths).isEmptyDirectory();
        }
    }

    @Test
    void shouldEndWithOneWholeBundleWhenManyInstallAtOnceOverABrokenOne() throws Exception {
        Files.delete(install(zip).resolve("lib/library-7.jar"));
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Path>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    return install(zip);
                }));
            }
            for (Future<Path> one : all) {
                assertThat(one.get()).isEqualTo(InstalledBundle.place(home, manifest));
            }
        } finally {
            threads.shutdownNow();
        }
        assertOnlyTheBundleIsThere();
    }

    @Test
    void shouldDeleteWhatAKilledInstallLeftAWeekAgo() throws Exception {
        Path old = Files.createDirectories(home.resolve("making-123"));
        Path fresh = Files.createDirectories(home.resolve("making-456"));
        Files.setLastModifiedTime(
                old, FileTime.from(Files.getLastModifiedTime(fresh).toInstant().minus(Duration.ofDays(8))));

        install(zip);

        assertThat(old).doesNotExist();
        assertThat(fresh).isDirectory();
    }

    @Test
    void shouldDeleteTheBundlesOfOtherVersionsThatNobodyUses() throws Exception {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        Path kept = install(zip);
        Path unused = Files.createDirectories(home.resolve("scanner-0123456789abcdef/lib"))
                .getParent();
        Path used = Files.createDirectory(home.resolve("scanner-0123456789abcde0"));
        Path other = Files.createDirectory(home.resolve("scanner-notes"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(home.resolve("scanner-0123456789abcde1"), elsewhere);
        for (Path each : List.of(kept, unused, used, other, elsewhere)) {
            InstalledBundle.use(each, now.minus(Duration.ofDays(10)));
        }
        InstalledBundle.use(used, now.minus(Duration.ofHours(23)));

        InstalledBundle.prune(home, manifest, Duration.ZERO, now);

        assertThat(unused).doesNotExist();
        assertThat(used).isDirectory();
        assertThat(other).isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere).isDirectory();
        assertThat(InstalledBundle.isThere(home, manifest)).isTrue();
    }
}
