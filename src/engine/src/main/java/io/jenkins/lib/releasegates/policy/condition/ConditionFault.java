package io.jenkins.lib.releasegates.policy.condition;

import dev.cel.common.CelIssue;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something wrong in a condition, in words for its author.
 *
 * @param offset of the code point in the condition
 */
public record ConditionFault(int offset, String found, String allowed) {

    private static final String COMPARISON = "tests.failed == 0";
    private static final String METRICS_EXAMPLE = COMPARISON + " && coverage.line >= 80";
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern NOT_BOOL = Pattern.compile("expected type 'bool' but found '([^']*)'");
    private static final Pattern NO_FIELD = Pattern.compile("type '.*' does not support field selection");
    private static final Pattern NO_SUCH_FIELD = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("_?([^_a-z]+)_?");
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);
    private static final Pattern NO_TOKEN = Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);

    /** An error of the CEL compiler about a condition over an answer, in our words. */
    static ConditionFault ofAnswer(String source, CelIssue issue) {
        int offset = offset(
                source,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn());
        Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
        if (undeclared.matches()) {
            return new ConditionFault(
                    offset, "the unknown name " + Issues.quoted(undeclared.group(1)), AnswerCondition.NAMES);
        }
        Matcher overload = NO_OVERLOAD.matcher(issue.getMessage());
        if (overload.matches() && overload.group(1).equals("_[_]")) {
            return new ConditionFault(offset, "an index into one number", AnswerCondition.NAMES);
        }
        ConditionFault fault = of(source, issue);
        return new ConditionFault(
                fault.offset(),
                fault.found(),
                fault.allowed()
                        .replace(METRICS_EXAMPLE, AnswerCondition.EXAMPLE)
                        .replace(COMPARISON, AnswerCondition.EXAMPLE));
    }

    /** An error of the CEL compiler in our words. */
    static ConditionFault of(String source, CelIssue issue) {
        int offset = offset(
                source,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn());
        String message = issue.getMessage();
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return unknown(source, offset, undeclared.group(1));
        }
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return mixed(offset, overload.group(1), overload.group(2));
        }
        Matcher field = NO_SUCH_FIELD.matcher(message);
        if (field.matches()) {
            return noSuchField(offset, field.group(1));
        }
        if (NO_FIELD.matcher(message).matches()) {
            return unknown(source, offset, "");
        }
        Matcher type = NOT_BOOL.matcher(message);
        if (type.matches()) {
            String found = "a value of type " + type.group(1);
            return new ConditionFault(offset, found, "something that is true or false, such as " + COMPARISON);
        }
        return syntax(source, offset, message);
    }

    private static ConditionFault syntax(String source, int offset, String message) {
        String allowed = "a condition such as " + METRICS_EXAMPLE;
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            String text = unexpected.group(1);
            boolean end = text.equals("<EOF>");
            return new ConditionFault(offset, end ? "the end of the condition" : Issues.quoted(text), allowed);
        }
        Matcher token = NO_TOKEN.matcher(message);
        if (token.matches()) {
            boolean equals = token.group(1).startsWith("=");
            return new ConditionFault(
                    offset, Issues.quoted(token.group(1).strip()), equals ? "== to compare" : allowed);
        }
        if (message.contains("recursion limit")) {
            return new ConditionFault(offset, "too deep a nesting", "at most 32 levels");
        }
        if (message.contains("does not select a field")) {
            return new ConditionFault(offset, "has() of a metric", "the metric itself: a missing value never passes");
        }
        String there = source.substring(source.offsetByCodePoints(0, offset));
        return new ConditionFault(offset, there.isBlank() ? "the end of the condition" : Issues.quoted(there), allowed);
    }

    private static ConditionFault unknown(String source, int offset, String name) {
        int end = source.offsetByCodePoints(0, offset);
        if (end < source.length() && source.charAt(end) == '(') {
            return new ConditionFault(
                    Math.max(0, offset - name.length()),
                    "the unknown function " + Issues.quoted(name),
                    "the operators and macros of CEL");
        }
        int start = end;
        while (start > 0 && isNamePart(source.charAt(start - 1))) {
            start--;
        }
        while (end < source.length() && isNamePart(source.charAt(end))) {
            end++;
        }
        String word = start < end ? source.substring(start, end) : name;
        return new ConditionFault(
                source.codePointCount(0, start), "the unknown name " + Issues.quoted(word), Suggestion.metric(word));
    }

    private static ConditionFault noSuchField(int offset, String name) {
        List<String> names = new ArrayList<>();
        FindingFields.names().forEach(names::add);
        String hint = Suggestion.closest(name, names)
                .map(best -> "did you mean " + best + "? ")
                .orElse("");
        return new ConditionFault(
                offset,
                "the unknown field " + Issues.quoted(name) + " of a finding",
                hint + "it has " + String.join(", ", names));
    }

    private static boolean isNamePart(char c) {
        return c == '.' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static ConditionFault mixed(int offset, String function, String types) {
        Matcher operator = OPERATOR.matcher(function);
        String what = operator.matches() ? operator.group(1) : function;
        String inner = types.replace("(", "").replace(")", "").replace(", ", " and ");
        boolean numbers = inner.equals("int and double") || inner.equals("double and int");
        return new ConditionFault(
                offset,
                Issues.quoted(what) + " between " + inner,
                numbers
                        ? "two of one kind: write a number with a dot (1.0) beside percents and seconds, without one"
                                + " beside counts, or convert a count with double(...)"
                        : "two of one kind");
    }

    /** From CEL's line (from 1) and column (from 0) to code points from the beginning. */
    private static int offset(String source, int line, int column) {
        int[] text = source.codePoints().toArray();
        int index = 0;
        for (int at = 1; at < line && index < text.length; index++) {
            at += text[index] == '\n' ? 1 : 0;
        }
        return Math.max(0, Math.min(text.length, index + column));
    }
}
