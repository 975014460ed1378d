package io.jenkins.lib.releasegates.analysis;

import java.nio.charset.StandardCharsets;

/**
 * What was seen of one gate at one instant.
 *
 * @param value the number or a few words, at most {@value #MAX_VALUE} characters; what is longer is cut. A stranger's text: escape it where it is shown
 */
public record Seen(Outcome outcome, String value) {

    /** The longest value that is kept. */
    public static final int MAX_VALUE = 64;

    public Seen {
        String text =
                isText(value) ? value : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        value = text.length() > MAX_VALUE ? cut(text) : text;
    }

    /** Without a value. */
    public static Seen of(Outcome outcome) {
        return new Seen(outcome, "");
    }

    /** Whether it can be written as UTF-8: no half of a pair of surrogates. */
    static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (i + 1 == value.length() || !Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String cut(String value) {
        // Half of a pair of surrogates is no text.
        int end = Character.isHighSurrogate(value.charAt(MAX_VALUE - 2)) ? MAX_VALUE - 2 : MAX_VALUE - 1;
        return value.substring(0, end) + '…';
    }
}
