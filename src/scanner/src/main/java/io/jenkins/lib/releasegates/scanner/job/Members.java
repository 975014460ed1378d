package io.jenkins.lib.releasegates.scanner.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** One object of a job, asked for its members; none but the allowed ones may be there. Every refusal names place, found and allowed. */
final class Members {

    private static final int MAX_SHOWN = 120;

    private final ObjectNode json;
    private final String path;

    private Members(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static Members of(ObjectNode json, String path, Set<String> allowed) throws RefusedJobException {
        Members members = new Members(json, path);
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!allowed.contains(member.getKey())) {
                throw members.refused(
                        "", "a member " + shown(member.getKey()), "the members " + String.join(", ", sorted(allowed)));
            }
        }
        return members;
    }

    boolean has(String name) {
        return json.has(name);
    }

    String text(String name) throws RefusedJobException {
        return text(json.path(name), name);
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
        if (json.has(name)) {
            JsonNode array = json.path(name);
            if (!array.isArray()) {
                throw refused(name, kind(array), "an array of texts");
            }
            for (JsonNode item : array) {
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
        return json.has(name) ? Optional.of(file(name)) : Optional.empty();
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
        if (!json.has(name)) {
            return otherwise;
        }
        JsonNode number = json.path(name);
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() < 1
                || number.longValue() > max) {
            throw refused(name, number.isNumber() ? number.asText() : kind(number), "a whole number from 1 to " + max);
        }
        return number.longValue();
    }

    Members object(String name, Set<String> allowed) throws RefusedJobException {
        if (json.path(name) instanceof ObjectNode object) {
            return of(object, place(name), allowed);
        }
        throw refused(name, kind(json.path(name)), "an object");
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

    private String text(JsonNode node, String name) throws RefusedJobException {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw refused(name, kind(node), "a text");
        }
        return node.textValue();
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "null";
            case STRING -> node.textValue().isEmpty() ? "an empty text" : "a text";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
