package io.jenkins.lib.releasegates.scanner.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of JSON for whoever knows its members. Every refusal is an {@link IOException} that says what was found and what is allowed. */
public final class JsonObject {

    private final Map<?, ?> members;

    private JsonObject(Map<?, ?> members) {
        this.members = members;
    }

    /**
     * The object that a value of {@link Json} is.
     *
     * @param allowed all members that it can have
     */
    public static JsonObject of(@Nullable Object value, Set<String> allowed) throws IOException {
        if (!(value instanceof Map<?, ?> members)) {
            throw new IOException("found " + value + ", allowed: an object");
        }
        for (Object name : members.keySet()) {
            if (!allowed.contains(name)) {
                throw new IOException("found a member " + name + ", allowed: " + allowed);
            }
        }
        return new JsonObject(members);
    }

    /** The value of a member as {@link Json} tells it; null where it isn't there, and where it is null. */
    public @Nullable Object member(String name) {
        Object value = members.get(name);
        return value == Json.NULL ? null : value;
    }

    /** A text; null where it isn't there. */
    public @Nullable String text(String name) throws IOException {
        return member(name, String.class, "a text");
    }

    /** A text that has to be there. */
    public String mustText(String name) throws IOException {
        return must(name, text(name));
    }

    /** A number of any kind; null where it isn't there. */
    public @Nullable Double number(String name) throws IOException {
        Number number = member(name, Number.class, "a number");
        return number == null ? null : number.doubleValue();
    }

    /** A whole number; null where it isn't there. */
    public @Nullable Long whole(String name) throws IOException {
        Object value = member(name);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        throw new IOException(name + ": found " + value + ", allowed: a whole number of at most 64 bits");
    }

    /** A whole number of at most 32 bits; null where it isn't there. */
    public @Nullable Integer count(String name) throws IOException {
        return member(name, Integer.class, "a whole number of at most 32 bits");
    }

    /** Yes or no, and no where it isn't there. */
    public boolean flag(String name) throws IOException {
        return Boolean.TRUE.equals(member(name, Boolean.class, "true or false"));
    }

    /** A word of an enum; null where it isn't there. */
    public <T extends Enum<T>> @Nullable T word(String name, Class<T> words) throws IOException {
        String text = text(name);
        try {
            return text == null ? null : Enum.valueOf(words, text);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": found " + text + ", allowed: a word of " + words.getSimpleName(), e);
        }
    }

    /** The values of an array that has to be there. */
    public List<?> mustItems(String name) throws IOException {
        return must(name, member(name, List.class, "an array"));
    }

    /** The texts of an array; null where it isn't there. */
    public @Nullable List<String> texts(String name) throws IOException {
        List<?> items = member(name, List.class, "an array");
        if (items == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw new IOException(name + ": found " + item + ", allowed: a text");
            }
            texts.add(text);
        }
        return texts;
    }

    /** What has to be there. */
    public static <T> T must(String name, @Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException(name + ": found nothing");
        }
        return Objects.requireNonNull(value);
    }

    private <T> @Nullable T member(String name, Class<T> type, String allowed) throws IOException {
        Object value = member(name);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        throw new IOException(name + ": found " + value + ", allowed: " + allowed);
    }
}
