package io.jenkins.lib.releasegates.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusProcessTest {

    private static final String SAMPLES = """
            # HELP requests Requests.
            # TYPE requests counter
            requests_total{job="shop"} 10 1767225600
            requests_total{job="shop"} 40 1767225900
            # EOF
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void needsPrometheus() {
        assumeTrue(
                PrometheusProcess.missing().isEmpty(),
                () -> PrometheusProcess.missing().orElse(""));
    }

    @Test
    void shouldAnswerFromItsSamplesAlsoAfterItWasStopped() throws Exception {
        try (PrometheusProcess prometheus = PrometheusProcess.with(directory, SAMPLES)) {
            URI uri = prometheus.uri();

            assertThat(ask(uri)).contains("\"value\":[1767225900,\"40\"]");

            prometheus.stop();
            assertThatThrownBy(() -> ask(uri)).isInstanceOf(ConnectException.class);

            prometheus.start();
            assertThat(prometheus.uri()).isEqualTo(uri);
            assertThat(ask(uri)).contains("\"value\":[1767225900,\"40\"]");
        }
    }

    @Test
    void shouldSayWhatPrometheusSaysWhenItDoesNotStart() {
        assertThatThrownBy(() -> PrometheusProcess.over(directory, "no_such_key: 1\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no_such_key");
    }

    private static String ask(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/api/v1/query?query=requests_total&time=1767225900"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
