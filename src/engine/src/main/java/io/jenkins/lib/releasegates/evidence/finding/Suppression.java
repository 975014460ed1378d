package io.jenkins.lib.releasegates.evidence.finding;

/**
 * Why a finding isn't counted, in the words of whoever decided so; all of it is hostile text, and none of it was checked.
 *
 * @param by the file, tool or list that says so
 * @param reason empty when none was given
 * @param owner who answers for it; empty when nobody is named
 * @param until the day on which it ends, as it was written; empty when it never does
 * @param state the word of CycloneDX VEX for what it is ({@code not_affected}, {@code false_positive}, …); empty where nobody said
 */
public record Suppression(String by, String reason, String owner, String until, String state) {

    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 300;
    private static final int MAX_DAY = 40;

    public Suppression {
        by = Bounds.text(by, MAX_NAME);
        reason = Bounds.text(reason, MAX_REASON);
        owner = Bounds.text(owner, MAX_NAME);
        until = Bounds.text(until, MAX_DAY);
        state = Bounds.text(state, MAX_DAY);
    }

    /** Of which nobody said what it is. */
    public Suppression(String by, String reason, String owner, String until) {
        this(by, reason, owner, until, "");
    }

    /** Without owner and end. */
    public static Suppression by(String by, String reason) {
        return new Suppression(by, reason, "", "");
    }
}
