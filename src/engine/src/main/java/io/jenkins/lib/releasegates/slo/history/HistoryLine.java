package io.jenkins.lib.releasegates.slo.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One object of a line, asked for one member after the other; members that nobody asks for are refused. */
final class HistoryLine {

    private static final int MAX_TEXT = 4_096;
    private static final int MAX_ITEMS = 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4)
                            .maxNumberLength(30)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode json;
    private final String path;
    private final Set<String> asked = new TreeSet<>();

    private HistoryLine(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static HistoryLine of(String text) throws UnreadableHistoryException {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return new HistoryLine(object, "");
            }
            throw new UnreadableHistoryException("found no JSON object, allowed: one object in a line");
        } catch (JsonProcessingException e) {
            throw new UnreadableHistoryException("found no JSON: "
                    + Issues.quoted(e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    boolean has(String name) {
        return json.has(name);
    }

    String text(String name) throws UnreadableHistoryException {
        JsonNode found = member(name);
        if (!found.isTextual() || found.textValue().length() > MAX_TEXT) {
            throw refused(name, "a text of at most " + MAX_TEXT + " characters");
        }
        return found.textValue();
    }

    double number(String name, double least, double most) throws UnreadableHistoryException {
        JsonNode found = member(name);
        if (!found.isNumber() || !(found.doubleValue() >= least && found.doubleValue() <= most)) {
            throw refused(name, "a number from " + least + " to " + most);
        }
        return found.doubleValue();
    }

    /** Empty where it isn't there. */
    Optional<Double> rate(String name) throws UnreadableHistoryException {
        asked.add(name);
        return has(name) ? Optional.of(number(name, 0, Double.MAX_VALUE)) : Optional.empty();
    }

    int whole(String name, int most) throws UnreadableHistoryException {
        JsonNode found = member(name);
        if (!found.isInt() || found.intValue() < 0 || found.intValue() > most) {
            throw refused(name, "a whole number from 0 to " + most);
        }
        return found.intValue();
    }

    Instant instant(String name) throws UnreadableHistoryException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "an instant such as 2026-11-22T10:00:00Z");
        }
    }

    /** More than nothing, and at most ten years. */
    Duration duration(String name) throws UnreadableHistoryException {
        String allowed = "a duration such as PT30S, above zero and at most ten years";
        try {
            Duration found = Duration.parse(text(name));
            if (found.isZero() || found.isNegative() || found.compareTo(Duration.ofDays(3660)) > 0) {
                throw refused(name, allowed);
            }
            return found;
        } catch (DateTimeException e) {
            throw refused(name, allowed);
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> words) throws UnreadableHistoryException {
        String found = text(name);
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(found)) {
                return word;
            }
        }
        throw refused(name, "one of " + EnumSet.allOf(words));
    }

    List<HistoryLine> objects(String name) throws UnreadableHistoryException {
        JsonNode found = member(name);
        if (!found.isArray() || found.size() > MAX_ITEMS) {
            throw refused(name, "an array of at most " + MAX_ITEMS + " objects");
        }
        List<HistoryLine> objects = new ArrayList<>();
        for (JsonNode item : found) {
            if (!(item instanceof ObjectNode object)) {
                throw refused(name, "an array of objects");
            }
            objects.add(new HistoryLine(object, name(name) + "[" + objects.size() + "]."));
        }
        return objects;
    }

    /** All that is there has been asked for. */
    void end() throws UnreadableHistoryException {
        for (var names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw new UnreadableHistoryException(
                        name(Issues.quoted(name)) + ": found a member that nobody knows, allowed: " + asked);
            }
        }
    }

    UnreadableHistoryException refused(String name, String allowed) {
        JsonNode found = json.path(name);
        String shown = found.isMissingNode()
                ? "nothing"
                : found.isValueNode() ? Issues.quoted(found.asText()) : "an array or object";
        return new UnreadableHistoryException(name(name) + ": found " + shown + ", allowed: " + allowed);
    }

    private JsonNode member(String name) {
        asked.add(name);
        return json.path(name);
    }

    private String name(String name) {
        return path + name;
    }
}
