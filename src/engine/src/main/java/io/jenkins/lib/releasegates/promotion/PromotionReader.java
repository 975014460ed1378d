package io.jenkins.lib.releasegates.promotion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.promotion.PlanStep.Analysis;
import io.jenkins.lib.releasegates.promotion.PlanStep.Pause;
import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;
import io.jenkins.lib.releasegates.promotion.Promotion.Slots;
import io.jenkins.lib.releasegates.promotion.PromotionPlan.Otherwise;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link PromotionJson} writes. Strict: traffic follows from it, so what isn't understood isn't guessed. Members that it doesn't know
 * are a later version's, and refused.
 */
final class PromotionReader {

    private static final int MAX_LENGTH = 1024 * 1024;

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

    private PromotionReader(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static Promotion read(String text) throws UnreadablePromotionException {
        if (text.length() > MAX_LENGTH) {
            throw new UnreadablePromotionException("found " + text.length() + " characters, allowed are " + MAX_LENGTH);
        }
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new UnreadablePromotionException("found no JSON object, expected the state of a promotion");
            }
            Promotion promotion = new PromotionReader(json, "").promotion();
            // As it is parsed: a tree that was built has other number types.
            JsonNode written = MAPPER.readTree(PromotionJson.text(promotion));
            if (!written.equals(json)) {
                throw new UnreadablePromotionException(
                        "found members that this version doesn't know or writes otherwise");
            }
            return promotion;
        } catch (JsonProcessingException e) {
            throw new UnreadablePromotionException("found no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new UnreadablePromotionException(String.valueOf(e.getMessage()));
        }
    }

    private Promotion promotion() throws UnreadablePromotionException {
        String version = string("version");
        if (!version.equals(PromotionJson.VERSION)) {
            throw wrong("version", "\"" + version + "\"", "\"" + PromotionJson.VERSION + "\"");
        }
        PromotionPlan plan = object("plan").plan();
        Promotion promotion = new Promotion(
                plan,
                number("turn", 0, Long.MAX_VALUE),
                one("phase", Phase.values()),
                slots(),
                (int) number("step", 0, plan.steps().size() - 1L),
                (int) number("weight", 0, PromotionPlan.ALL),
                (int) number("asked", 0, PromotionPlan.ALL),
                flag("watched"),
                instant("since"),
                json.has("due") ? Optional.of(instant("due")) : Optional.empty(),
                json.has("resumes") ? Optional.of(one("resumes", Phase.values())) : Optional.empty(),
                one("cause", Cause.values()),
                string("words"));
        if (!promotion.phase().isEnd() && promotion.due().isEmpty()) {
            throw wrong("due", "nothing", "a time in the phase " + promotion.phase());
        }
        if (promotion.phase() == Phase.PAUSED && promotion.resumes().isEmpty()) {
            throw wrong("resumes", "nothing", "a phase while it is paused");
        }
        if (promotion.slots().isEmpty()
                && promotion.phase() != Phase.PREPARING
                && !promotion.phase().isEnd()) {
            throw wrong("live", "nothing", "the name of a slot in the phase " + promotion.phase());
        }
        return promotion;
    }

    private Optional<Slots> slots() throws UnreadablePromotionException {
        return json.has("live") || json.has("idle")
                ? Optional.of(new Slots(string("live"), string("idle")))
                : Optional.empty();
    }

    private PromotionPlan plan() throws UnreadablePromotionException {
        PromotionReader limits = object("limits");
        return new PromotionPlan(
                steps(),
                flag("preAnalysis"),
                flag("postAnalysis"),
                flag("beforeExpose"),
                duration("bake"),
                duration("scaleDownDelay"),
                one("inconclusive", Otherwise.values()),
                one("changedByHand", Otherwise.values()),
                new PromotionLimits(
                        limits.duration("deploy"),
                        limits.duration("probe"),
                        limits.duration("analysis"),
                        limits.duration("expose"),
                        limits.duration("confirm"),
                        limits.duration("absence"),
                        limits.duration("retry"),
                        limits.duration("paused")));
    }

    private List<PlanStep> steps() throws UnreadablePromotionException {
        List<PlanStep> steps = new ArrayList<>();
        for (JsonNode step : json.path("steps")) {
            if (!(step instanceof ObjectNode object) || object.size() != 1) {
                throw wrong("steps", step.toString(), "objects with one member each");
            }
            PromotionReader reader = new PromotionReader(object, path + "steps/" + steps.size() + "/");
            if (object.has("setWeight")) {
                steps.add(new SetWeight((int) reader.number("setWeight", 1, PromotionPlan.ALL)));
            } else if (object.has("pause")) {
                boolean open = reader.string("pause").isEmpty();
                steps.add(new Pause(open ? Optional.empty() : Optional.of(reader.duration("pause"))));
            } else if (object.has("analysis")) {
                steps.add(new Analysis());
            } else {
                throw wrong("steps", step.toString(), "setWeight, pause or analysis");
            }
        }
        return steps;
    }

    private PromotionReader object(String name) throws UnreadablePromotionException {
        if (json.path(name) instanceof ObjectNode object) {
            return new PromotionReader(object, path + name + "/");
        }
        throw wrong(name, json.path(name).toString(), "an object");
    }

    private String string(String name) throws UnreadablePromotionException {
        JsonNode found = json.path(name);
        if (!found.isTextual()) {
            throw wrong(name, found.toString(), "a string");
        }
        return found.textValue();
    }

    private boolean flag(String name) throws UnreadablePromotionException {
        JsonNode found = json.path(name);
        if (!found.isBoolean()) {
            throw wrong(name, found.toString(), "true or false");
        }
        return found.booleanValue();
    }

    private long number(String name, long least, long most) throws UnreadablePromotionException {
        JsonNode found = json.path(name);
        if (!found.isIntegralNumber()
                || !found.canConvertToLong()
                || found.longValue() < least
                || found.longValue() > most) {
            throw wrong(name, found.toString(), "a whole number from " + least + " to " + most);
        }
        return found.longValue();
    }

    private Instant instant(String name) throws UnreadablePromotionException {
        try {
            return Instant.parse(string(name));
        } catch (DateTimeException e) {
            throw wrong(name, string(name), "a time such as 2026-11-23T05:00:00Z");
        }
    }

    private Duration duration(String name) throws UnreadablePromotionException {
        try {
            return Duration.parse(string(name));
        } catch (DateTimeException e) {
            throw wrong(name, string(name), "a duration such as PT5M");
        }
    }

    private <E extends Enum<E>> E one(String name, E[] allowed) throws UnreadablePromotionException {
        String found = string(name);
        return Arrays.stream(allowed)
                .filter(value -> value.name().equals(found))
                .findFirst()
                .orElseThrow(() -> wrong(name, found, "one of " + Arrays.toString(allowed)));
    }

    private UnreadablePromotionException wrong(String name, String found, String allowed) {
        return new UnreadablePromotionException(
                path + name + ": found " + (found.isEmpty() ? "nothing" : found) + ", allowed is " + allowed);
    }
}
