package io.jenkins.lib.releasegates.scanner.launched;

import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.BUNDLE;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.components;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.lib.releasegates.launcher.WorkerException.Reason;
import io.jenkins.lib.releasegates.launcher.folder.UnfinishedFolder;
import io.jenkins.lib.releasegates.launcher.snapshot.InstalledSnapshot;
import io.jenkins.lib.releasegates.scanner.database.VulnerabilityFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundle as it is shipped, launched as the plugin and the command launch it. */
class LaunchedWorkerTest {

    /** What somebody does to a bundle or a snapshot. */
    interface Change {
        void to(Path folder) throws IOException;
    }

    private static final Path JARS = Path.of("target", "jars").toAbsolutePath();

    @TempDir
    private Path home;

    private ScanWorker worker() throws Exception {
        return LaunchedWorker.of(BUNDLE, home, 512);
    }

    private void assertNothingIsLeft() {
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }

    private WorkerException failure(ScanOrder order) throws Exception {
        ScanWorker worker = worker();
        return catchThrowableOfType(WorkerException.class, () -> worker.scan(order, Quiet.LISTENER, result -> result));
    }

    @Test
    void shouldHandTheResultOnAndThenLeaveNothing() throws Exception {
        Path snapshot = VulnerabilityFeed.snapshot();
        List<Path> seen = new ArrayList<>();

        List<String> lines = worker().scan(
                        components(JARS, snapshot, InstalledSnapshot.digest(snapshot)), Quiet.LISTENER, result -> {
                            seen.addAll(List.of(result.file(), result.bill(), result.billAsXml(), result.vex()));
                            assertThat(seen).allSatisfy(file -> assertThat(file).isNotEmptyFile());
                            return Files.readAllLines(result.file());
                        });

        assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"end\"").contains("\"findings\":10");
        assertThat(seen).hasSize(4).allSatisfy(file -> assertThat(file).doesNotExist());
        assertNothingIsLeft();
    }

    @Test
    void shouldMakeASnapshotThatTheNextScanReads() throws Exception {
        Path mirror = home.resolve("mirror");
        VulnerabilityFeed.writeMirror(mirror, "2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));

        Path made = worker().update(update(mirror.toUri(), home, 600), Quiet.LISTENER);

        assertThat(InstalledSnapshot.newest(home.resolve("snapshots"))).contains(made);
        assertThat(InstalledSnapshot.isThere(
                        home.resolve("snapshots"),
                        String.valueOf(made.getFileName()),
                        InstalledSnapshot.digest(made).orElseThrow()))
                .isTrue();
        String taken =
                worker().scan(components(JARS, made, InstalledSnapshot.digest(made)), Quiet.LISTENER, result -> "read");
        assertThat(taken).isEqualTo("read");
        assertNothingIsLeft();
    }

    @Test
    void shouldScanWhatWasCopiedToAnAgent() throws Exception {
        Path snapshot = VulnerabilityFeed.snapshot();
        String version = InstalledSnapshot.describe(snapshot).version();
        String digest = InstalledSnapshot.digest(snapshot).orElseThrow();
        Path all = home.resolve("all");
        Path place;
        try (UnfinishedFolder copy = UnfinishedFolder.in(all)) {
            for (String name : InstalledSnapshot.describe(snapshot).files().keySet()) {
                Files.copy(snapshot.resolve(name), copy.path().resolve(name));
            }
            place = InstalledSnapshot.finish(copy, all, version, digest, Instant.EPOCH);
        }

        String taken = worker().scan(
                        components(JARS.resolve("mended"), place, Optional.of(digest)), Quiet.LISTENER, r -> version);
        assertThat(taken).isEqualTo(version);
    }

    static Stream<Arguments> bundles() {
        return Stream.of(
                change(
                        "a jar was swapped",
                        bundle -> {
                            Path jar = bundle.resolve("lib/release-gates-scanner.jar");
                            Files.delete(jar);
                            Files.writeString(jar, "another worker");
                        },
                        "lib/release-gates-scanner.jar: found sha256:"),
                change(
                        "a jar was added",
                        bundle -> Files.writeString(bundle.resolve("lib/a.jar"), "x"),
                        "lib/a.jar: not part"),
                change(
                        "a jar is a link",
                        bundle -> {
                            Path jar = bundle.resolve("lib/release-gates-scanner.jar");
                            Files.move(jar, bundle.resolveSibling("moved.jar"));
                            Files.createSymbolicLink(jar, bundle.resolveSibling("moved.jar"));
                        },
                        "lib/release-gates-scanner.jar: found no regular file"));
    }

    private static Arguments change(String sentence, Change change, String words) {
        return Arguments.of(sentence, change, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void shouldNotStartABundleThatIsNotTheOneOfItsManifest(String sentence, Change change, String words)
            throws Exception {
        Path copy = home.resolve("bundle");
        copy(BUNDLE, copy);
        change.to(copy);
        ScanWorker worker = LaunchedWorker.of(copy, home, 512);

        WorkerException failure = catchThrowableOfType(
                WorkerException.class,
                () -> worker.scan(ScanOrder.of("secrets", home), Quiet.LISTENER, result -> result));

        assertThat(failure).as(sentence).hasMessageContaining("wasn't started").hasMessageContaining(words);
        assertThat(failure.reason()).isEqualTo(Reason.UNUSABLE_BUNDLE);
        assertThat(home.resolve("runs")).doesNotExist();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    static Stream<Arguments> snapshots() {
        return Stream.of(
                change(
                        "cut",
                        snapshot -> Files.write(
                                snapshot.resolve("odc.mv.db"),
                                Arrays.copyOf(Files.readAllBytes(snapshot.resolve("odc.mv.db")), 100)),
                        "100 bytes of odc.mv.db"),
                change("without its database", snapshot -> Files.delete(snapshot.resolve("odc.mv.db")), "no odc.mv.db"),
                change(
                        "with another catalog",
                        snapshot -> Files.writeString(
                                snapshot.resolve("kev.json"),
                                Files.readString(snapshot.resolve("kev.json")).replace('e', 'f')),
                        "kev.json with sha256:"),
                change(
                        "replaced by another whole one",
                        snapshot -> Files.writeString(
                                snapshot.resolve("snapshot.json"),
                                Files.readString(snapshot.resolve("snapshot.json")) + "\n"),
                        "found a vulnerability database with the digest sha256:"));
    }

    @ParameterizedTest(name = "a snapshot that is {0}")
    @MethodSource("snapshots")
    void shouldHaveNoResultWhenTheSnapshotIsNotTheExpectedOne(String sentence, Change change, String words)
            throws Exception {
        Path copy = home.resolve("snapshot");
        copy(VulnerabilityFeed.snapshot(), copy);
        Optional<String> expected = InstalledSnapshot.digest(copy);
        change.to(copy);

        WorkerException failure = failure(components(JARS.resolve("mended"), copy, expected));

        assertThat(failure).as(sentence).hasMessageContaining(words);
        assertThat(failure.reason()).isEqualTo(Reason.UNUSABLE_DATA);
        assertNothingIsLeft();
    }

    @Test
    void shouldSayWhatIsWrongWithTheJob() throws Exception {
        WorkerException failure = failure(ScanOrder.of("everything", JARS));

        assertThat(failure).hasMessageStartingWith("kind: found \"everything\", allowed:");
        assertThat(failure.reason()).isEqualTo(Reason.BAD_JOB);
        assertNothingIsLeft();
    }
}
