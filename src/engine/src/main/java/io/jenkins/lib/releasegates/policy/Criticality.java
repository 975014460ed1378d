package io.jenkins.lib.releasegates.policy;

/**
 * What a gate that doesn't pass does to the build and its stage; the words of {@code recordIssues}.
 *
 * <p>It colours; it never decides. Whether an artifact is admitted depends on the verdict alone.
 */
public enum Criticality {
    /** Marks the stage unstable. */
    NOTE,
    /** Marks stage and build unstable. */
    UNSTABLE,
    /** Marks the stage failed; the build goes on with the result it has. */
    ERROR,
    /** Fails stage and build, and ends the step with an error. */
    FAILURE
}
