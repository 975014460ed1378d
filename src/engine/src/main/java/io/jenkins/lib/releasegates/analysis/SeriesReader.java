package io.jenkins.lib.releasegates.analysis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.analysis.SeriesJson.UnreadableSeriesException;
import io.jenkins.lib.releasegates.digest.JsonMembers;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One object of the state that {@link SeriesJson} writes, asked for one member after the other. */
final class SeriesReader {

    private static final int MOST = 2_000_000_000;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode json;
    private final String path;

    private SeriesReader(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static Series read(String text) throws UnreadableSeriesException {
        if (text.length() > SeriesJson.MAX_LENGTH) {
            throw new UnreadableSeriesException(
                    "Found " + text.length() + " characters, allowed: at most " + SeriesJson.MAX_LENGTH);
        }
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new UnreadableSeriesException("Found no JSON object, allowed: the state of an analysis");
            }
            Series series = new SeriesReader(json, "").series("");
            ObjectNode rest = JsonMembers.without(json, SeriesJson.tree(series));
            return rest.isEmpty() ? series : new SeriesReader(json, "").series(SeriesJson.text(rest));
        } catch (JsonProcessingException e) {
            throw new UnreadableSeriesException("Found no JSON of an analysis: "
                    + Issues.quoted(e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new UnreadableSeriesException(
                    "Found a state that no analysis has: " + Issues.quoted(String.valueOf(e.getMessage())));
        }
    }

    /** Reads again what {@link SeriesJson} wrote. */
    static ObjectNode tree(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read once can be read again", e);
        }
    }

    private Series series(String rest) throws UnreadableSeriesException {
        if (!json.path("version").isInt() || json.path("version").intValue() != SeriesJson.VERSION) {
            throw refused("version", "the number " + SeriesJson.VERSION);
        }
        Sampling sampling = object("sampling").sampling();
        List<String> gates = gates();
        Series.Progress progress = new Series.Progress(
                instant("startedAt"),
                instant("deadline"),
                instant("now"),
                optionalInstant("sampledAt"),
                optionalInstant("greenSince"),
                number("gaps", 0),
                object("tally").tally());
        List<Sample> samples = samples(gates.size());
        Ending ending = json.has("ending") ? word("ending", Ending.class) : null;
        check(sampling, progress, ending, samples);
        return new Series(sampling, gates, progress, ending, samples, rest);
    }

    /** What can't have come about isn't gone on with, least of all when it says that it was successful. */
    private void check(Sampling sampling, Series.Progress progress, @Nullable Ending ending, List<Sample> samples)
            throws UnreadableSeriesException {
        Tally tally = progress.tally();
        if (Duration.between(progress.now(), progress.deadline()).compareTo(sampling.timeout()) > 0) {
            throw refused("deadline", "at most the timeout, " + sampling.timeout() + ", after " + progress.now());
        }
        if ((tally.count() + tally.error() > 0) != (progress.sampledAt() != null)
                || samples.isEmpty() != (progress.sampledAt() == null)) {
            throw refused("sampledAt", "an instant where there are samples, and none where there aren't");
        }
        if ((tally.consecutiveSuccess() > 0) != (progress.greenSince() != null)) {
            throw refused("greenSince", "an instant where the last sample was green, and none where it wasn't");
        }
        Ending assessed = progress.sampledAt() == null ? null : Assessment.of(sampling, progress);
        boolean bySamples = ending == null || ending.isOfSamples();
        if (bySamples ? ending != assessed : assessed != null) {
            throw refused("ending", assessed == null ? "no ending by these samples" : assessed.name());
        }
    }

    private Sampling sampling() throws UnreadableSeriesException {
        return new Sampling(
                duration("initialDelay"),
                json.has("interval") ? Optional.of(duration("interval")) : Optional.empty(),
                json.has("count") ? OptionalInt.of(number("count", 1)) : OptionalInt.empty(),
                number("failureLimit", Sampling.OFF),
                number("inconclusiveLimit", Sampling.OFF),
                number("consecutiveErrorLimit", Sampling.OFF),
                number("consecutiveSuccessLimit", 0),
                duration("steady"),
                duration("timeout"),
                duration("longestGap"));
    }

    private Tally tally() throws UnreadableSeriesException {
        return new Tally(
                number("successful", 0),
                number("failed", 0),
                number("inconclusive", 0),
                number("error", 0),
                number("consecutiveSuccess", 0),
                number("consecutiveError", 0));
    }

    private List<String> gates() throws UnreadableSeriesException {
        List<String> gates = new ArrayList<>();
        for (JsonNode name : array("gates", Series.MAX_GATES)) {
            if (!name.isTextual()) {
                throw refused("gates", "an array of texts");
            }
            gates.add(name.textValue());
        }
        Series.check(gates);
        return List.copyOf(gates);
    }

    private List<Sample> samples(int gates) throws UnreadableSeriesException {
        List<Sample> samples = new ArrayList<>();
        for (SeriesReader sample : objects("samples", Series.mostKept(gates))) {
            List<Seen> seen = new ArrayList<>();
            for (SeriesReader one : sample.objects("seen", gates)) {
                String value = one.text("value");
                if (value.length() > Seen.MAX_VALUE) {
                    throw one.refused("value", "at most " + Seen.MAX_VALUE + " characters");
                }
                seen.add(new Seen(one.word("outcome", Outcome.class), value));
            }
            if (seen.size() != gates) {
                throw sample.refused("seen", "one for each of " + gates + " gates");
            }
            samples.add(new Sample(sample.instant("at"), seen));
        }
        return List.copyOf(samples);
    }

    private String text(String name) throws UnreadableSeriesException {
        if (!json.path(name).isTextual()) {
            throw refused(name, "a text");
        }
        return json.path(name).textValue();
    }

    private int number(String name, int least) throws UnreadableSeriesException {
        JsonNode found = json.path(name);
        if (!found.isInt() || found.intValue() < least || found.intValue() > MOST) {
            throw refused(name, "a whole number from " + least + " to " + MOST);
        }
        return found.intValue();
    }

    private Instant instant(String name) throws UnreadableSeriesException {
        try {
            Instant found = Instant.parse(text(name));
            if (found.isBefore(EARLIEST) || found.isAfter(LATEST)) {
                throw refused(name, "an instant from " + EARLIEST + " to " + LATEST);
            }
            return found;
        } catch (DateTimeException e) {
            throw refused(name, "an instant such as 2026-11-22T10:00:00Z");
        }
    }

    private @Nullable Instant optionalInstant(String name) throws UnreadableSeriesException {
        return json.has(name) ? instant(name) : null;
    }

    private Duration duration(String name) throws UnreadableSeriesException {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "a duration such as PT30S");
        }
    }

    private <E extends Enum<E>> E word(String name, Class<E> words) throws UnreadableSeriesException {
        String found = text(name);
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(found)) {
                return word;
            }
        }
        throw refused(name, "one of " + EnumSet.allOf(words));
    }

    private SeriesReader object(String name) throws UnreadableSeriesException {
        if (json.path(name) instanceof ObjectNode object) {
            return new SeriesReader(object, member(name));
        }
        throw refused(name, "an object");
    }

    private List<SeriesReader> objects(String name, int max) throws UnreadableSeriesException {
        List<SeriesReader> objects = new ArrayList<>();
        for (JsonNode item : array(name, max)) {
            if (!(item instanceof ObjectNode object)) {
                throw refused(name, "an array of objects");
            }
            objects.add(new SeriesReader(object, member(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    private JsonNode array(String name, int max) throws UnreadableSeriesException {
        if (!json.path(name).isArray() || json.path(name).size() > max) {
            throw refused(name, "an array of at most " + max + " items");
        }
        return json.path(name);
    }

    private UnreadableSeriesException refused(String name, String allowed) {
        JsonNode found = json.path(name);
        String shown = found.isMissingNode()
                ? "nothing"
                : found.isValueNode() ? Issues.quoted(found.asText()) : "an array or object";
        return new UnreadableSeriesException(member(name) + ": found " + shown + ", allowed: " + allowed);
    }

    private String member(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
