package io.jenkins.lib.releasegates.analysis;

/** Why an analysis has ended, and in which phase. */
public enum Ending {
    FAILURE_LIMIT(Phase.FAILED, "more samples failed than failureLimit allows"),
    INCONCLUSIVE_LIMIT(Phase.INCONCLUSIVE, "more samples were inconclusive than inconclusiveLimit allows"),
    CONSECUTIVE_ERROR_LIMIT(Phase.ERROR, "more samples in a row could not be taken than consecutiveErrorLimit allows"),
    GOAL_REACHED(Phase.SUCCESSFUL, "all gates were green as often and as long as demanded"),
    COUNT_REACHED(Phase.SUCCESSFUL, "all samples were taken, and no more went wrong than allowed"),
    GOAL_OPEN(
            Phase.INCONCLUSIVE, "all samples were taken before the gates were green as often and as long as demanded"),
    GOAL_MISSED(
            Phase.FAILED,
            "all samples were taken before the gates were green as often and as long as demanded, and failed samples had no limit"),
    NOTHING_GREEN(Phase.INCONCLUSIVE, "all samples were taken, and all gates were green in none"),
    TIMED_OUT(Phase.ERROR, "its time was over"),
    CANCELLED(Phase.ERROR, "it was cancelled");

    private final Phase phase;
    private final String words;

    Ending(Phase phase, String words) {
        this.phase = phase;
        this.words = words;
    }

    /** The phase it ends in. */
    public Phase phase() {
        return phase;
    }

    /** Completes the sentence "the analysis has ended: ...". */
    public String words() {
        return words;
    }

    /** Whether samples have brought it about, and not a clock or a person. */
    boolean isOfSamples() {
        return this != TIMED_OUT && this != CANCELLED;
    }
}
