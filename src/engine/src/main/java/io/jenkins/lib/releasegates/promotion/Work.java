package io.jenkins.lib.releasegates.promotion;

/** What a phase needs to be done outside of the machine. Each can be begun again after nobody knows how far it came. */
public enum Work {
    NONE,
    FIND_SLOTS,
    DEPLOY,
    PROBE,
    PRE_ANALYSE,
    ASK_TO_EXPOSE,
    RUN_BEFORE_EXPOSE,
    SHIFT,
    ANALYSE,
    POST_ANALYSE,
    RETIRE,
    ROLL_BACK;

    /** Whether the body of a step does it, which belongs to a pipeline and not to whoever drives promotions. */
    public boolean isBody() {
        return this == DEPLOY || this == RUN_BEFORE_EXPOSE;
    }
}
