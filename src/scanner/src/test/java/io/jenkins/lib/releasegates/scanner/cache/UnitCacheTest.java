package io.jenkins.lib.releasegates.scanner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Confidence;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.Severity;
import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Finding BARE = new Finding(
            "code",
            "R1",
            Severity.LOW,
            "rule",
            null,
            null,
            "a",
            3,
            "m",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    private static final Finding WHOLE = new Finding(
            "vulnerability",
            "CVE-1",
            Severity.CRITICAL,
            "CVSS 3.1",
            9.8,
            "AV:N",
            "",
            0,
            "m \u00e9 \ud83d\ude00",
            new Finding.Affected("pkg:maven/g/a@1", "a", "1", "22"),
            List.of("GHSA-1"),
            List.of("CWE-1"),
            List.of("https://host/"),
            List.of("2", "3"),
            new Finding.Exploited("2026-01-01", "2026-02-01", true),
            Confidence.HIGHEST,
            "f",
            new Finding.Suppressed("s.xml", 4, "because", "2027-01-01", "team-a", "resolved"));
    private static final UnitResult RESULT = new UnitResult(
            List.of(
                    new Component("", "pkg:maven/g/a@1", "a", "1", "22", "33", List.of("MIT")),
                    new Component("!/b.jar", null, null, null, null, null, null)),
            List.of(BARE, WHOLE),
            List.of(new Problem("c", "no archive")),
            Set.of(0, 7),
            List.of(new HashedFile("", "22", "33")),
            List.of(new Unresolved("pom.xml", 7, "g:a", "no version")));

    @TempDir
    private Path home;

    private UnitCache cache;

    @BeforeEach
    void remember() throws IOException {
        cache = new UnitCache(home, "sca", "surroundings", NOW);
        cache.store("content", RESULT);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void shouldTellAllOfAResultWhenItIsAskedForItAgain() {
        assertThat(cache.load("content")).contains(RESULT);
        assertThat(new UnitCache(home, "sca", "surroundings", NOW).load("content"))
                .contains(RESULT);
    }

    @Test
    void shouldKnowNothingWhenAnythingElseIsAskedFor() {
        assertThat(cache.load("other content")).isEmpty();
        assertThat(new UnitCache(home, "sca", "other surroundings", NOW).load("content"))
                .isEmpty();
        assertThat(new UnitCache(home, "sast", "surroundings", NOW).load("content"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{\"key\":\", {\"key\":\"0",
                "{\"key\", {\"x\":1¦\"key\"",
                "\"line\":3, \"line\":\"3\"",
                "\"line\":3, \"line\":3.5",
                "\"line\":3, \"lines\":3",
                "\"severity\":\"LOW\", \"severity\":\"LOWER\"",
                "\"path\":\"a\"¦, \"severity\":\"LOW\"¦",
                "\"unresolved\":[, \"unresolved\":7¦\"x\":[",
                "\"suppressions\":[0¦7], \"suppressions\":[\"0\"]",
                "\"ransomware\":true, \"ransomware\":1",
                "\"score\":9.8, \"score\":\"9.8\"",
            })
    void shouldKnowNothingWhenItsFileIsOfAnotherForm(String old, String other) throws IOException {
        String text = Files.readString(file());
        assertThat(text).contains(old.replace('¦', ','));
        Files.writeString(file(), text.replace(old.replace('¦', ','), other.replace('¦', ',')));

        assertThat(cache.load("content")).isEmpty();
    }

    @Test
    void shouldKnowNothingWhenItsFileIsCutOrGoesOn() throws IOException {
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() - 1));
        assertThat(cache.load("content")).isEmpty();
        Files.writeString(file(), text + "{}");
        assertThat(cache.load("content")).isEmpty();
        Files.writeString(file(), "");
        assertThat(cache.load("content")).isEmpty();

        cache.store("content", RESULT);
        assertThat(cache.load("content")).contains(RESULT);
    }
}
