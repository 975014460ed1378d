package io.jenkins.lib.releasegates.slo.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The smallest client of a Prometheus that tests need; counts what it is asked. */
final class PrometheusOverHttp implements MetricsServer {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();
    private int questions;

    PrometheusOverHttp(URI uri) {
        this.uri = uri;
    }

    int questions() {
        return questions;
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public Answer at(String expression, Instant instant) throws MetricsException, InterruptedException {
        return ask("query", "time=" + seconds(instant.toEpochMilli()) + "&query=" + encoded(expression));
    }

    @Override
    public Answer over(String expression, TimeSpan span) throws MetricsException, InterruptedException {
        return ask(
                "query_range",
                "start=" + seconds(span.from().toEpochMilli()) + "&end="
                        + seconds(span.to().toEpochMilli()) + "&step="
                        + seconds(span.step().toMillis()) + "&query=" + encoded(expression));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private Answer ask(String path, String form) throws MetricsException, InterruptedException {
        questions++;
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/api/v1/" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new MetricsException(
                        MetricsException.Reason.QUESTION, json.path("error").asText(), null);
            }
            return answer(json.path("data"));
        } catch (IOException e) {
            throw new MetricsException(MetricsException.Reason.CONNECTION, "The server can't be reached.", e);
        }
    }

    private static Answer answer(JsonNode data) {
        Answer.Shape shape =
                Answer.Shape.valueOf(data.path("resultType").asText().toUpperCase(Locale.ROOT));
        if (shape == Answer.Shape.SCALAR) {
            return new Answer(shape, List.of(new Answer.Series(Map.of(), List.of(point(data.path("result"))))));
        }
        List<Answer.Series> series = new ArrayList<>();
        for (JsonNode one : data.path("result")) {
            Map<String, String> labels = new HashMap<>();
            one.path("metric")
                    .properties()
                    .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Answer.Point> points = new ArrayList<>();
            if (shape == Answer.Shape.VECTOR) {
                points.add(point(one.path("value")));
            } else {
                one.path("values").forEach(value -> points.add(point(value)));
            }
            series.add(new Answer.Series(labels, points));
        }
        return new Answer(shape, series);
    }

    private static Answer.Point point(JsonNode pair) {
        String text = pair.get(1).asText();
        double value = text.equals("+Inf")
                ? Double.POSITIVE_INFINITY
                : text.equals("-Inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(text);
        return new Answer.Point(Instant.ofEpochMilli(Math.round(pair.get(0).asDouble() * 1000)), value);
    }
}
