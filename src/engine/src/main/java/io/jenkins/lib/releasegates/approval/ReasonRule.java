package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What has to stand in the reason of an answer.
 *
 * @param mandatory whether there has to be one
 * @param ticket expression (java.util.regex) of which something in the reason has to be an instance; its author is trusted, its time is bounded
 */
public record ReasonRule(boolean mandatory, Optional<String> ticket) {

    /** No reason is asked for. */
    public static final ReasonRule NONE = new ReasonRule(false, Optional.empty());

    /** The longest reason, in UTF-16 units. */
    public static final int MAX_REASON = 2_000;

    /** The longest expression, in UTF-16 units. */
    public static final int MAX_EXPRESSION = 200;

    /** How often an expression may look at a character: some ten milliseconds. */
    private static final int MAX_LOOKS = 1_000_000;

    public ReasonRule {
        ticket.ifPresent(ReasonRule::compile);
        if (ticket.isPresent() && !mandatory) {
            throw new IllegalArgumentException("A ticket is found in a reason, so the reason is mandatory");
        }
    }

    /**
     * The rule with an expression of an owner; an empty one asks for no ticket.
     *
     * @param issues gets what is wrong, with the column in the expression, when nothing is returned
     */
    public static Optional<ReasonRule> read(boolean mandatory, String expression, Issues issues) {
        if (expression.isEmpty()) {
            return Optional.of(new ReasonRule(mandatory, Optional.empty()));
        }
        if (expression.length() > MAX_EXPRESSION) {
            issues.add(place(0), "", expression.length() + " characters", "at most " + MAX_EXPRESSION);
            return Optional.empty();
        }
        try {
            if (Pattern.compile(expression).matcher("").find()) {
                issues.add(place(0), "", Issues.quoted(expression), "an expression that an empty reason doesn't match");
                return Optional.empty();
            }
        } catch (PatternSyntaxException e) {
            String found = Issues.quoted(expression) + " (" + Issues.quoted(e.getDescription()) + ")";
            issues.add(place(Math.max(0, e.getIndex())), "", found, "an expression such as CHG-[0-9]+");
            return Optional.empty();
        }
        return Optional.of(new ReasonRule(true, Optional.of(expression)));
    }

    /** Why this reason isn't enough, as a sentence; empty when it is. */
    public Optional<String> objection(String reason) {
        if (reason.length() > MAX_REASON) {
            return Optional.of(
                    "The reason has " + reason.length() + " characters; at most " + MAX_REASON + " are kept.");
        }
        if (mandatory && reason.isBlank()) {
            return Optional.of("A reason is mandatory here.");
        }
        return ticket.flatMap(expression -> withoutTicket(expression, reason));
    }

    private static Optional<String> withoutTicket(String expression, String reason) {
        String wanted = "The reason has to name a ticket that matches " + Issues.quoted(expression);
        try {
            return compile(expression).matcher(new Bounded(reason)).find()
                    ? Optional.empty()
                    : Optional.of(wanted + "; it names none.");
        } catch (LookedTooOften | StackOverflowError e) {
            return Optional.of(wanted + "; that expression takes too long on this reason.");
        }
    }

    private static Pattern compile(String expression) {
        if (expression.isEmpty() || expression.length() > MAX_EXPRESSION) {
            throw new IllegalArgumentException("An expression has 1 to " + MAX_EXPRESSION + " characters");
        }
        Pattern pattern = Pattern.compile(expression);
        if (pattern.matcher("").find()) {
            throw new IllegalArgumentException("Every reason matches " + Issues.quoted(expression));
        }
        return pattern;
    }

    private static Place place(int index) {
        return new Place(1, index + 1, index);
    }

    /** A text that ends an expression which backtracks without end. */
    private static final class Bounded implements CharSequence {

        private final String text;
        private int looks;

        Bounded(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > MAX_LOOKS) {
                throw new LookedTooOften();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class LookedTooOften extends RuntimeException {

        private static final long serialVersionUID = 1;

        LookedTooOften() {
            super("Looked at more than " + MAX_LOOKS + " characters", null, false, false);
        }
    }
}
