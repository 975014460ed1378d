package io.jenkins.lib.releasegates.statement.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A JSON object that a stranger wrote, asked for one member after the other. Members that nobody asks for are passed over.
 *
 * <p>Every method that asks for a member throws {@link RefusedDocumentException} with the member's path, what was found and what is allowed. A
 * member that is {@code null} counts as not there. Not changed by anybody once it is read.
 */
public final class StrictObject {

    /** As many as a double can tell apart. */
    private static final long MAX_COUNT = 1L << 53;

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w.]{1,40}");

    private final ObjectNode json;
    private final String path;

    private StrictObject(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    /** Reads UTF-8 with exactly one object in it, in which no name stands twice. */
    public static StrictObject read(byte[] bytes) throws RefusedDocumentException {
        return new StrictObject(StrictJson.read(bytes), "");
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    public String text(String name) throws RefusedDocumentException {
        JsonNode member = json.path(name);
        if (!member.isTextual()) {
            throw refused(name, StrictJson.kind(member), "a text");
        }
        return member.textValue();
    }

    public Optional<String> optionalText(String name) throws RefusedDocumentException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** The name of one of these constants, to the letter. */
    public <E extends Enum<E>> E word(String name, Class<E> words) throws RefusedDocumentException {
        String found = text(name);
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(found)) {
                return word;
            }
        }
        throw refused(name, Quoted.of(found), "one of " + EnumSet.allOf(words));
    }

    /** A text that is exactly this one. */
    public void constant(String name, String expected) throws RefusedDocumentException {
        String found = text(name);
        if (!found.equals(expected)) {
            throw refused(name, Quoted.of(found), expected);
        }
    }

    /** An instant of RFC 3339 in UTC, written with a Z. */
    public Instant instant(String name) throws RefusedDocumentException {
        String found = text(name);
        if (INSTANT.matcher(found).matches()) {
            try {
                return Instant.parse(found);
            } catch (DateTimeException e) {
                throw refused(name, Quoted.of(found), "an instant that there is");
            }
        }
        throw refused(name, Quoted.of(found), "an instant in UTC like 2026-11-21T10:00:00Z");
    }

    /** A digest as this house writes it: {@code sha256:} and 64 digits. */
    public Digest digest(String name) throws RefusedDocumentException {
        String found = text(name);
        if (found.startsWith("sha256:") && HEX.matcher(found.substring(7)).matches()) {
            return Digest.parse(found);
        }
        throw refused(name, Quoted.of(found), "sha256: and 64 lower-case hexadecimal digits");
    }

    /** The member {@code sha256} of a digest set of in-toto; empty where it has only others. */
    public Optional<Digest> sha256(String name) throws RefusedDocumentException {
        StrictObject set = object(name);
        if (set.json.isEmpty()) {
            throw refused(name, "no digest", "at least one digest");
        }
        if (!set.has("sha256")) {
            return Optional.empty();
        }
        String found = set.text("sha256");
        if (!HEX.matcher(found).matches()) {
            throw set.refused("sha256", Quoted.of(found), "64 lower-case hexadecimal digits");
        }
        return Optional.of(new Digest(found));
    }

    /** A whole number from 0 to 2<sup>53</sup>. */
    public long count(String name) throws RefusedDocumentException {
        JsonNode member = json.path(name);
        if (!member.isIntegralNumber()
                || !member.canConvertToLong()
                || member.longValue() < 0
                || member.longValue() > MAX_COUNT) {
            throw refused(
                    name,
                    member.isNumber() ? Quoted.of(member.asText()) : StrictJson.kind(member),
                    "a whole number from 0 to " + MAX_COUNT);
        }
        return member.longValue();
    }

    public StrictObject object(String name) throws RefusedDocumentException {
        if (json.path(name) instanceof ObjectNode object) {
            return new StrictObject(object, pathOf(name));
        }
        throw refused(name, StrictJson.kind(json.path(name)), "an object");
    }

    /** The object, or one without members where there is none. */
    public StrictObject objectOrEmpty(String name) throws RefusedDocumentException {
        return has(name) ? object(name) : new StrictObject(JsonNodeFactory.instance.objectNode(), pathOf(name));
    }

    /** An array of objects. */
    public List<StrictObject> objects(String name) throws RefusedDocumentException {
        List<StrictObject> objects = new ArrayList<>();
        for (JsonNode item : array(name)) {
            String place = name + "[" + objects.size() + "]";
            if (!(item instanceof ObjectNode object)) {
                throw refused(place, StrictJson.kind(item), "an object");
            }
            objects.add(new StrictObject(object, pathOf(place)));
        }
        return objects;
    }

    /** An array of objects, or the one object that stands there without an array around it. */
    public List<StrictObject> oneOrMore(String name) throws RefusedDocumentException {
        return json.path(name) instanceof ObjectNode ? List.of(object(name)) : objects(name);
    }

    /** An array of texts. */
    public List<String> texts(String name) throws RefusedDocumentException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array(name)) {
            if (!item.isTextual()) {
                throw refused(name + "[" + texts.size() + "]", StrictJson.kind(item), "a text");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** All members, each of which has to be a text. */
    public Map<String, String> asTexts() throws RefusedDocumentException {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            texts.put(member.getKey(), text(member.getKey()));
        }
        return texts;
    }

    /** That a member isn't what it has to be, as an exception to throw. */
    public RefusedDocumentException refused(String name, String found, String allowed) {
        return new RefusedDocumentException(pathOf(name) + ": found " + found + ", allowed: " + allowed);
    }

    private JsonNode array(String name) throws RefusedDocumentException {
        JsonNode member = json.path(name);
        if (!member.isArray()) {
            throw refused(name, StrictJson.kind(member), "an array");
        }
        return member;
    }

    private String pathOf(String name) {
        String step = PLAIN_NAME.matcher(name.replaceFirst("\\[\\d+]$", "")).matches() ? name : Quoted.of(name);
        return path.isEmpty() ? step : path + "." + step;
    }
}
