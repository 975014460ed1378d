package io.jenkins.lib.releasegates.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A series as one line of canonical JSON, for keeping it while it waits; described in docs/formats/analysis.md. Working state, not the record.
 *
 * <p>Thread-safe.
 */
public final class SeriesJson {

    /** The longest state that is read, in UTF-16 units. */
    public static final int MAX_LENGTH = 256 << 10;

    static final int VERSION = 1;

    private SeriesJson() {}

    /** The state; {@link #read} gives one that goes on in the same way. Members that were read and aren't known here are written again. */
    public static String write(Series series) {
        ObjectNode json = tree(series);
        if (!series.rest().isEmpty()) {
            JsonMembers.addMissing(json, SeriesReader.tree(series.rest()));
        }
        return text(json);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnreadableSeriesException naming the member, what was found and what is allowed, for everything else, also for a state that
     *     contradicts itself
     */
    public static Series read(String text) throws UnreadableSeriesException {
        return SeriesReader.read(text);
    }

    static String text(ObjectNode json) {
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }

    static ObjectNode tree(Series series) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        sampling(json.putObject("sampling"), series.sampling());
        ArrayNode gates = json.putArray("gates");
        series.gates().forEach(gates::add);
        Series.Progress progress = series.progress();
        json.put("startedAt", progress.startedAt().toString());
        json.put("deadline", progress.deadline().toString());
        json.put("now", progress.now().toString());
        instant(json, "sampledAt", progress.sampledAt());
        instant(json, "greenSince", progress.greenSince());
        json.put("gaps", progress.gaps());
        tally(json.putObject("tally"), progress.tally());
        series.ending().ifPresent(ending -> json.put("ending", ending.name()));
        ArrayNode samples = json.putArray("samples");
        series.samples().forEach(sample -> sample(samples.addObject(), sample));
        return json;
    }

    private static void sampling(ObjectNode json, Sampling sampling) {
        json.put("initialDelay", sampling.initialDelay().toString());
        sampling.interval().ifPresent(interval -> json.put("interval", interval.toString()));
        sampling.count().ifPresent(count -> json.put("count", count));
        json.put("failureLimit", sampling.failureLimit());
        json.put("inconclusiveLimit", sampling.inconclusiveLimit());
        json.put("consecutiveErrorLimit", sampling.consecutiveErrorLimit());
        json.put("consecutiveSuccessLimit", sampling.consecutiveSuccessLimit());
        json.put("steady", sampling.steady().toString());
        json.put("timeout", sampling.timeout().toString());
        json.put("longestGap", sampling.longestGap().toString());
    }

    private static void tally(ObjectNode json, Tally tally) {
        json.put("successful", tally.successful());
        json.put("failed", tally.failed());
        json.put("inconclusive", tally.inconclusive());
        json.put("error", tally.error());
        json.put("consecutiveSuccess", tally.consecutiveSuccess());
        json.put("consecutiveError", tally.consecutiveError());
    }

    private static void sample(ObjectNode json, Sample sample) {
        json.put("at", sample.at().toString());
        ArrayNode seen = json.putArray("seen");
        sample.seen()
                .forEach(one ->
                        seen.addObject().put("outcome", one.outcome().name()).put("value", one.value()));
    }

    private static void instant(ObjectNode json, String name, @Nullable Instant instant) {
        if (instant != null) {
            json.put(name, instant.toString());
        }
    }

    /** A state can't be understood, so nothing of it counts; the message says where and why. */
    public static final class UnreadableSeriesException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableSeriesException(String message) {
            super(message);
        }
    }
}
