package io.jenkins.lib.releasegates.slo.budget;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.digest.JsonMembers;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson.UnreadableBudgetException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** One object of what {@link BudgetJson} writes, asked for one member after the other. */
final class BudgetReader {

    private static final int MOST = 1_000_000;
    private static final int MAX_ITEMS = 50;
    private static final int MAX_TEXT = 4096;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(30)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode json;
    private final String path;

    private BudgetReader(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static KeptBudget read(String text) throws UnreadableBudgetException {
        if (text.length() > BudgetJson.MAX_LENGTH) {
            throw new UnreadableBudgetException(
                    "Found " + text.length() + " characters, allowed: at most " + BudgetJson.MAX_LENGTH);
        }
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new UnreadableBudgetException("Found no JSON object, allowed: an error budget");
            }
            Measured measured = new BudgetReader(json, "").measured();
            ObjectNode rest = JsonMembers.without(json, BudgetJson.tree(measured));
            return new KeptBudget(measured, rest.isEmpty() ? "" : BudgetJson.text(rest));
        } catch (JsonProcessingException e) {
            throw new UnreadableBudgetException("Found no JSON of an error budget: "
                    + Issues.quoted(e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new UnreadableBudgetException(
                    "Found what no error budget has: " + Issues.quoted(String.valueOf(e.getMessage())));
        }
    }

    /** Reads again what {@link BudgetJson} wrote. */
    static ObjectNode tree(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read once can be read again", e);
        }
    }

    private Measured measured() throws UnreadableBudgetException {
        if (!json.path("version").isInt() || json.path("version").intValue() != BudgetJson.VERSION) {
            throw refused("version", "the number " + BudgetJson.VERSION);
        }
        return switch (word("outcome", BudgetJson.Outcome.class)) {
            case KNOWN -> new Measured.Known(budget());
            case INCONCLUSIVE -> new Measured.Inconclusive(word("reason", Measured.Reason.class), text("why"));
            case ERROR -> new Measured.Errored(word("reason", MetricsException.Reason.class), text("why"));
        };
    }

    private ErrorBudget budget() throws UnreadableBudgetException {
        BudgetReader exhaustion = object("exhaustion");
        BudgetReader coverage = object("coverage");
        return new ErrorBudget(
                object("about").about(),
                number("target", Double.MIN_VALUE, Math.nextDown(1)),
                number("sli", -Double.MAX_VALUE, 1),
                number("remaining", -Double.MAX_VALUE, 1),
                json.has("counts") ? Optional.of(object("counts").counts()) : Optional.empty(),
                rates(),
                alerts(),
                new Exhaustion(exhaustion.word("kind", Exhaustion.Kind.class), exhaustion.duration("in")),
                new Coverage(
                        coverage.duration("slice"),
                        coverage.whole("slices"),
                        coverage.whole("gaps"),
                        coverage.whole("withoutTraffic")),
                json.has("incident") ? Optional.of(object("incident").incident()) : Optional.empty());
    }

    private ErrorBudget.About about() throws UnreadableBudgetException {
        return new ErrorBudget.About(
                new ServiceLevelObjective.Name(text("service"), text("slo"), text("part")),
                Digest.parse(text("definition")),
                text("connection"),
                word("way", ErrorBudget.Way.class),
                instant("from"),
                instant("at"),
                duration("period"));
    }

    private Counts counts() throws UnreadableBudgetException {
        return new Counts(
                word("unit", Counts.Unit.class),
                number("total", 0, Double.MAX_VALUE),
                number("bad", 0, Double.MAX_VALUE),
                number("allowed", 0, Double.MAX_VALUE));
    }

    private Incident incident() throws UnreadableBudgetException {
        return new Incident(instant("from"), instant("to"), number("share", 0, Double.MAX_VALUE));
    }

    private List<BurnRate> rates() throws UnreadableBudgetException {
        List<BurnRate> rates = new ArrayList<>();
        for (BudgetReader rate : objects("burnRates")) {
            boolean known = rate.json.has("value");
            rates.add(new BurnRate(
                    rate.duration("over"),
                    known ? Optional.of(rate.number("value", 0, Double.MAX_VALUE)) : Optional.empty(),
                    known ? "" : rate.text("why")));
        }
        return rates;
    }

    private List<BurnAlert> alerts() throws UnreadableBudgetException {
        List<BurnAlert> alerts = new ArrayList<>();
        for (BudgetReader alert : objects("alerts")) {
            alerts.add(new BurnAlert(
                    alert.word("severity", BurnAlert.Severity.class),
                    alert.word("speed", BurnAlert.Speed.class),
                    alert.number("factor", 0, Double.MAX_VALUE),
                    alert.duration("longWindow"),
                    alert.duration("shortWindow"),
                    alert.word("state", BurnAlert.State.class)));
        }
        return alerts;
    }

    private String text(String name) throws UnreadableBudgetException {
        JsonNode found = json.path(name);
        if (!found.isTextual() || found.textValue().length() > MAX_TEXT) {
            throw refused(name, "a text of at most " + MAX_TEXT + " characters");
        }
        return found.textValue();
    }

    private double number(String name, double least, double most) throws UnreadableBudgetException {
        JsonNode found = json.path(name);
        if (!found.isNumber() || !(found.doubleValue() >= least && found.doubleValue() <= most)) {
            throw refused(name, "a number from " + least + " to " + most);
        }
        return found.doubleValue();
    }

    private int whole(String name) throws UnreadableBudgetException {
        JsonNode found = json.path(name);
        if (!found.isInt() || found.intValue() < 0 || found.intValue() > MOST) {
            throw refused(name, "a whole number from 0 to " + MOST);
        }
        return found.intValue();
    }

    private Instant instant(String name) throws UnreadableBudgetException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "an instant such as 2026-11-22T10:00:00Z");
        }
    }

    private Duration duration(String name) throws UnreadableBudgetException {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "a duration such as PT30S");
        }
    }

    private <E extends Enum<E>> E word(String name, Class<E> words) throws UnreadableBudgetException {
        String found = text(name);
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(found)) {
                return word;
            }
        }
        throw refused(name, "one of " + EnumSet.allOf(words));
    }

    private BudgetReader object(String name) throws UnreadableBudgetException {
        if (json.path(name) instanceof ObjectNode object) {
            return new BudgetReader(object, member(name));
        }
        throw refused(name, "an object");
    }

    private List<BudgetReader> objects(String name) throws UnreadableBudgetException {
        if (!json.path(name).isArray() || json.path(name).size() > MAX_ITEMS) {
            throw refused(name, "an array of at most " + MAX_ITEMS + " objects");
        }
        List<BudgetReader> objects = new ArrayList<>();
        for (JsonNode item : json.path(name)) {
            if (!(item instanceof ObjectNode object)) {
                throw refused(name, "an array of objects");
            }
            objects.add(new BudgetReader(object, member(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    private UnreadableBudgetException refused(String name, String allowed) {
        JsonNode found = json.path(name);
        String shown = found.isMissingNode()
                ? "nothing"
                : found.isValueNode() ? Issues.quoted(found.asText()) : "an array or object";
        return new UnreadableBudgetException(member(name) + ": found " + shown + ", allowed: " + allowed);
    }

    private String member(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
