package io.jenkins.lib.releasegates.evidence.finding;

/**
 * Why a finding isn't counted, in the words of whoever decided so; all of it is hostile text, and none of it was checked.
 *
 * @param by the file, tool or list that says so
 * @param reason empty when none was given
 * @param owner who answers for it; empty when nobody is named
 * @param until the day on which it ends, as it was written; empty when it never does
 */
public record Suppression(String by, String reason, String owner, String until) {

    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 300;
    private static final int MAX_DAY = 40;

    public Suppression {
        by = Bounds.text(by, MAX_NAME);
        reason = Bounds.text(reason, MAX_REASON);
        owner = Bounds.text(owner, MAX_NAME);
        until = Bounds.text(until, MAX_DAY);
    }

    /** Without owner and end. */
    public static Suppression by(String by, String reason) {
        return new Suppression(by, reason, "", "");
    }
}
