package io.jenkins.lib.releasegates.policy;

/** What a threshold is held against; the words of {@code recordCoverage}, where the key is {@code baseline}. */
public enum Comparison {
    /** The value of this run. */
    PROJECT,
    /** The value of this run minus the value of the baseline run. */
    PROJECT_DELTA
}
