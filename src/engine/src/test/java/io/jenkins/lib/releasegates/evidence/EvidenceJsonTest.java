package io.jenkins.lib.releasegates.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceJsonTest {

    private static final Digest DIGEST = Digest.of(new byte[] {1, 2, 3});
    private static final String ONE = "0".repeat(31) + "1";
    private static final String TWO = "0".repeat(31) + "2";

    @Test
    void shouldComeBackAsItWas() throws InvalidEvidenceException {
        Evidence evidence =
                evidence(Map.of(ONE, Brief.of(Severity.HIGH), TWO, Brief.of(Severity.LOW)), "a <script> \" ü 𝄞 \n\0");

        assertThat(EvidenceJson.read(EvidenceJson.write(evidence))).isEqualTo(evidence);
    }

    @Test
    void shouldComeBackWithoutEvidence() throws InvalidEvidenceException {
        assertThat(EvidenceJson.read(EvidenceJson.write(Evidence.none()))).isEqualTo(Evidence.none());
    }

    @Test
    void shouldWriteTheSameBytesForEqualEvidence() throws InvalidEvidenceException {
        Map<String, Brief> up = new LinkedHashMap<>();
        Map<String, Brief> down = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            up.put(String.format("%032d", i), Brief.of(Severity.LOW));
            down.put(String.format("%032d", 99 - i), Brief.of(Severity.LOW));
        }

        assertThat(EvidenceJson.write(evidence(up, "m"))).isEqualTo(EvidenceJson.write(evidence(down, "m")));
    }

    @Test
    void shouldComeBackWithAllThatIsKnownOfAFinding() throws InvalidEvidenceException {
        Sighting first = new Sighting(Instant.parse("2026-11-01T10:00:00Z"), "build-1");
        Details details = new DetailsBuilder()
                .severitySource("CVSS 3.1: 10.0")
                .cvss(Cvss.of(10.0, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"))
                .component(
                        new Component("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "log4j-core", "2.14.1"))
                .fixedIn(List.of("2.15.0"))
                .exploited(Optional.of(new Exploited("2021-12-10", "2021-12-24", true)))
                .cwes(List.of("CWE-502", "CWE-20"))
                .aliases(List.of("GHSA-jfh8-c2jp-5v3q"))
                .links(List.of("https://nvd.nist.gov/vuln/detail/CVE-2021-44228"))
                .confidence("HIGHEST")
                .suppressed(Optional.of(new Suppression("s.xml", "not reachable", "alice", "2027-01-01")))
                .build();
        Finding finding = new Finding(
                ONE, "CVE-2021-44228", Severity.CRITICAL, "a.jar", 0, "m", "t", FindingKind.VULNERABILITY, details);
        Scan scan = new Scan(
                Scan.Kind.SCA,
                "OWASP Dependency-Check",
                "13.0.0",
                first.at(),
                first.at(),
                DIGEST,
                Optional.of(DIGEST),
                Optional.of(new Scan.Database("7", DIGEST, first.at(), first.at(), 345_224)),
                200,
                199,
                List.of(
                        new SuppressionRule(
                                DIGEST,
                                SuppressionRule.Use.USED,
                                "allowed.xml",
                                7,
                                "cve CVE-1",
                                "r",
                                "o",
                                "2027-01-01"),
                        new SuppressionRule(DIGEST, SuppressionRule.Use.EXPIRED, "", 0, "", "", "", "")));
        Evidence evidence = new Evidence(
                List.of(new Report("r", "scan-result", DIGEST, 1, Provenance.SCANNED, "t", Optional.of(scan))),
                Map.of(),
                List.of(finding),
                Map.of(
                        ONE,
                        finding.brief().seen(first),
                        TWO,
                        Brief.of(Severity.LOW).seen(first)),
                List.of());

        assertThat(EvidenceJson.read(EvidenceJson.write(evidence))).isEqualTo(evidence);
    }

    @Test
    void shouldReadWhatTheFirstVersionHasRecorded() throws IOException, InvalidEvidenceException {
        byte[] bytes = gzip("{\"release-gates-evidence\":1,\"findings\":[{\"identity\":\"" + ONE + "\",\"rule\":\"R\","
                + "\"severity\":\"HIGH\",\"path\":\"A\",\"line\":1,\"message\":\"m\",\"tool\":\"t\"}],\"identities\":{\""
                + ONE + "\":\"HIGH\"}}");

        Evidence evidence = EvidenceJson.read(bytes);

        assertThat(evidence.identities()).isEqualTo(Map.of(ONE, Brief.of(Severity.HIGH)));
        assertThat(evidence.findings()).containsExactly(new Finding(ONE, "R", Severity.HIGH, "A", 1, "m", "t"));
        assertThat(evidence.hasAllDetails()).isTrue();
    }

    @Test
    void shouldWriteHalfACharacterThatAReportSmuggledIn() throws InvalidEvidenceException {
        Evidence back = EvidenceJson.read(EvidenceJson.write(evidence(Map.of(), "x\uD834y")));

        assertThat(back.findings().get(0).message()).isEqualTo("x\uFFFDy");
    }

    @Test
    void shouldIgnoreFieldsOfLaterVersionsOfTheSameFormat() throws IOException, InvalidEvidenceException {
        byte[] bytes =
                gzip("{\"release-gates-evidence\":1,\"later\":{\"x\":[1,{}]},\"problems\":[{\"kind\":\"MISSING\","
                        + "\"place\":\"p\",\"message\":\"m\",\"later\":1}]}");

        assertThat(EvidenceJson.read(bytes).problems()).containsExactly(new Problem(Problem.Kind.MISSING, "p", "m"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "another version | {\"release-gates-evidence\":3} | version 3",
                "a huge version | {\"release-gates-evidence\":99999999999999999999} | allowed is 1 to 2",
                "no version | {\"reports\":[]} | release-gates-evidence",
                "not an object | [] | release-gates-evidence",
                "cut off | {\"release-gates-evidence\":1,\"reports\":[ | read",
                "something behind | {\"release-gates-evidence\":1} {} | nothing behind",
                "a wrong type | {\"release-gates-evidence\":1,\"reports\":{}} | reports is an array",
                "an entry that is none | {\"release-gates-evidence\":1,\"findings\":[1]} | holds objects",
                "an unknown severity | {\"release-gates-evidence\":1,\"identities\":{\"00000000000000000000000000000001\":\"BAD\"}} | BAD",
                "a short identity | {\"release-gates-evidence\":1,\"identities\":{\"1\":\"LOW\"}} | 32 digits",
                "an unknown word | {\"release-gates-evidence\":2,\"identities\":{\"00000000000000000000000000000001\":\"LOW odd\"}} | odd",
                "a sighting that isn't there | {\"release-gates-evidence\":2,\"identities\":{\"00000000000000000000000000000001\":\"LOW @0\"}} | @0",
                "a sighting that is no time | {\"release-gates-evidence\":2,\"sightings\":[{\"at\":\"x\",\"build\":\"b\"}]} | instant",
                "an unknown provenance | {\"release-gates-evidence\":1,\"reports\":[{\"path\":\"\",\"format\":\"\",\"digest\":\"sha256:0000000000000000000000000000000000000000000000000000000000000000\",\"size\":1,\"provenance\":\"divine\",\"tool\":\"\"}]} | DIVINE",
                "a field twice | {\"release-gates-evidence\":1,\"problems\":[],\"problems\":[]} | uplicate"
            })
    void shouldRefuse(String what, String json, String words) throws IOException {
        byte[] bytes = gzip(json);

        assertThatThrownBy(() -> EvidenceJson.read(bytes))
                .as(what)
                .isInstanceOf(InvalidEvidenceException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldRefuseWhatIsNoGzip() {
        assertThatThrownBy(() -> EvidenceJson.read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidEvidenceException.class);
        assertThatThrownBy(() -> EvidenceJson.read(new byte[0])).isInstanceOf(InvalidEvidenceException.class);
    }

    @Test
    void shouldRefuseWhatUnpacksToTooMuch() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("{\"release-gates-evidence\":1,\"later\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 201; i++) {
                gzip.write(block);
            }
            gzip.write("\"}".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> EvidenceJson.read(bomb.toByteArray()))
                .isInstanceOf(InvalidEvidenceException.class)
                .hasMessageContaining(String.valueOf(EvidenceJson.MAX_PLAIN));
    }

    @Test
    void shouldRefuseTooManyBytes() {
        assertThatThrownBy(() -> EvidenceJson.read(new byte[EvidenceJson.MAX_COMPRESSED + 1]))
                .isInstanceOf(InvalidEvidenceException.class)
                .hasMessageContaining(String.valueOf(EvidenceJson.MAX_COMPRESSED));
    }

    @Test
    void shouldComeBackWithFindingsTooManyToHold() throws InvalidEvidenceException {
        Evidence evidence = many(Evidence.MAX_FINDINGS, i -> "message " + i);
        byte[] document = EvidenceJson.write(evidence);

        Evidence back = EvidenceJson.read(document);

        assertThat(back.findings()).isInstanceOf(KeptFindings.class).hasSize(Evidence.MAX_FINDINGS);
        assertThat(back.equals(evidence)).isTrue();
        assertThat(back.hasAllDetails()).isTrue();
        assertThat(back.findings().get(70_000)).isEqualTo(evidence.findings().get(70_000));
        assertThat(back.reported().findings()).isSameAs(back.findings());
        assertThat(EvidenceJson.write(back)).isEqualTo(document);
    }

    @Test
    void shouldGoThroughKeptFindingsAgainAndAgainAndNeverBackwards() throws InvalidEvidenceException {
        Evidence evidence = many(EvidenceParser.HELD + 1, i -> "message");
        List<Finding> kept = EvidenceJson.read(EvidenceJson.write(evidence)).findings();

        assertThat(kept.stream().map(Finding::rule).distinct().count()).isEqualTo(kept.size());
        assertThat(kept.stream().skip(1_000).map(Finding::rule)).containsExactly("R01000");
        assertThat(kept.indexOf(evidence.findings().get(7))).isEqualTo(7);
        assertThatThrownBy(() -> kept.listIterator(3).previous()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kept.get(kept.size())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kept.iterator().remove()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kept.listIterator(kept.size()).next()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldShowEachFindingWhileItReadsAndReadWithoutAny() throws InvalidEvidenceException {
        Evidence evidence = many(EvidenceParser.HELD + 1, i -> "message");
        byte[] document = EvidenceJson.write(evidence);
        List<Finding> shown = new ArrayList<>();

        EvidenceJson.read(document, shown::add);
        Evidence bare = EvidenceJson.readWithoutDetails(document);

        assertThat(shown).isEqualTo(evidence.findings());
        assertThat(bare.findings()).isEmpty();
        assertThat(bare.identities()).isEqualTo(evidence.identities());
        assertThat(bare.hasAllDetails()).isFalse();
    }

    /** 400 characters of nearly two bytes each that nothing compresses. */
    @Test
    void shouldLeaveOutDetailsThatWouldTakeTooMuchAndKeepWhatWasJudged() throws InvalidEvidenceException {
        Random random = new Random(1);
        Evidence evidence = many(
                30_000,
                i -> random.ints(400, 0x100, 0xD000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());

        Evidence back = EvidenceJson.read(EvidenceJson.write(evidence));

        assertThat(back.findings()).hasSize(15_000);
        assertThat(back.findings().get(14_999)).isEqualTo(evidence.findings().get(14_999));
        assertThat(back.identities()).isEqualTo(evidence.identities());
        assertThat(back.hasAllDetails()).isFalse();
        Sighting now = new Sighting(Instant.parse("2026-11-01T10:00:00Z"), "build-1");
        Evidence judged = back.seen(now, Optional.empty(), now);
        assertThat(EvidenceJson.read(EvidenceJson.write(judged)).findings()).hasSize(15_000);
    }

    private static Evidence many(int findings, IntFunction<String> message) {
        List<Finding> all = new ArrayList<>();
        Map<String, Brief> identities = new LinkedHashMap<>();
        for (int i = 0; i < findings; i++) {
            String identity = String.format("%032x", i);
            all.add(new Finding(
                    identity, String.format("R%05d", i), Severity.LOW, "a/B.java", i, message.apply(i), "tool"));
            identities.put(identity, Brief.of(Severity.LOW));
        }
        return new Evidence(List.of(), Map.of(), all, identities, List.of());
    }

    private static Evidence evidence(Map<String, Brief> identities, String message) {
        return new Evidence(
                List.of(new Report("a/b.xml", "junit", DIGEST, 12, Provenance.REPORTED, "tool")),
                Map.of(
                        "tests.total",
                        new Measurement("tests.total", MetricType.COUNT, 3, Provenance.SCANNED, List.of(DIGEST)),
                        "custom.x",
                        new Measurement("custom.x", MetricType.NUMBER, Double.NaN, Provenance.REPORTED, List.of())),
                List.of(new Finding(ONE, "rule", Severity.HIGH, "a/B.java", 7, message, "tool")),
                identities,
                List.of(
                        new Problem(Problem.Kind.UNREADABLE, "p", message, Optional.of("tests")),
                        new Problem(Problem.Kind.MISSING, "q", "m")));
    }

    private static byte[] gzip(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
