package io.jenkins.lib.releasegates.scanner.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00.123456Z"), ZoneOffset.UTC);
    private static final Header HEADER = new Header(
            Kind.SCA,
            new Header.Tool("OWASP Dependency-Check", "13.0.0"),
            null,
            new Header.Database("1", "sha256:00", "2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z", 7, null));

    @TempDir
    private Path home;

    private Path place;

    @BeforeEach
    void choosePlace() {
        place = home.resolve("result.jsonl");
    }

    @Test
    void shouldWriteTheLinesOfTheFormatWhenAScanIsComplete() throws Exception {
        try (ResultFile result = new ResultFile(place, "sha256:11", CLOCK)) {
            result.begin(HEADER);
            result.component(new Component("a.jar", "pkg:maven/g/a@1", "a", "1", "22", null, List.of()));
            result.problem(new Problem("b.jar", "no archive"));
            assertThat(place).doesNotExist();
            result.suppression(new SuppressionRule(
                    "sha256:33", SuppressionRule.Use.UNUSED, "s.xml", 3, "cve CVE-1", null, "team-a", null));
            result.end(2, 1);
            result.commit();
        }

        assertThat(Files.readAllLines(place))
                .containsExactly(
                        "{\"type\":\"scan\",\"version\":1,\"kind\":\"sca\",\"started\":\"2026-11-21T10:00:00.123Z\",\"worker\":\"sha256:11\","
                                + "\"tool\":{\"name\":\"OWASP Dependency-Check\",\"version\":\"13.0.0\"},\"database\":{\"version\":\"1\","
                                + "\"digest\":\"sha256:00\",\"lastModified\":\"2026-11-20T00:00:00.000Z\","
                                + "\"lastChecked\":\"2026-11-21T00:00:00.000Z\",\"records\":7}}",
                        "{\"type\":\"component\",\"path\":\"a.jar\",\"purl\":\"pkg:maven/g/a@1\",\"name\":\"a\",\"version\":\"1\","
                                + "\"sha256\":\"22\"}",
                        "{\"type\":\"problem\",\"path\":\"b.jar\",\"message\":\"no archive\"}",
                        "{\"type\":\"suppression\",\"id\":\"sha256:33\",\"use\":\"UNUSED\",\"by\":\"s.xml\",\"line\":3,"
                                + "\"covers\":\"cve CVE-1\",\"owner\":\"team-a\"}",
                        "{\"type\":\"end\",\"findings\":0,\"components\":1,\"problems\":1,\"files\":2,"
                                + "\"finished\":\"2026-11-21T10:00:00.123Z\",\"cached\":1,\"suppressions\":1}");
        assertThat(ResultFile.unfinished(place)).doesNotExist();
    }

    @Test
    void shouldWriteAllThatIsKnownOfAFindingWhenThereIsAll() throws Exception {
        try (ResultFile result = new ResultFile(place, "sha256:11", CLOCK)) {
            result.begin(new Header(
                    Kind.SECRETS,
                    new Header.Tool("t", "1"),
                    new Header.Rules("sha256:22", 3),
                    null,
                    new Header.Fingerprints("sha256:44", true)));
            result.finding(new Finding(
                    "vulnerability",
                    "CVE-1",
                    Severity.HIGH,
                    "CVSS 3.1",
                    7.5,
                    "AV:N",
                    "",
                    0,
                    "\"bad\" \u2028 \ud83d\ude00\n",
                    new Finding.Affected(null, "a", "", null),
                    List.of("GHSA-1"),
                    List.of(),
                    List.of("https://host/1", "https://host/2"),
                    List.of("2"),
                    new Finding.Exploited("2026-01-01", null, false),
                    Confidence.LOW,
                    "f",
                    new Finding.Suppressed("s.xml", 4, null, "2027-01-01", "team-a", "false_positive")));
            result.unresolved(List.of(new Unresolved("pom.xml", 7, "g:a", "no version")));
            result.end(1, 0);
            result.commit();
        }

        assertThat(Files.readAllLines(place))
                .containsExactly(
                        "{\"type\":\"scan\",\"version\":1,\"kind\":\"secrets\",\"started\":\"2026-11-21T10:00:00.123Z\",\"worker\":\"sha256:11\","
                                + "\"tool\":{\"name\":\"t\",\"version\":\"1\"},\"rules\":{\"digest\":\"sha256:22\",\"count\":3},"
                                + "\"fingerprints\":{\"salt\":\"sha256:44\",\"lasting\":true}}",
                        "{\"type\":\"finding\",\"kind\":\"vulnerability\",\"rule\":\"CVE-1\",\"severity\":\"HIGH\",\"severitySource\":\"CVSS 3.1\","
                                + "\"score\":7.5,\"vector\":\"AV:N\",\"path\":\"\",\"line\":0,\"message\":\"\\\"bad\\\" \u2028 \ud83d\ude00\\n\","
                                + "\"component\":{\"name\":\"a\"},\"aliases\":[\"GHSA-1\"],\"links\":[\"https://host/1\",\"https://host/2\"],"
                                + "\"fixedIn\":[\"2\"],\"kev\":{\"added\":\"2026-01-01\",\"ransomware\":false},\"confidence\":\"LOW\","
                                + "\"fingerprint\":\"f\",\"suppressed\":{\"by\":\"s.xml\",\"line\":4,\"until\":\"2027-01-01\",\"owner\":\"team-a\","
                                + "\"state\":\"false_positive\"}}",
                        "{\"type\":\"unresolved\",\"path\":\"pom.xml\",\"line\":7,\"name\":\"g:a\",\"reason\":\"no version\"}",
                        "{\"type\":\"end\",\"findings\":1,\"components\":0,\"problems\":0,\"files\":1,"
                                + "\"finished\":\"2026-11-21T10:00:00.123Z\",\"cached\":0,\"suppressions\":0,\"unresolved\":1}");
    }

    @Test
    void shouldLeaveNothingWhenAScanBreaksOff() throws Exception {
        try (ResultFile result = new ResultFile(place, "sha256:11", CLOCK)) {
            result.begin(HEADER);
        }

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void shouldRefuseToBeCompleteWhenALineIsMissing() throws Exception {
        try (ResultFile result = new ResultFile(place, "sha256:11", CLOCK)) {
            assertThatIllegalStateException().isThrownBy(result::commit);
            assertThatIllegalStateException().isThrownBy(() -> result.problem(new Problem("a", "b")));
            result.begin(HEADER);
            assertThatIllegalStateException().isThrownBy(result::commit);
        }
        assertThat(place).doesNotExist();
    }
}
