package io.jenkins.lib.releasegates.promotion;

/** How a work ended. */
public enum Outcome {
    PASSED,
    FAILED,

    /** Nobody can tell. Never taken for {@link #PASSED}. */
    INCONCLUSIVE
}
