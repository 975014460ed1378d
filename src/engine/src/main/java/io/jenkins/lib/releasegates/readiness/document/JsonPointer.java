package io.jenkins.lib.releasegates.readiness.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a JSON or YAML document, as RFC 6901 writes it: {@code /spec/replicas}; the empty text is the whole document. Immutable.
 *
 * @param text as it was written
 * @param steps names and indexes, unescaped
 */
public record JsonPointer(String text, List<String> steps) {

    /** The most characters, and with them steps. */
    public static final int MAX_LENGTH = 300;

    public JsonPointer {
        steps = List.copyOf(steps);
    }

    /** Reads one; empty when the text is none. */
    public static Optional<JsonPointer> read(String text) {
        if (text.length() > MAX_LENGTH || !text.isEmpty() && text.charAt(0) != '/') {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        String[] parts = text.split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].replace("~0", "").replace("~1", "").indexOf('~') >= 0) {
                return Optional.empty();
            }
            steps.add(parts[i].replace("~1", "/").replace("~0", "~"));
        }
        return Optional.of(new JsonPointer(text, steps));
    }

    @Override
    public String toString() {
        return text;
    }
}
