package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus; servers that don't answer as it does are in {@code PrometheusFaultsTest}. */
class PrometheusServerTest {

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private static Path directory;

    private static PrometheusProcess process;
    private static PrometheusServer server;

    @BeforeAll
    static void start() throws Exception {
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        StringBuilder samples = new StringBuilder("# TYPE requests counter\n");
        for (int minute = 0; minute <= 60; minute++) {
            long at = BEGIN.plusSeconds(60L * minute).getEpochSecond();
            samples.append("requests_total{code=\"200\"} ")
                    .append(minute * 90)
                    .append(' ')
                    .append(at)
                    .append('\n');
        }
        for (int minute = 0; minute <= 60; minute++) {
            long at = BEGIN.plusSeconds(60L * minute).getEpochSecond();
            samples.append("requests_total{code=\"500\"} ")
                    .append(minute * 10)
                    .append(' ')
                    .append(at)
                    .append('\n');
        }
        process = PrometheusProcess.with(directory, samples + "# EOF\n");
        server = new PrometheusServer(
                PrometheusSettings.of(
                        "metrics",
                        ServerAddress.parse("connection", process.uri().toString(), true)),
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void shouldReadAVector() throws Exception {
        Answer answer = server.at("requests_total", BEGIN.plusSeconds(600));
        assertThat(answer.shape()).isEqualTo(Answer.Shape.VECTOR);
        assertThat(answer.series())
                .contains(new Answer.Series(
                        Map.of("__name__", "requests_total", "code", "500"),
                        List.of(new Answer.Point(BEGIN.plusSeconds(600), 100))))
                .hasSize(2);
    }

    @Test
    void shouldReadAShare() throws Exception {
        String share = "sum(rate(requests_total{code=~\"5..\"}[5m])) / sum(rate(requests_total[5m]))";
        Answer answer = server.at(share, BEGIN.plusSeconds(1800));
        // 10 of 100 requests a minute.
        assertThat(answer.series().get(0).last().value()).isCloseTo(0.1, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void shouldReadAScalarAndWhatIsNoNumber() throws Exception {
        assertThat(server.at("scalar(sum(requests_total)) * 0 + 7", BEGIN.plusSeconds(600))
                        .shape())
                .isEqualTo(Answer.Shape.SCALAR);
        assertThat(server.at("0 / scalar(vector(0))", BEGIN)
                        .series()
                        .get(0)
                        .last()
                        .value())
                .isNaN();
    }

    @Test
    void shouldReadATime() throws Exception {
        TimeSpan span = new TimeSpan(BEGIN, BEGIN.plusSeconds(300), Duration.ofMinutes(1));
        Answer answer = server.over("requests_total{code=\"500\"}", span);
        assertThat(answer.shape()).isEqualTo(Answer.Shape.MATRIX);
        assertThat(answer.series().get(0).values())
                .extracting(Answer.Point::value)
                .containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
    }

    @Test
    void shouldFindNothingWhereNothingIs() throws Exception {
        assertThat(server.at("no_such_metric", BEGIN.plusSeconds(600)).isEmpty())
                .isTrue();
        // Five minutes after the last sample a series has ended.
        assertThat(server.at("requests_total", BEGIN.plusSeconds(3600 + 301)).isEmpty())
                .isTrue();
        assertThat(server.at("requests_total", BEGIN.minusSeconds(1)).isEmpty()).isTrue();
    }

    @Test
    void shouldTellWhatIsWrongWithTheQuestion() {
        assertThatThrownBy(() -> server.at("sum(", BEGIN))
                .isInstanceOf(MetricsException.class)
                .hasMessageStartingWith("the server refused the question: ")
                .hasMessageContaining("parse error");
        assertThatThrownBy(() -> server.at("\"text\"", BEGIN))
                .hasMessage("the answer is a text where a number is needed");
    }

    @Test
    void shouldComeBackWithTheServer() throws Exception {
        process.stop();
        try {
            assertThatThrownBy(() -> server.at("requests_total", BEGIN)).isInstanceOf(MetricsException.class);
        } finally {
            process.start();
        }
        assertThat(server.at("requests_total", BEGIN).isEmpty()).isFalse();
    }
}
