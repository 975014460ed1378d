package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of a report, read as a whole: only what is wanted of it, and within bounds.
 *
 * <p>Texts are cut after {@value #MAX_TEXT} characters, since they are shown and never judged beyond that. Of values there are at most
 * {@value #MAX_VALUES}; an object with more can't be read, since a part of it would look like all.
 */
public final class JsonPart {

    static final int MAX_TEXT = 4_000;
    static final int MAX_VALUES = 200_000;

    private final Map<String, Object> values = new HashMap<>();

    private JsonPart() {}

    static JsonPart read(JsonReport json, Set<String> wanted) throws IOException {
        return new Reading(json, wanted).object();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text, or a number as it was written; empty where there is none. */
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** A number, also one that stands as text; NaN where there is none. */
    public double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A whole number from 0 to that of an int, else 0. */
    public int line(String name) {
        double number = number(name);
        return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : 0;
    }

    /** Whether it is true, also as text. */
    public boolean flag(String name) {
        return text(name).equals("true");
    }

    /** An object. */
    public Optional<JsonPart> part(String name) {
        return values.get(name) instanceof JsonPart part ? Optional.of(part) : Optional.empty();
    }

    /** A text of an object; empty where there is no such object, or no such text in it. */
    public String text(String name, String inner) {
        return part(name).map(part -> part.text(inner)).orElse("");
    }

    /** The objects of an array. */
    public List<JsonPart> parts(String name) {
        List<JsonPart> parts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            list.forEach(element -> {
                if (element instanceof JsonPart part) {
                    parts.add(part);
                }
            });
        }
        return parts;
    }

    /** The texts of an array, or a text alone. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            list.forEach(element -> {
                if (element instanceof String text) {
                    texts.add(text);
                }
            });
        } else if (has(name) && !text(name).isEmpty()) {
            texts.add(text(name));
        }
        return texts;
    }

    /** The members that are objects, by their names; only those whose names were wanted. */
    public Map<String, JsonPart> members() {
        Map<String, JsonPart> members = new HashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof JsonPart part) {
                members.put(name, part);
            }
        });
        return members;
    }

    /** The state of one reading. */
    private static final class Reading {

        private final JsonReport json;
        private final Set<String> wanted;
        private int count;

        Reading(JsonReport json, Set<String> wanted) {
            this.json = json;
            this.wanted = wanted;
        }

        JsonPart object() throws IOException {
            JsonPart part = new JsonPart();
            for (String name = json.field(); name != null; name = json.field()) {
                if (!wanted.contains(name)) {
                    json.skip();
                    continue;
                }
                json.next();
                Object value = value();
                if (value != null && part.values.put(name, value) != null) {
                    throw json.unreadable("the field " + UnreadableReportException.shown(name)
                            + " twice in one object; allowed is once");
                }
            }
            return part;
        }

        private List<Object> array() throws IOException {
            List<Object> elements = new ArrayList<>();
            while (json.element()) {
                Object value = value();
                if (value != null) {
                    elements.add(value);
                }
            }
            return elements;
        }

        private @Nullable Object value() throws IOException {
            if (++count > MAX_VALUES) {
                throw json.unreadable("an object with more than " + MAX_VALUES + " values, which is what is allowed");
            }
            JsonToken token = json.token();
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_NULL -> null;
                default -> cut(json.string());
            };
        }

        private static String cut(String text) {
            return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        }
    }
}
