package io.jenkins.lib.releasegates.readiness.document;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value has to be: {@code >= 3}, {@code == "RollingUpdate"}, {@code == true}, {@code size >= 1}, or {@code exists}.
 *
 * <p>Compares like with like: a number with a text is neither equal nor different. Immutable.
 *
 * @param subject what of the value is looked at
 * @param operator one of {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}; empty for {@code exists}
 * @param kind of what it is compared with
 * @param operand as text; empty for {@code exists}
 */
public record ValueCondition(Subject subject, String operator, DocumentValue.Kind kind, String operand) {

    /** What may be written, for messages. */
    public static final String ALLOWED =
            "exists, or ==, !=, <, <=, > or >= with a number (also behind size), or == or != with true, false or a text in double quotes";

    /** The same for a number. */
    public static final String ALLOWED_NUMBER = "==, !=, <, <=, > or >= with a number, such as >= 0.99";

    private static final Pattern FORM = Pattern.compile(
            "(size )?(==|!=|<=|>=|<|>) ?(?:(-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?)|(true|false)|\"([^\"\\\\]{0,100})\")");
    private static final List<String> EQUALITY = List.of("==", "!=");

    /** What of a value is looked at. */
    public enum Subject {
        VALUE,
        /** How many items, keys or characters it has. */
        SIZE,
        /** Whether it is there, and has content. */
        EXISTENCE
    }

    /** What came of it. */
    public enum Outcome {
        HOLDS,
        DOES_NOT_HOLD,
        /** The value is of another kind, or no finite number. */
        INCOMPARABLE
    }

    /** Reads what somebody wrote; empty when it isn't {@link #ALLOWED}. */
    public static Optional<ValueCondition> read(String text) {
        if (text.equals("exists")) {
            return Optional.of(new ValueCondition(Subject.EXISTENCE, "", DocumentValue.Kind.NULL, ""));
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Subject subject = matcher.group(1) == null ? Subject.VALUE : Subject.SIZE;
        String operator = matcher.group(2);
        if (matcher.group(3) != null) {
            return Optional.of(new ValueCondition(subject, operator, DocumentValue.Kind.NUMBER, matcher.group(3)));
        }
        if (subject == Subject.SIZE || !EQUALITY.contains(operator)) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(4) != null
                        ? new ValueCondition(subject, operator, DocumentValue.Kind.FLAG, matcher.group(4))
                        : new ValueCondition(subject, operator, DocumentValue.Kind.TEXT, matcher.group(5)));
    }

    /** Whether it compares a value itself with a number. */
    public boolean isOfNumber() {
        return subject == Subject.VALUE && kind == DocumentValue.Kind.NUMBER;
    }

    /** Holds this against a number. */
    public Outcome test(double number) {
        if (!isOfNumber() || !Double.isFinite(number)) {
            return Outcome.INCOMPARABLE;
        }
        return ordered(Double.compare(number + 0.0, Double.parseDouble(operand) + 0.0));
    }

    /** Holds this against a value. */
    public Outcome test(DocumentValue value) {
        if (subject == Subject.EXISTENCE) {
            return value.isSomething() ? Outcome.HOLDS : Outcome.DOES_NOT_HOLD;
        }
        if (subject == Subject.SIZE) {
            return switch (value.kind()) {
                case LIST, MAPPING, TEXT -> ordered(Double.compare(value.size(), Double.parseDouble(operand)));
                case NUMBER, FLAG, NULL -> Outcome.INCOMPARABLE;
            };
        }
        if (value.kind() != kind) {
            return Outcome.INCOMPARABLE;
        }
        return kind == DocumentValue.Kind.NUMBER
                ? test(Double.parseDouble(value.text()))
                : ordered(value.text().equals(operand) ? 0 : 1);
    }

    private Outcome ordered(int order) {
        boolean holds = switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
        return holds ? Outcome.HOLDS : Outcome.DOES_NOT_HOLD;
    }

    /** As it is written. */
    public String words() {
        return switch (subject) {
            case EXISTENCE -> "exists";
            case SIZE -> "size " + operator + " " + operand;
            case VALUE -> operator + " " + (kind == DocumentValue.Kind.TEXT ? '"' + operand + '"' : operand);
        };
    }

    @Override
    public String toString() {
        return words();
    }
}
