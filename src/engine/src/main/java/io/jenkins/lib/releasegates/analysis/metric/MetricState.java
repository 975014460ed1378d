package io.jenkins.lib.releasegates.analysis.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.SeriesJson;
import io.jenkins.lib.releasegates.evidence.ObservedSeries;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gate that waits knows: written after each sample, and read after a restart. Lines of JSON: the state of the series (docs/formats/analysis.md),
 * what is asked and how many samples were left out, and the samples.
 *
 * @param about for pages; what is demanded is told by the gate
 */
public record MetricState(Series series, MetricHistory history, About about) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_BYTES = 2 << 20;

    /**
     * What is asked, in its author's words.
     *
     * @param connection who is asked
     * @param question what
     * @param demand of the answers
     */
    public record About(String connection, String question, String demand) {}

    /** There is no such state. */
    public static final class UnreadableStateException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableStateException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** At its beginning. */
    public static MetricState begin(Series series, MetricGate gate) {
        return new MetricState(series, MetricHistory.EMPTY, new About(gate.connection(), gate.query(), gate.words()));
    }

    /** With a newer state of the series. */
    public MetricState with(Series newer) {
        return new MetricState(newer, history.with(newer), about);
    }

    /** For keeping. */
    public byte[] write() {
        StringBuilder lines = new StringBuilder();
        lines.append(SeriesJson.write(series)).append('\n');
        ObjectNode second = JsonNodeFactory.instance.objectNode();
        second.put("left", history.left());
        second.put("connection", about.connection());
        second.put("question", about.question());
        second.put("demand", about.demand());
        lines.append(second).append('\n');
        for (Sample sample : history.samples()) {
            Seen seen = sample.seen().get(0);
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("at", sample.at().toString());
            line.put("outcome", seen.outcome().name());
            line.put("value", seen.value());
            lines.append(line).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What was kept.
     *
     * @throws UnreadableStateException for anything else, also for a part of it
     */
    public static MetricState read(byte[] kept) throws UnreadableStateException {
        if (kept.length > MAX_BYTES) {
            throw new UnreadableStateException("Found " + kept.length + " bytes, allowed: " + MAX_BYTES, null);
        }
        List<String> lines = new String(kept, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 2 || lines.size() > 2 + ObservedSeries.MAX_SAMPLES) {
            throw new UnreadableStateException("Found " + lines.size() + " lines, allowed: 2 and the samples", null);
        }
        try {
            List<Sample> samples = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                JsonNode sample = MAPPER.readTree(line);
                Outcome outcome = Outcome.valueOf(sample.path("outcome").asText());
                samples.add(new Sample(
                        Instant.parse(sample.path("at").asText()),
                        List.of(new Seen(outcome, sample.path("value").asText()))));
            }
            JsonNode second = MAPPER.readTree(lines.get(1));
            About about = new About(
                    second.path("connection").asText(),
                    second.path("question").asText(),
                    second.path("demand").asText());
            MetricHistory history =
                    new MetricHistory(samples, Math.max(0, second.path("left").asInt()));
            return new MetricState(SeriesJson.read(lines.get(0)), history, about);
        } catch (JsonProcessingException
                | SeriesJson.UnreadableSeriesException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new UnreadableStateException("The state of an analysis can't be read: " + e.getMessage(), e);
        }
    }
}
