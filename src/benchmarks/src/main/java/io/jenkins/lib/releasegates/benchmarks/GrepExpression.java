package io.jenkins.lib.releasegates.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of RE2, as the rules of the secrets detector have them, for GNU {@code grep -E}, which knows neither flags nor names of groups nor
 * classes within brackets. For one use.
 */
final class GrepExpression {

    private static final Pattern FLAGS = Pattern.compile("\\(\\?(-?)([ims]*)([:)])");
    private static final String NAMED = "(?P<value>";

    private final String from;
    private final StringBuilder to = new StringBuilder();
    /** Whether case counts for nothing, by open group. */
    private final Deque<Boolean> folds = new ArrayDeque<>();

    private int at;

    private GrepExpression(String from) {
        this.from = from;
        this.folds.push(false);
    }

    static String of(String expression) {
        GrepExpression grep = new GrepExpression(expression);
        while (grep.at < expression.length()) {
            grep.step();
        }
        return grep.to.toString();
    }

    private void step() {
        char c = from.charAt(at);
        Matcher flags = FLAGS.matcher(from).region(at, from.length());
        if (from.startsWith(NAMED, at)) {
            at += NAMED.length();
            open(folds());
        } else if (flags.lookingAt()) {
            at = flags.end();
            boolean fold = flags.group(2).contains("i") ? flags.group(1).isEmpty() : folds();
            if (flags.group(3).equals(":")) {
                open(fold);
            } else {
                folds.pop();
                folds.push(fold);
            }
        } else if (c == '(') {
            at++;
            open(folds());
        } else if (c == ')') {
            at++;
            folds.pop();
            to.append(c);
        } else if (c == '[') {
            bracket();
        } else if (c == '\\') {
            at += 2;
            switch (from.charAt(at - 1)) {
                case 'd' -> to.append("[0-9]");
                // A line has no ends within.
                case 'n', 'r' -> to.append('\r');
                default -> to.append('\\').append(from.charAt(at - 1));
            }
        } else {
            at++;
            to.append(folds() && Character.isLetter(c) ? "[" + both(c) + "]" : String.valueOf(c));
        }
    }

    private void open(boolean fold) {
        folds.push(fold);
        to.append('(');
    }

    private boolean folds() {
        return folds.getFirst();
    }

    /** Closing bracket first, hyphen last, hat in between: what POSIX has instead of a backslash. */
    private void bracket() {
        at++;
        boolean negated = from.charAt(at) == '^';
        if (negated) {
            at++;
        }
        StringBuilder set = new StringBuilder();
        boolean close = false;
        boolean hyphen = false;
        while (from.charAt(at) != ']') {
            char c = from.charAt(at);
            if (c == '\\') {
                char escaped = from.charAt(at + 1);
                close |= escaped == ']';
                hyphen |= escaped == '-';
                switch (escaped) {
                    case 'w' -> set.append("[:alnum:]_");
                    case 'd' -> set.append("0-9");
                    case 's' -> set.append("[:space:]");
                    case 't' -> set.append('\t');
                    case 'n', 'r', ']', '-' -> {
                        // Not in a line, or put elsewhere.
                    }
                    default -> set.append(escaped);
                }
                at += 2;
            } else if (c == '-' && from.charAt(at + 1) == ']') {
                hyphen = true;
                at++;
            } else if (from.charAt(at + 1) == '-' && "]\\".indexOf(from.charAt(at + 2)) < 0) {
                char last = from.charAt(at + 2);
                set.append(c).append('-').append(last);
                if (folds() && Character.isLetter(c)) {
                    set.append(other(c)).append('-').append(other(last));
                }
                at += 3;
            } else {
                set.append(folds() && Character.isLetter(c) ? both(c) : String.valueOf(c));
                at++;
            }
        }
        at++;
        String members = (close ? "]" : "") + set + (hyphen ? "-" : "");
        to.append(negated && members.isEmpty() ? "." : "[" + (negated ? "^" : "") + members + "]");
    }

    private static String both(char letter) {
        return "" + letter + other(letter);
    }

    private static char other(char letter) {
        return Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter);
    }
}
