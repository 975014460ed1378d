package io.jenkins.lib.releasegates.metrics.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all answers of Prometheus' HTTP API have in common: whether the question was answered at all, and in whole. */
final class Envelope {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private Envelope() {}

    /**
     * What is in it.
     *
     * @param later how long the server wants to be left alone
     */
    static JsonNode open(HttpResponse<byte[]> answer, Optional<Duration> later) throws MetricsException {
        int status = answer.statusCode();
        if (status / 100 == 3) {
            throw new MetricsException(
                    Reason.ADDRESS, "the server sends us elsewhere (" + status + "), and we go nowhere else", null);
        }
        if (status == PROXY_AUTHENTICATION) {
            throw new MetricsException(
                    Reason.NOT_ALLOWED,
                    "the proxy doesn't let us in (407); Java tells it no password for https:// unless it is started with"
                            + " -Djdk.http.auth.tunneling.disabledSchemes=",
                    null);
        }
        if (status == 401 || status == 403) {
            throw new MetricsException(Reason.NOT_ALLOWED, "the server doesn't let us in (" + status + ")", null);
        }
        if (status == TOO_MANY_REQUESTS) {
            throw new MetricsException(Reason.TOO_MANY_QUESTIONS, "the server is asked too much (429)", later, null);
        }
        JsonNode json = tree(answer.body(), status);
        if (status != 200 || !"success".equals(json.path("status").asText())) {
            throw refused(status, json, later);
        }
        whole(json);
        return json.path("data");
    }

    private static JsonNode tree(byte[] body, int status) throws MetricsException {
        JsonNode json = null;
        try {
            json = READER.readTree(body);
        } catch (JsonProcessingException e) {
            // Its message holds a piece of what was found; the place is enough.
            throw noAnswer(status, body, e);
        } catch (IOException e) {
            throw noAnswer(status, body, e);
        }
        if (json == null || !json.isObject()) {
            throw noAnswer(status, body, null);
        }
        return json;
    }

    private static MetricsException noAnswer(int status, byte[] body, @Nullable Throwable cause) {
        boolean html = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("<");
        Reason reason = status / 100 == 5 ? Reason.SERVER : Reason.NO_ANSWER;
        return new MetricsException(
                reason,
                "the server answered (" + status + ") with " + (html ? "a page" : "something")
                        + " that is no answer of Prometheus' API",
                cause);
    }

    private static MetricsException refused(int status, JsonNode json, Optional<Duration> later) {
        String type = json.path("errorType").asText();
        String said = Words.of(json.path("error").asText());
        boolean question =
                status == 400 || status == UNPROCESSABLE || type.equals("bad_data") || type.equals("execution");
        if (question) {
            return new MetricsException(Reason.QUESTION, "the server refused the question: " + said, null);
        }
        Reason reason = type.equals("timeout") ? Reason.TIMEOUT : Reason.SERVER;
        return new MetricsException(
                reason,
                (status == UNAVAILABLE ? "the server is not available" : "the server failed") + " (" + status + "): "
                        + said,
                later,
                null);
    }

    /** What is only a part, or doubtful, is no answer. */
    private static void whole(JsonNode json) throws MetricsException {
        if (json.path("isPartial").asBoolean()) {
            throw new MetricsException(Reason.NO_ANSWER, "the server answered in part only", null);
        }
        JsonNode warnings = json.path("warnings");
        if (!warnings.isEmpty()) {
            throw new MetricsException(
                    Reason.NO_ANSWER,
                    "the server answered with a warning: "
                            + Words.of(warnings.path(0).asText()),
                    null);
        }
    }

    /** Names and values; both are texts. */
    static Map<String, String> labels(JsonNode metric) throws MetricsException {
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : metric.properties()) {
            if (!label.getValue().isTextual()) {
                throw Envelope.strange("a label that is no text");
            }
            labels.put(label.getKey(), label.getValue().textValue());
        }
        return labels;
    }

    /** What is no such answer, in words. */
    static MetricsException strange(String found) {
        return new MetricsException(
                Reason.NO_ANSWER, "the server answered with something else than Prometheus' API says: " + found, null);
    }
}
