package io.jenkins.lib.releasegates.policy.document;

import java.util.regex.Pattern;

/**
 * A pattern for names with slashes, as jobs and branches have: {@code *} stands for anything but a slash, {@code **} for anything, {@code ?} for
 * one character but a slash. Upper and lower case differ.
 *
 * @param text as the owner wrote it
 */
public record NamePattern(String text) {

    /** Longest pattern, in characters. */
    public static final int MAX = 300;

    public NamePattern {
        if (!isPattern(text)) {
            throw new IllegalArgumentException("No pattern: " + text);
        }
    }

    /** Whether that text can be a pattern: neither empty nor blank at an end, without control characters, not too long. */
    public static boolean isPattern(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.length() <= MAX
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether it stands for the whole of that name. */
    public boolean matches(String name) {
        return regex().matcher(name).matches();
    }

    private Pattern regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' && i + 1 < text.length() && text.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    @Override
    public String toString() {
        return text;
    }
}
