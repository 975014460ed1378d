package io.jenkins.lib.releasegates.readiness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One object of what {@link ReadinessJson} writes, asked for one member after the other. */
final class ResultReader {

    private static final int MAX_ITEMS = 5_000;
    private static final int MAX_DIGESTS = 1_000;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode json;
    private final String path;

    private ResultReader(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static ReadinessResult read(String text) throws UnreadableReadinessException {
        if (text.length() > ReadinessJson.MAX_LENGTH) {
            throw new UnreadableReadinessException(
                    "Found " + text.length() + " characters, allowed: at most " + ReadinessJson.MAX_LENGTH);
        }
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new UnreadableReadinessException("Found no JSON object, allowed: a readiness result");
            }
            ResultReader reader = new ResultReader(json, "");
            ReadinessResult result = reader.result("");
            ObjectNode rest = ReadinessJson.without(json, ReadinessJson.tree(result));
            return rest.isEmpty() ? result : reader.result(ReadinessJson.text(rest));
        } catch (JsonProcessingException e) {
            throw new UnreadableReadinessException("Found no JSON of a readiness result: "
                    + Issues.quoted(e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IllegalArgumentException e) {
            throw new UnreadableReadinessException(
                    "Found what no result has: " + Issues.quoted(String.valueOf(e.getMessage())));
        }
    }

    /** Reads again what {@link ReadinessJson} wrote. */
    static ObjectNode tree(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read once can be read again", e);
        }
    }

    private ReadinessResult result(String rest) throws UnreadableReadinessException {
        if (!text("type").equals("readiness")) {
            throw refused("type", "readiness");
        }
        if (number("version") != ReadinessJson.VERSION) {
            throw refused("version", "the number " + ReadinessJson.VERSION);
        }
        ResultReader service = object("service");
        ResultReader checklist = object("checklist");
        ReadinessResult result = new ReadinessResult(
                new Service(service.text("name"), service.number("tier")),
                checklist.text("name"),
                checklist.digest("digest"),
                instant("at"),
                items(),
                rest);
        Verdict verdict = result.verdict();
        if (!text("verdict").equals(verdict.kind().name())) {
            throw refused("verdict", verdict.kind() + " by these items");
        }
        return result;
    }

    private List<ItemResult> items() throws UnreadableReadinessException {
        List<ItemResult> items = new ArrayList<>();
        JsonNode array = array("items", MAX_ITEMS);
        for (JsonNode item : array) {
            if (!(item instanceof ObjectNode object)) {
                throw refused("items", "an array of objects");
            }
            items.add(new ResultReader(object, "items[" + items.size() + "]").item());
        }
        return items;
    }

    private ItemResult item() throws UnreadableReadinessException {
        ItemSeverity severity = word("severity", ItemSeverity.values(), ItemSeverity::id);
        ItemStatus status = word("status", ItemStatus.values(), ItemStatus::name);
        Verdict.Kind counts = word("counts", Verdict.Kind.values(), Verdict.Kind::name);
        boolean possible = counts == Readiness.counts(status, severity, true)
                || counts == Readiness.counts(status, severity, false);
        if (!possible) {
            throw refused("counts", "what an item counts that " + status.words());
        }
        if (!text("verdict").equals(status.verdict().name())) {
            throw refused("verdict", status.verdict().name());
        }
        if (!json.path("attested").isBoolean()) {
            throw refused("attested", "true or false");
        }
        return new ItemResult(
                text("id"),
                text("section"),
                text("question"),
                severity,
                text("role"),
                digest("digest"),
                json.path("attested").booleanValue(),
                status,
                counts,
                new ItemResult.Words(text("observed"), text("required"), text("why")),
                source());
    }

    private ItemResult.Source source() throws UnreadableReadinessException {
        return new ItemResult.Source(
                json.has("provenance")
                        ? Optional.of(word("provenance", Provenance.values(), Provenance::id))
                        : Optional.empty(),
                digests("evidence"),
                digests("by"),
                json.has("at") ? Optional.of(instant("at")) : Optional.empty(),
                json.has("until") ? Optional.of(instant("until")) : Optional.empty());
    }

    private List<Digest> digests(String name) throws UnreadableReadinessException {
        List<Digest> digests = new ArrayList<>();
        for (JsonNode digest : array(name, MAX_DIGESTS)) {
            digests.add(digest(name, digest.asText()));
        }
        return digests;
    }

    private String text(String name) throws UnreadableReadinessException {
        if (!json.path(name).isTextual()) {
            throw refused(name, "a text");
        }
        return json.path(name).textValue();
    }

    private int number(String name) throws UnreadableReadinessException {
        if (!json.path(name).isInt()) {
            throw refused(name, "a whole number");
        }
        return json.path(name).intValue();
    }

    private Instant instant(String name) throws UnreadableReadinessException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "an instant such as 2026-11-22T10:00:00Z");
        }
    }

    private Digest digest(String name) throws UnreadableReadinessException {
        return digest(name, text(name));
    }

    private Digest digest(String name, String text) throws UnreadableReadinessException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(name, "sha256: and 64 hexadecimal digits");
        }
    }

    private <E> E word(String name, E[] words, Function<E, String> wordOf) throws UnreadableReadinessException {
        String found = text(name);
        for (E word : words) {
            if (wordOf.apply(word).equals(found)) {
                return word;
            }
        }
        throw refused(name, "one of " + Arrays.stream(words).map(wordOf).toList());
    }

    private ResultReader object(String name) throws UnreadableReadinessException {
        if (json.path(name) instanceof ObjectNode object) {
            return new ResultReader(object, member(name));
        }
        throw refused(name, "an object");
    }

    private JsonNode array(String name, int max) throws UnreadableReadinessException {
        JsonNode array = json.path(name);
        if (!array.isArray() || array.size() > max) {
            throw refused(name, "an array of at most " + max + " items");
        }
        return array;
    }

    private UnreadableReadinessException refused(String name, String allowed) {
        JsonNode found = json.path(name);
        String shown = found.isMissingNode()
                ? "nothing"
                : found.isValueNode() ? Issues.quoted(found.asText()) : "an array or object";
        return new UnreadableReadinessException(member(name) + ": found " + shown + ", allowed: " + allowed);
    }

    private String member(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
