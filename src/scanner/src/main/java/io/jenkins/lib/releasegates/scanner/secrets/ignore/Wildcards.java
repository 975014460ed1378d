package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import com.google.re2j.Pattern;
import java.util.Optional;

/** A pattern with wildcards as an expression. For one use. */
final class Wildcards {

    private final String pattern;
    private final StringBuilder expression = new StringBuilder();
    private int at;

    Wildcards(String pattern) {
        this.pattern = pattern;
    }

    /** Empty where it can't match anything: a backslash at its end, a bracket that isn't closed, a class that there isn't. */
    Optional<String> expression() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '*') {
                stars();
            } else if (c == '?') {
                expression.append("[^/]");
                at++;
            } else if (c == '[') {
                if (!bracket()) {
                    return Optional.empty();
                }
            } else if (c == '\\') {
                if (at + 1 == pattern.length()) {
                    return Optional.empty();
                }
                literal(pattern.charAt(at + 1));
                at += 2;
            } else {
                literal(c);
                at++;
            }
        }
        return Optional.of(expression.toString());
    }

    /**
     * Two stars or more mean any number of folders, when nothing but slashes is around them; elsewhere they are one. Git compares what stands before
     * the first wildcard by itself, and so to it the first one always stands at the beginning.
     */
    private void stars() {
        int end = at;
        while (end < pattern.length() && pattern.charAt(end) == '*') {
            end++;
        }
        boolean begins = at == firstSpecial() || pattern.charAt(at - 1) == '/';
        if (end - at >= 2 && begins && end == pattern.length()) {
            expression.append(".*");
        } else if (end - at >= 2 && begins && pattern.charAt(end) == '/') {
            expression.append("(?:.*/)?");
            end++;
        } else {
            expression.append("[^/]*");
        }
        at = end;
    }

    private int firstSpecial() {
        int first = 0;
        while ("*?[\\".indexOf(pattern.charAt(first)) < 0) {
            first++;
        }
        return first;
    }

    private boolean bracket() {
        Optional<ByteSet> set = ByteSet.parse(pattern, at + 1);
        if (set.isEmpty()) {
            return false;
        }
        expression.append(set.get().expression());
        at = set.get().end();
        return true;
    }

    private void literal(char c) {
        expression.append(Pattern.quote(String.valueOf(c)));
    }
}
