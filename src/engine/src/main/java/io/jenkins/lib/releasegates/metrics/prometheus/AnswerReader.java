package io.jenkins.lib.releasegates.metrics.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a server with Prometheus' HTTP API answers; strict, since a number that is read wrong could let something through. */
final class AnswerReader {

    /** The most series of an answer. */
    static final int MAX_SERIES = 10_000;

    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int MAX_SCALE = 20;

    private AnswerReader() {}

    /**
     * The answer.
     *
     * @param later how long the server wants to be left alone
     */
    static Answer read(HttpResponse<byte[]> answer, Optional<Duration> later) throws MetricsException {
        return data(Envelope.open(answer, later));
    }

    private static Answer data(JsonNode data) throws MetricsException {
        String type = data.path("resultType").asText();
        JsonNode result = data.path("result");
        if (!result.isArray()) {
            throw Envelope.strange("no result");
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
            default -> throw Envelope.strange("the kind of result " + Words.of(type));
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
                throw Envelope.strange("a series without a value");
            }
            series.add(new Answer.Series(Envelope.labels(one.path("metric")), points));
        }
        return series;
    }

    private static Answer.Point point(JsonNode pair) throws MetricsException {
        JsonNode at = pair.path(0);
        JsonNode value = pair.path(1);
        if (pair.size() != 2 || !at.isNumber() || !value.isTextual()) {
            throw Envelope.strange("a value that isn't a time and a number");
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
        return Envelope.strange("a value of no time that is known");
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
            throw Envelope.strange("a value that is no number");
        }
        return Double.parseDouble(text);
    }
}
