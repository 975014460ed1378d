package io.jenkins.lib.releasegates.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Evidence evidence = evidence(Map.of(ONE, Severity.HIGH, TWO, Severity.LOW), "a <script> \" ü 𝄞 \n\0");

        assertThat(EvidenceJson.read(EvidenceJson.write(evidence))).isEqualTo(evidence);
    }

    @Test
    void shouldComeBackWithoutEvidence() throws InvalidEvidenceException {
        assertThat(EvidenceJson.read(EvidenceJson.write(Evidence.none()))).isEqualTo(Evidence.none());
    }

    @Test
    void shouldWriteTheSameBytesForEqualEvidence() throws InvalidEvidenceException {
        Map<String, Severity> up = new LinkedHashMap<>();
        Map<String, Severity> down = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            up.put(String.format("%032d", i), Severity.LOW);
            down.put(String.format("%032d", 99 - i), Severity.LOW);
        }

        assertThat(EvidenceJson.write(evidence(up, "m"))).isEqualTo(EvidenceJson.write(evidence(down, "m")));
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
                "another version | {\"release-gates-evidence\":2} | version 2",
                "a huge version | {\"release-gates-evidence\":99999999999999999999} | allowed is 1",
                "no version | {\"reports\":[]} | release-gates-evidence",
                "not an object | [] | release-gates-evidence",
                "cut off | {\"release-gates-evidence\":1,\"reports\":[ | read",
                "something behind | {\"release-gates-evidence\":1} {} | nothing behind",
                "a wrong type | {\"release-gates-evidence\":1,\"reports\":{}} | reports is an array",
                "an entry that is none | {\"release-gates-evidence\":1,\"findings\":[1]} | holds objects",
                "an unknown severity | {\"release-gates-evidence\":1,\"identities\":{\"00000000000000000000000000000001\":\"BAD\"}} | BAD",
                "a short identity | {\"release-gates-evidence\":1,\"identities\":{\"1\":\"LOW\"}} | 32 digits",
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

    private static Evidence evidence(Map<String, Severity> identities, String message) {
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
