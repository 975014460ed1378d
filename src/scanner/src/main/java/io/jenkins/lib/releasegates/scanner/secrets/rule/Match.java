package io.jenkins.lib.releasegates.scanner.secrets.rule;

/** A secret in a text. Its value is in none of its descriptions. */
public final class Match {

    private final Rule rule;
    private final int order;
    private final int start;
    private final String value;

    Match(Rule rule, int order, int start, String value) {
        this.rule = rule;
        this.order = order;
        this.start = start;
        this.value = value;
    }

    public Rule rule() {
        return rule;
    }

    /** Where the value begins in the text. */
    public int start() {
        return start;
    }

    int end() {
        return start + value.length();
    }

    /** The secret itself: for a digest and for nothing else. */
    public String value() {
        return value;
    }

    /** Which of two that hold the same characters counts: what is certain before what is generic, then the earlier rule. */
    boolean winsOver(Match other) {
        return rule.generic() == other.rule.generic() ? order < other.order : other.rule.generic();
    }

    @Override
    public String toString() {
        return rule.id() + " at " + start;
    }
}
