package io.jenkins.lib.releasegates.metrics.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a server with Prometheus' HTTP API answers; strict, since a number that is read wrong could let something through. */
final class AnswerReader {

    /** The most series of an answer. */
    static final int MAX_SERIES = 10_000;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int MAX_SCALE = 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private AnswerReader() {}

    /**
     * The answer.
     *
     * @param later how long the server wants to be left alone
     */
    static Answer read(HttpResponse<byte[]> answer, Optional<Duration> later) throws MetricsException {
        int status = answer.statusCode();
        if (status / 100 == 3) {
            throw new MetricsException(
                    Reason.ADDRESS, "the server sends us elsewhere (" + status + "), and we go nowhere else", null);
        }
        if (status == 401 || status == 403 || status == 407) {
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
        return data(json.path("data"));
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
            throw new MetricsException(Reason.SERVER, "the server answered in part only", null);
        }
        JsonNode warnings = json.path("warnings");
        if (!warnings.isEmpty()) {
            throw new MetricsException(
                    Reason.SERVER,
                    "the server answered with a warning: "
                            + Words.of(warnings.path(0).asText()),
                    null);
        }
    }

    private static Answer data(JsonNode data) throws MetricsException {
        String type = data.path("resultType").asText();
        JsonNode result = data.path("result");
        if (!result.isArray()) {
            throw strange("no result");
        }
        if (result.size() > MAX_SERIES && !type.equals("scalar")) {
            throw new MetricsException(
                    Reason.TOO_LARGE, "the answer has " + result.size() + " series, allowed are " + MAX_SERIES, null);
        }
        return switch (type) {
            case "scalar" ->
                new Answer(Answer.Shape.SCALAR, List.of(new Answer.Series(Map.of(), List.of(point(result)))));
            case "vector" -> new Answer(Answer.Shape.VECTOR, series(result, false));
            case "matrix" -> new Answer(Answer.Shape.MATRIX, series(result, true));
            case "string" ->
                throw new MetricsException(Reason.QUESTION, "the answer is a text where a number is needed", null);
            default -> throw strange("the kind of result " + Words.of(type));
        };
    }

    private static List<Answer.Series> series(JsonNode result, boolean overTime) throws MetricsException {
        List<Answer.Series> series = new ArrayList<>();
        for (JsonNode one : result) {
            if (one.has("histogram") || one.has("histograms")) {
                throw new MetricsException(
                        Reason.QUESTION,
                        "the answer is a native histogram where a number is needed; histogram_quantile makes one of it",
                        null);
            }
            List<Answer.Point> points = new ArrayList<>();
            if (overTime) {
                for (JsonNode value : one.path("values")) {
                    points.add(point(value));
                }
            } else {
                points.add(point(one.path("value")));
            }
            if (points.isEmpty()) {
                throw strange("a series without a value");
            }
            series.add(new Answer.Series(labels(one.path("metric")), points));
        }
        return series;
    }

    private static Map<String, String> labels(JsonNode metric) throws MetricsException {
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : metric.properties()) {
            if (!label.getValue().isTextual()) {
                throw strange("a label that is no text");
            }
            labels.put(label.getKey(), label.getValue().textValue());
        }
        return labels;
    }

    private static Answer.Point point(JsonNode pair) throws MetricsException {
        JsonNode at = pair.path(0);
        JsonNode value = pair.path(1);
        if (pair.size() != 2 || !at.isNumber() || !value.isTextual()) {
            throw strange("a value that isn't a time and a number");
        }
        Instant instant = at.isInt() || at.isLong() ? whole(at.longValue()) : instant(at.decimalValue());
        return new Answer.Point(instant, number(value.textValue()));
    }

    private static Instant whole(long seconds) throws MetricsException {
        if (seconds < 0 || seconds > LAST_SECOND.longValueExact()) {
            throw noTime();
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static Instant instant(BigDecimal seconds) throws MetricsException {
        // A scale beyond that would take long to be rounded.
        if (Math.abs(seconds.scale()) > MAX_SCALE || seconds.signum() < 0 || seconds.compareTo(LAST_SECOND) > 0) {
            throw noTime();
        }
        return Instant.ofEpochMilli(
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    private static MetricsException noTime() {
        return strange("a value of no time that is known");
    }

    private static double number(String text) throws MetricsException {
        switch (text) {
            case "NaN":
                return Double.NaN;
            case "+Inf", "Inf":
                return Double.POSITIVE_INFINITY;
            case "-Inf":
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        // Double.parseDouble takes "1f", "0x1p3" and blanks as well.
        if (text.length() > 400 || !NUMBER.matcher(text).matches()) {
            throw strange("a value that is no number");
        }
        return Double.parseDouble(text);
    }

    private static MetricsException strange(String found) {
        return new MetricsException(
                Reason.NO_ANSWER, "the server answered with something else than Prometheus' API says: " + found, null);
    }
}
