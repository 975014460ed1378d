package io.jenkins.lib.releasegates.scanner.job;

import io.jenkins.lib.releasegates.scanner.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One object of a job, asked for its members; none but the allowed ones may be there. Every refusal names place, found and allowed. */
final class Members {

    private static final int MAX_SHOWN = 120;

    private final Map<?, ?> json;
    private final String path;

    private Members(Map<?, ?> json, String path) {
        this.json = json;
        this.path = path;
    }

    static Members of(Map<?, ?> json, String path, Set<String> allowed) throws RefusedJobException {
        Members members = new Members(json, path);
        for (Object member : json.keySet()) {
            if (!allowed.contains(member)) {
                throw members.refused(
                        "",
                        "a member " + shown(String.valueOf(member)),
                        "the members " + String.join(", ", sorted(allowed)));
            }
        }
        return members;
    }

    boolean has(String name) {
        return json.containsKey(name);
    }

    String text(String name) throws RefusedJobException {
        return text(json.get(name), name);
    }

    /** One of the words. */
    <T> T word(String name, T[] values, Function<T, String> word) throws RefusedJobException {
        String found = text(name);
        for (T value : values) {
            if (word.apply(value).equals(found)) {
                return value;
            }
        }
        throw refused(
                name, shown(found), "one of " + Stream.of(values).map(word).collect(Collectors.joining(", ")));
    }

    List<String> texts(String name) throws RefusedJobException {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            if (!(json.get(name) instanceof List<?> array)) {
                throw refused(name, kind(json.get(name)), "an array of texts");
            }
            for (Object item : array) {
                texts.add(text(item, name + "[" + texts.size() + "]"));
            }
        }
        return texts;
    }

    /** An absolute path. */
    Path file(String name) throws RefusedJobException {
        return file(text(name), name);
    }

    /** Where a file can be put. */
    Path newFile(String name) throws RefusedJobException {
        Path file = file(name);
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
            throw refused(name, "no place for a file there", "a file in a folder that is there");
        }
        return file;
    }

    Optional<Path> optionalFile(String name) throws RefusedJobException {
        return has(name) ? Optional.of(file(name)) : Optional.empty();
    }

    List<Path> files(String name) throws RefusedJobException {
        List<Path> files = new ArrayList<>();
        for (String text : texts(name)) {
            files.add(file(text, name + "[" + files.size() + "]"));
        }
        return files;
    }

    URI uri(String name, Set<String> schemes) throws RefusedJobException {
        String found = text(name);
        try {
            URI uri = new URI(found);
            if (uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw refused(
                name,
                shown(found),
                "an address with " + String.join(", ", sorted(schemes)) + " and without user and password");
    }

    long number(String name, long otherwise, long max) throws RefusedJobException {
        if (!has(name)) {
            return otherwise;
        }
        Object found = json.get(name);
        if (found instanceof Integer || found instanceof Long) {
            long number = ((Number) found).longValue();
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw refused(
                name, found instanceof Number ? found.toString() : kind(found), "a whole number from 1 to " + max);
    }

    /** A number as it stands there; nothing where none does. */
    String raw(String name) {
        return json.get(name) instanceof Number number ? number.toString() : "";
    }

    Members object(String name, Set<String> allowed) throws RefusedJobException {
        if (json.get(name) instanceof Map<?, ?> object) {
            return of(object, place(name), allowed);
        }
        throw refused(name, kind(json.get(name)), "an object");
    }

    RefusedJobException refused(String name, String found, String allowed) {
        String place = name.isEmpty() ? path : place(name);
        return new RefusedJobException(
                (place.isEmpty() ? "" : place + ": ") + "found " + found + ", allowed: " + allowed);
    }

    private Path file(String text, String name) throws RefusedJobException {
        try {
            Path file = Path.of(text);
            if (file.isAbsolute()) {
                return file.normalize();
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw refused(name, shown(text), "an absolute path");
    }

    private String text(@Nullable Object found, String name) throws RefusedJobException {
        if (found instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw refused(name, kind(found), "a text");
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    /** What a value is, in words; null is that there is none. */
    static String kind(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof String text) {
            return text.isEmpty() ? "an empty text" : "a text";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "an array";
        }
        return value == Json.NULL ? "null" : value instanceof Boolean ? "a boolean" : "a number";
    }

    static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
