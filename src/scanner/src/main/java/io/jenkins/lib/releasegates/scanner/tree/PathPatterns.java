package io.jenkins.lib.releasegates.scanner.tree;

import java.util.List;
import java.util.regex.Pattern;

/** Which paths within a folder are meant: forward slashes, {@code *} and {@code ?} within a name, {@code **} for any number of folders. */
public final class PathPatterns {

    private final List<Pattern> include;
    private final List<Pattern> exclude;

    public PathPatterns(List<String> include, List<String> exclude) {
        this.include = include.stream().map(PathPatterns::expression).toList();
        this.exclude = exclude.stream().map(PathPatterns::expression).toList();
    }

    /** Whether a file with this path is meant. */
    public boolean cover(String path) {
        return (include.isEmpty() || matches(include, path)) && !matches(exclude, path);
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern expression(String pattern) {
        String whole = pattern.endsWith("/") ? pattern + "**" : pattern;
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            if (whole.startsWith("**/", i)) {
                expression.append("(?:.*/)?");
                i += 2;
            } else if (whole.startsWith("**", i)) {
                expression.append(".*");
                i += 1;
            } else if (whole.charAt(i) == '*') {
                expression.append("[^/]*");
            } else if (whole.charAt(i) == '?') {
                expression.append("[^/]");
            } else {
                expression.append(Pattern.quote(String.valueOf(whole.charAt(i))));
            }
        }
        return Pattern.compile(expression.toString());
    }
}
