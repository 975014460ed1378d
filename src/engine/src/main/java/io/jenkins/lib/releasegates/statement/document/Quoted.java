package io.jenkins.lib.releasegates.statement.document;

import java.util.Locale;

/** Text of strangers within a sentence: short, and with the characters made visible that would steer a terminal or turn the direction of writing. */
public final class Quoted {

    private static final int MAX_CHARACTERS = 120;
    private static final int MAX_SENTENCE = 2_000;

    private Quoted() {}

    /** The text in quotes, at most some 120 characters of it. */
    public static String of(String text) {
        return '"' + visible(cut(text, MAX_CHARACTERS)) + '"';
    }

    /** A sentence that may hold such text, on one line. */
    static String plain(String sentence) {
        return visible(cut(sentence, MAX_SENTENCE));
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format(Locale.ROOT, "\\u{%x}", point));
                default -> shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
