package io.jenkins.lib.releasegates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy of docs/load-tests.md does what that page says, from the report to the decision. */
class LoadTestGateTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root"), "docs", "load-tests.md");
    private static final String TIMES = "\"avg\":90,\"med\":80,\"max\":900,\"p(90)\":150,\"p(95)\":200,\"p(99)\":400";

    @TempDir
    private Path workspace;

    @Test
    void shouldPassAGoodTest() throws Exception {
        assertThat(judged(k6(20_000, 10, TIMES, false))).isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void shouldWarnAndFailByTheResponseTime() throws Exception {
        assertThat(judged(k6(20_000, 10, TIMES.replace("200", "260"), false))).isEqualTo(Verdict.Kind.WARNING);
        assertThat(judged(k6(20_000, 10, TIMES.replace("200", "300"), false))).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void shouldFailATestThatSentLittleOrSawErrorsOrCrossedAThreshold() throws Exception {
        assertThat(judged(k6(9_999, 10, TIMES, false))).isEqualTo(Verdict.Kind.FAILED);
        assertThat(judged(k6(20_000, 200, TIMES, false))).isEqualTo(Verdict.Kind.FAILED);
        assertThat(judged(k6(20_000, 10, TIMES, true))).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void shouldConcludeNothingFromWhatWasNotMeasured() throws Exception {
        assertThat(judged(k6(20_000, 10, TIMES.replace(",\"p(99)\":400", ""), false)))
                .isEqualTo(Verdict.Kind.INCONCLUSIVE);
        assertThat(judged("<html>502 Bad Gateway</html>")).isEqualTo(Verdict.Kind.ERROR);
    }

    private Verdict.Kind judged(String report) throws Exception {
        Files.writeString(workspace.resolve("k6.json"), report);
        Decision decision = Scenes.decide(policy(), evidence(), Baseline.none("there was no run before"));
        return decision.outcome();
    }

    private Evidence evidence() throws IOException {
        return new EvidenceReading(workspace, ReadLimits.STANDARD, Provenance.REPORTED)
                .read(List.of(ReportRequest.of("k6.json", "k6")));
    }

    private static Policy policy() throws Exception {
        Matcher snippet = Pattern.compile("(?s)```yaml\\R(.*?)```").matcher(Files.readString(PAGE));
        assertThat(snippet.find()).isTrue();
        return PolicyValidation.ofYaml(snippet.group(1), PAGE.toString()).policyOrThrow();
    }

    private static String k6(int requests, int failed, String times, boolean crossed) {
        return "{\"root_group\":{\"groups\":{},\"checks\":{}},\"metrics\":{\"http_reqs\":{\"count\":" + requests
                + ",\"rate\":66.6},\"http_req_failed\":{\"passes\":" + failed + ",\"fails\":" + (requests - failed)
                + ",\"value\":0.0005,\"thresholds\":{\"rate<0.01\":false}},\"http_req_duration\":{" + times
                + ",\"thresholds\":{\"p(95)<500\":" + crossed + "}}}}";
    }
}
