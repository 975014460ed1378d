package io.jenkins.lib.releasegates.scanner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {

    /** What happened to a snapshot. */
    interface Damage {
        void to(Path snapshot) throws IOException;
    }

    @TempDir
    private Path home;

    private Path snapshot;

    @BeforeEach
    void copySnapshot() throws IOException {
        snapshot = Files.createDirectory(home.resolve("snapshot"));
        try (Stream<Path> files = Files.list(VulnerabilityFeed.snapshot())) {
            for (Path file : files.toList()) {
                Files.copy(file, snapshot.resolve(file.getFileName()));
            }
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(
                        "it isn't there",
                        s -> delete(s, "snapshot.json", "odc.mv.db", "kev.json"),
                        "no readable snapshot.json"),
                damage("its description is cut", s -> cut(s.resolve("snapshot.json")), "no readable snapshot.json"),
                damage(
                        "its description is empty",
                        s -> Files.writeString(s.resolve("snapshot.json"), "{}"),
                        "of another format"),
                damage(
                        "its description has a member that nobody knows",
                        s -> replace(s, "\"format\"", "\"x\" : 1, \"format\""),
                        "no readable"),
                damage(
                        "it is of a later format",
                        s -> replace(s, "\"format\" : 1", "\"format\" : 2"),
                        "of another format"),
                damage("its database is missing", s -> delete(s, "odc.mv.db"), "no odc.mv.db"),
                damage("its database is half written", s -> cut(s.resolve("odc.mv.db")), "bytes of odc.mv.db where"),
                damage("one byte of its database is another one", SnapshotTest::flip, "odc.mv.db with sha256:"),
                damage("its catalog is missing", s -> delete(s, "kev.json"), "no kev.json"),
                damage(
                        "its database holds nothing",
                        s -> replace(s, "\"records\" : 13", "\"records\" : 0"),
                        "of an empty database"));
    }

    private static Arguments damage(String sentence, Damage damage, String message) {
        return Arguments.of(sentence, damage, message);
    }

    private static void delete(Path snapshot, String... names) throws IOException {
        for (String name : names) {
            Files.delete(snapshot.resolve(name));
        }
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void flip(Path snapshot) throws IOException {
        byte[] bytes = Files.readAllBytes(snapshot.resolve("odc.mv.db"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(snapshot.resolve("odc.mv.db"), bytes);
    }

    private static void replace(Path snapshot, String old, String other) throws IOException {
        Path file = snapshot.resolve("snapshot.json");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, other));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void shouldSayHowToGetOneWhenTheSnapshotIsNotWhole(String sentence, Damage damage, String message)
            throws IOException {
        damage.to(snapshot);

        assertThatThrownBy(() -> Snapshot.open(snapshot))
                .as(sentence)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNUSABLE_DATA))
                .hasMessageContaining(message)
                .hasMessageContaining("Make one with a job \"do\": \"update\"");
    }

    @Test
    void shouldTellWhatItHoldsWhenItIsWhole() throws Exception {
        Snapshot whole = Snapshot.open(snapshot);

        assertThat(whole.header().records()).isEqualTo(13);
        assertThat(whole.header().knownExploited()).isPositive();
        assertThat(whole.header().lastModified()).isEqualTo("2026-11-20T00:00:00.000Z");
        assertThat(whole.header().lastChecked()).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(whole.header().version()).startsWith("20261121T100000Z-");
        assertThat(whole.exploited().of("CVE-2021-44228")).isPresent();
        assertThat(whole.exploited().of("CVE-2022-42889")).isEmpty();
    }
}
