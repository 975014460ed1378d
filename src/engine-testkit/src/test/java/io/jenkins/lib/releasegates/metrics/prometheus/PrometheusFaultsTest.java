package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that don't answer as Prometheus does; the one that does is in {@code PrometheusServerTest}. */
class PrometheusFaultsTest extends FaultyServer {

    @Test
    void shouldAskWithCredentialsAndSayThatAPartIsNoAnswer() throws Exception {
        assertThat(prometheus(url() + "/prom/", true, Duration.ofSeconds(20)).at("sum(up) > 1", now))
                .isEqualTo(new Answer(Answer.Shape.VECTOR, List.of()));
        assertThat(paths).containsExactly("POST /prom/api/v1/query");
        assertThat(headers).containsExactly("Bearer token-that-nobody-sees shop");
        assertThat(bodies.get(0))
                .contains("query=sum%28up%29+%3E+1")
                .contains("time=" + now.getEpochSecond() + ".000")
                .contains("timeout=20000ms")
                .contains("partial_response=false")
                .contains("deny_partial_response=1");
    }

    @Test
    void shouldAskForATimeInMilliseconds() throws Exception {
        prometheus().over("up", new TimeSpan(now.minusMillis(1500), now, Duration.ofMillis(500)));
        assertThat(paths).containsExactly("POST /api/v1/query_range");
        assertThat(bodies.get(0))
                .contains("start=" + (now.getEpochSecond() - 2) + ".500")
                .contains("end=" + now.getEpochSecond() + ".000")
                .contains("step=0.500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"} | QUESTION | the server refused the question: parse error",
                "422 | {\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"many-to-many\"} | QUESTION | the server refused the question: many-to-many",
                "503 | {\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"} | TIMEOUT | the server is not available (503): query timed out",
                "500 | {\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"disk\"} | SERVER | the server failed (500): disk",
                "500 | <html>oops</html> | SERVER | the server answered (500) with a page that is no answer of Prometheus' API",
                "502 | | SERVER | the server answered (502) with something that is no answer of Prometheus' API",
                "200 | <!DOCTYPE html><html>log in</html> | NO_ANSWER | the server answered (200) with a page that is no answer of Prometheus' API",
                "404 | 404 page not found | NO_ANSWER | the server answered (404) with something that is no answer of Prometheus' API",
                "200 | {\"status\":\"success\" | NO_ANSWER | the server answered (200) with something that is no answer of Prometheus' API",
                "200 | {\"status\":\"success\"} {} | NO_ANSWER | the server answered (200) with something that is no answer of Prometheus' API",
                "200 | [] | NO_ANSWER | the server answered (200) with something that is no answer of Prometheus' API",
                "200 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"} | QUESTION | the server refused the question: no",
                "401 | no | NOT_ALLOWED | the server doesn't let us in (401)",
                "403 | no | NOT_ALLOWED | the server doesn't let us in (403)",
                "429 | slow down | TOO_MANY_QUESTIONS | the server is asked too much (429)",
            })
    void shouldTellWhatTheServerRefuses(int status, String body, Reason reason, String words) {
        reply.set(text(status, "application/json", body == null ? "" : body));
        MetricsException failure = failure(prometheus());
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessage(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\"}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,2]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0x10\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1d\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1,5\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[-1,\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1e300,\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1e-999999999,\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1e999999999,\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{}}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"a\":1},\"value\":[1,\"1\"]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[]}]}}",
            })
    void shouldTakeNothingThatIsAlmostAnAnswer(String body) {
        reply.set(json(body));
        assertThat(failure(prometheus()).reason()).isEqualTo(Reason.NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"status\":\"success\",\"isPartial\":true,\"data\":{\"resultType\":\"vector\",\"result\":[]}} | NO_ANSWER",
                "{\"status\":\"success\",\"warnings\":[\"a store is gone\"],\"data\":{\"resultType\":\"vector\",\"result\":[]}} | NO_ANSWER",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}} | QUESTION",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":[1,{}]}]}} | QUESTION",
            })
    void shouldTakeNoPartForTheWhole(String body, Reason reason) {
        reply.set(json(body));
        assertThat(failure(prometheus()).reason()).isEqualTo(reason);
    }

    @Test
    void shouldReadWhatIsNoNumber() throws Exception {
        reply.set(json(
                "{\"status\":\"success\",\"infos\":[\"no counter\"],\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{\"a\":\"1\"},\"value\":[1435781451.781,\"NaN\"]},"
                        + "{\"metric\":{\"a\":\"2\"},\"value\":[1435781451,\"+Inf\"]},"
                        + "{\"metric\":{\"a\":\"3\"},\"value\":[1435781451,\"-1.5e-3\"]}]}}"));
        assertThat(prometheus().at("up", now).series())
                .extracting(one -> one.last().value())
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, -0.0015);
    }

    @Test
    void shouldNotWaitLongerThanItIsPatient() {
        reply.set(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        MetricsException failure = failure(prometheus(url(), true, Duration.ofMillis(300)));
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure).hasMessage("there was no answer within 300 ms");
    }

    @Test
    void shouldNotWaitForAnAnswerThatDrips() {
        reply.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(failure(prometheus(url(), true, Duration.ofMillis(500))).reason())
                .isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void shouldBreakOffAnAnswerOfAHundredMegabytes() {
        reply.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    body.write(part);
                }
            }
        });
        MetricsException failure = failure(prometheus());
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure).hasMessage("the answer has more than 16777216 bytes");
    }

    @Test
    void shouldTakeNoMoreThanTenThousandSeries() {
        String one = "{\"metric\":{},\"value\":[1,\"1\"]}";
        reply.set(json("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + one
                + ("," + one).repeat(AnswerReader.MAX_SERIES) + "]}}"));
        assertThat(failure(prometheus()).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void shouldGoNowhereElse() {
        reply.set(exchange -> {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        assertThat(failure(prometheus()).reason()).isEqualTo(Reason.ADDRESS);
        assertThat(paths).containsExactly("POST /api/v1/query");
    }

    @Test
    void shouldAskNoPrivateAddressThatTheOwnerHasNotAllowed() {
        String private1 = "https://127.0.0.1:" + server.getAddress().getPort();
        MetricsException failure = catchThrowableOfType(
                MetricsException.class,
                () -> prometheus(private1, false, Duration.ofSeconds(5)).at("up", now));
        assertThat(failure.reason()).isEqualTo(Reason.ADDRESS);
        assertThat(paths).isEmpty();
    }

    @Test
    void shouldTellWhenNobodyListens() {
        PrometheusServer asked = prometheus();
        server.stop(0);
        assertThat(failure(asked).reason()).isEqualTo(Reason.CONNECTION);
    }

    @Test
    void shouldLeaveTheServerAloneForAsLongAsItAsks() throws Exception {
        reply.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "30");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        PrometheusServer asked = prometheus();
        assertThat(failure(asked).later()).contains(Duration.ofSeconds(30));
        reply.set(json(NOTHING));
        clock.set(now.plusSeconds(20));
        assertThat(failure(asked)).hasMessage("the server asked not to be asked for another 10 seconds");
        assertThat(paths).hasSize(1);
        clock.set(now.plusSeconds(30));
        assertThat(asked.at("up", now).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"120, behind", "-120, ahead of"})
    void shouldNotBelieveAServerWithAnotherClock(int ours, String words) {
        clock.set(now.plusSeconds(ours));
        MetricsException failure = failure(prometheus());
        assertThat(failure.reason()).isEqualTo(Reason.CLOCK);
        assertThat(failure).hasMessageMatching("the clock of the server is 1[0-9]{2} seconds " + words + " ours");
    }

    @Test
    void shouldTellThatThereAreNoCredentials() {
        PrometheusServer asked = new PrometheusServer(
                new PrometheusSettings(
                        "metrics",
                        ServerAddress.parse("connection", url(), true),
                        () -> {
                            throw new IllegalStateException("secret-id is gone");
                        },
                        Map.of(),
                        Duration.ofSeconds(5),
                        Optional.empty(),
                        HttpProxy.NONE),
                clock);
        assertThatThrownBy(() -> asked.at("up", now))
                .isInstanceOf(MetricsException.class)
                .hasMessage("there are no credentials for the connection metrics");
        assertThat(paths).isEmpty();
    }

    @Test
    void shouldRefuseAQuestionThatIsTooLong() {
        assertThatThrownBy(() -> prometheus().at("x".repeat(PrometheusServer.MAX_QUESTION + 1), now))
                .hasMessage("the question has 20001 characters, allowed are 20000");
        assertThat(paths).isEmpty();
    }
}
