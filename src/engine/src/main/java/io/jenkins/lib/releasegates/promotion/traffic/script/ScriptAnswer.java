package io.jenkins.lib.releasegates.promotion.traffic.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;

/** What a command has answered, asked for one member after the other. */
record ScriptAnswer(String whose, JsonNode json) {

    private static final int REFUSED = 2;
    private static final int CHANGED = 3;
    private static final int WHOLE = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What a code says that isn't 0. */
    static Reason reason(int exit) {
        return switch (exit) {
            case REFUSED -> Reason.REFUSED;
            case CHANGED -> Reason.CHANGED;
            default -> Reason.UNREACHABLE;
        };
    }

    /** An answer of this version. */
    static JsonNode parse(String whose, String output) throws TargetException {
        try {
            JsonNode json = MAPPER.readTree(output);
            if (json.isObject()
                    && json.path("version").isInt()
                    && json.path("version").intValue() == 1) {
                return json;
            }
            throw new TargetException(
                    Reason.MALFORMED,
                    whose + " answered " + shown(output) + ", expected an object with \"version\": 1");
        } catch (JsonProcessingException e) {
            throw new TargetException(Reason.MALFORMED, whose + " answered " + shown(output) + ", expected JSON", e);
        }
    }

    boolean has(String member) {
        return json.has(member);
    }

    boolean flag(String member) throws TargetException {
        if (!json.path(member).isBoolean()) {
            throw wrong(member, json.path(member).toString(), "true or false");
        }
        return json.path(member).booleanValue();
    }

    Optional<String> text(String member, int most) throws TargetException {
        if (!json.has(member)) {
            return Optional.empty();
        }
        if (!json.path(member).isTextual() || json.path(member).textValue().length() > most) {
            throw wrong(member, json.path(member).toString(), "a string of at most " + most + " characters");
        }
        return Optional.of(json.path(member).textValue().replaceAll("\\p{Cntrl}+", " "));
    }

    int percent(String member, String slot) throws TargetException {
        JsonNode found = json.path(member).path(slot);
        if (!found.isInt() || found.intValue() < 0 || found.intValue() > WHOLE) {
            throw wrong(member + "/" + slot, found.toString(), "a whole number from 0 to 100");
        }
        return found.intValue();
    }

    Slot slot(String member, String slot) throws TargetException {
        String found = json.path(member).path(slot).asText("");
        return Arrays.stream(Slot.values())
                .filter(state -> state.name().equals(found))
                .findFirst()
                .orElseThrow(() -> wrong(member + "/" + slot, found, "one of " + Arrays.toString(Slot.values())));
    }

    void onlyThese(String member, SortedSet<String> slots) throws TargetException {
        if (json.path(member).size() != slots.size()) {
            throw wrong(member, json.path(member).toString(), "the slots " + slots + " alone");
        }
    }

    TargetException wrong(String member, String found, String allowed) {
        return new TargetException(
                Reason.MALFORMED,
                whose + ", " + member + ": found " + (found.isEmpty() ? "nothing" : shown(found)) + ", allowed is "
                        + allowed);
    }

    private static String shown(String text) {
        String plain = text.strip().replaceAll("[^ -~]+", " ");
        return "\"" + (plain.length() > 120 ? plain.substring(0, 120) + "..." : plain) + "\"";
    }
}
