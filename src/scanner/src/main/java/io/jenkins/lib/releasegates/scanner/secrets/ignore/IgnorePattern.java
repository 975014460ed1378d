package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * One line of a {@code .gitignore}: https://git-scm.com/docs/gitignore#_pattern_format, wildcards byte by byte as in git's wildmatch. Paths are UTF-8
 * with a character for each byte.
 *
 * @param negated takes back what an earlier line has said
 * @param folders for folders only
 * @param names for the last part of a path instead of all of it
 */
record IgnorePattern(Pattern expression, boolean negated, boolean folders, boolean names) {

    /** Empty for blank lines, comments, and lines that can't match anything. */
    static Optional<IgnorePattern> of(String line) {
        String text = withoutTrailingSpaces(line);
        if (text.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        if (negated) {
            text = text.substring(1);
        }
        boolean folders = text.endsWith("/");
        if (folders) {
            text = text.substring(0, text.length() - 1);
        }
        boolean names = text.indexOf('/') < 0;
        if (text.startsWith("/")) {
            text = text.substring(1);
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> expression = new Wildcards(text).expression();
            return expression.map(
                    form -> new IgnorePattern(Pattern.compile(form, Pattern.DOTALL), negated, folders, names));
        } catch (PatternSyntaxException e) {
            // A range from high to low matches nothing.
            return Optional.empty();
        }
    }

    /**
     * Whether it speaks of this path.
     *
     * @param path relative to the folder of its file
     */
    boolean matches(String path, boolean folder) {
        return (folder || !folders) && expression.matches(names ? path.substring(path.lastIndexOf('/') + 1) : path);
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isEscaped(String line, int at) {
        boolean escaped = false;
        for (int i = at - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            escaped = !escaped;
        }
        return escaped;
    }
}
