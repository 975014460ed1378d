package io.jenkins.lib.releasegates.readiness.document;

import io.jenkins.lib.releasegates.policy.document.Issues;

/**
 * What stands at a place of a document.
 *
 * @param text of a text, number or truth value, as it was written; otherwise empty
 * @param size items of a list or keys of a mapping; characters of a text; otherwise 0
 */
public record DocumentValue(Kind kind, String text, int size) {

    /** Kinds of values, as JSON has them. */
    public enum Kind {
        TEXT("the text"),
        NUMBER("the number"),
        FLAG("the truth value"),
        NULL("null"),
        LIST("a list"),
        MAPPING("a mapping");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** For a sentence; harmless for a terminal. */
    public String words() {
        return switch (kind) {
            case TEXT, NUMBER, FLAG -> kind.words + " " + Issues.quoted(text);
            case LIST, MAPPING -> kind.words + " of " + size;
            case NULL -> kind.words;
        };
    }

    /** Whether there is anything: not null, and no text, list or mapping without content. */
    boolean isSomething() {
        return switch (kind) {
            case NULL -> false;
            case TEXT -> !text.isBlank();
            case LIST, MAPPING -> size > 0;
            case NUMBER, FLAG -> true;
        };
    }
}
