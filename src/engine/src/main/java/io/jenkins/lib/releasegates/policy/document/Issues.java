package io.jenkins.lib.releasegates.policy.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in one policy; texts of the author are cut and made harmless for a terminal. */
public final class Issues {

    /** More than a person mends in one go. */
    public static final int MAX = 200;

    private static final int MAX_QUOTED = 60;

    private final String file;
    private final List<PolicyIssue> found = new ArrayList<>();
    private boolean more;

    public Issues(String file) {
        this.file = file;
    }

    public void add(PolicyNode.Place place, String path, String what, String allowed) {
        PolicyIssue issue = new PolicyIssue(file, place.line(), place.column(), path, what, allowed);
        if (found.contains(issue)) {
            return;
        }
        if (found.size() < MAX) {
            found.add(issue);
        } else {
            more = true;
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** A word that isn't among those that are allowed. */
    void addUnknown(PolicyNode.Place place, String path, String what, String word, Collection<String> allowed) {
        String list = String.join(", ", allowed);
        String hint = Suggestion.closest(word, allowed)
                .map(best -> " (did you mean " + best + "?)")
                .orElse("");
        add(place, path, what, list + hint);
    }

    /** All issues in the order of the document. */
    public List<PolicyIssue> inOrder() {
        List<PolicyIssue> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(PolicyIssue::line).thenComparingInt(PolicyIssue::column));
        if (more) {
            sorted.add(new PolicyIssue(file, 0, 0, "", "more than " + MAX + " issues", "a policy without issues"));
        }
        return sorted;
    }

    /** The author's words between quotes: one line, at most 60 characters, nothing that steers a terminal. */
    public static String quoted(String words) {
        StringBuilder text = new StringBuilder("\"");
        words.codePoints().limit(MAX_QUOTED).forEach(c -> text.appendCodePoint(isHarmless(c) ? c : '?'));
        if (words.codePointCount(0, words.length()) > MAX_QUOTED) {
            text.append('…');
        }
        return text.append('"').toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    /** What kind of thing stands there, where another kind was expected. */
    public static String describe(PolicyNode node) {
        if (node instanceof PolicyNode.Scalar scalar) {
            return scalar.text().isEmpty() ? "nothing" : quoted(scalar.text());
        }
        return node instanceof PolicyNode.Sequence ? "a list" : "a mapping";
    }
}
