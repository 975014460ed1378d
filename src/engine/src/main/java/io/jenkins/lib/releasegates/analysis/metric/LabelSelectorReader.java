package io.jenkins.lib.releasegates.analysis.metric;

import com.google.re2j.PatternSyntaxException;
import io.jenkins.lib.releasegates.analysis.metric.LabelMatcher.Operator;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the selectors of PromQL, without braces and without a metric: {@code name="value", name=~"regex"}. */
final class LabelSelectorReader {

    private static final int LONGEST = 1_000;
    private static final int MOST = 20;
    private static final String EXAMPLE = "a selector such as service=\"shop\", severity=~\"page|critical\"";

    private final String text;
    private final Set<String> reserved;
    private int at;

    private LabelSelectorReader(String text, Set<String> reserved) {
        this.text = text;
        this.reserved = reserved;
    }

    /** It isn't one. */
    static final class BadSelectorException extends Exception {

        private static final long serialVersionUID = 1;

        private final String found;
        private final String allowed;

        BadSelectorException(String found, String allowed) {
            super(found);
            this.found = found;
            this.allowed = allowed;
        }

        String found() {
            return found;
        }

        String allowed() {
            return allowed;
        }
    }

    /**
     * Reads one.
     *
     * @param reserved labels that it must not name
     * @throws BadSelectorException with what was found, where, and what is allowed
     */
    static LabelSelector read(String text, Set<String> reserved) throws BadSelectorException {
        if (text.length() > LONGEST) {
            throw new BadSelectorException(text.length() + " characters", "at most " + LONGEST);
        }
        return new LabelSelectorReader(text, reserved).all();
    }

    private LabelSelector all() throws BadSelectorException {
        List<LabelMatcher> matchers = new ArrayList<>();
        blanks();
        while (at < text.length()) {
            if (matchers.size() == MOST) {
                throw new BadSelectorException("more than " + MOST + " labels", "at most " + MOST);
            }
            matchers.add(one());
            blanks();
            if (at < text.length()) {
                if (text.charAt(at) != ',') {
                    throw unexpected("a comma between labels");
                }
                at++;
                blanks();
            }
        }
        return new LabelSelector(matchers);
    }

    private LabelMatcher one() throws BadSelectorException {
        int begin = at;
        while (at < text.length() && isOfName(text.charAt(at), at == begin)) {
            at++;
        }
        String name = text.substring(begin, at);
        if (name.isEmpty()) {
            throw unexpected(EXAMPLE);
        }
        if (name.equals("__name__") || reserved.contains(name)) {
            throw new BadSelectorException(
                    "the label " + name + " at character " + (begin + 1),
                    "other labels; this one is given by what is asked");
        }
        blanks();
        Operator operator = operator();
        blanks();
        int where = at;
        String value = value();
        try {
            return LabelMatcher.of(name, operator, value);
        } catch (PatternSyntaxException e) {
            throw new BadSelectorException(
                    "no regular expression at character " + (where + 1) + ": " + Issues.quoted(value),
                    "a regular expression of RE2, as in Prometheus");
        }
    }

    private static boolean isOfName(char c, boolean first) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
    }

    private Operator operator() throws BadSelectorException {
        for (Operator operator : List.of(Operator.REGEX, Operator.NOT_REGEX, Operator.NOT_EQUAL, Operator.EQUAL)) {
            if (text.startsWith(operator.sign(), at)) {
                at += operator.sign().length();
                return operator;
            }
        }
        throw unexpected("one of = != =~ !~");
    }

    private String value() throws BadSelectorException {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote != '"' && quote != '\'') {
            throw unexpected("a value between quotes");
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            value.append(character());
        }
        if (at == text.length()) {
            throw new BadSelectorException("a value that doesn't end", "a value between quotes");
        }
        at++;
        return value.toString();
    }

    private char character() throws BadSelectorException {
        if (text.charAt(at) == '\\') {
            at++;
            if (at == text.length() || "\\\"'".indexOf(text.charAt(at)) < 0) {
                at--;
                throw unexpected("\\\\, \\\" or \\'; a regular expression has two backslashes for one");
            }
        }
        char found = text.charAt(at);
        if (Character.isISOControl(found) || Character.isSurrogate(found)) {
            throw unexpected("values without control characters, and of the basic plane of Unicode");
        }
        at++;
        return found;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private BadSelectorException unexpected(String allowed) {
        String found =
                at == text.length() ? "the end" : Issues.quoted(text.substring(at, Math.min(text.length(), at + 10)));
        return new BadSelectorException(found + " at character " + (at + 1), allowed);
    }
}
