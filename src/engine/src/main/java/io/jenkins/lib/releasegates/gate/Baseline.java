package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * The earlier run that "new" and "delta" are told against, or why there is none.
 *
 * @param source how it was found
 * @param record id of the evidence in the record
 * @param at when that was recorded
 * @param words one sentence for the record and the page
 * @param reference the branch, or other name of runs, that it was found by, or that a bootstrap is spent on
 */
public record Baseline(
        Source source,
        Optional<Evidence> evidence,
        Optional<String> record,
        Optional<Instant> at,
        String words,
        Optional<String> reference) {

    /** Without the name it was found by. */
    public Baseline(
            Source source, Optional<Evidence> evidence, Optional<String> record, Optional<Instant> at, String words) {
        this(source, evidence, record, at, words, Optional.empty());
    }

    /** How a baseline was found, in the order in which they are tried. */
    public enum Source {
        SAME_BRANCH,
        TARGET_BRANCH,
        REFERENCE,
        /** What was admitted to the same environment before. */
        ENVIRONMENT,
        /** Nothing to compare with, and the policy allows that once: everything counts as known. */
        BOOTSTRAP,
        /** No gate compares. */
        NOT_NEEDED,
        /** There is one, older than the policy allows. */
        TOO_OLD,
        /** There is none. */
        NONE,
        /** There should be one, and it can't be read or isn't kept any more. */
        LOST
    }

    /** The policy compares nothing. */
    public static Baseline notNeeded() {
        return new Baseline(
                Source.NOT_NEEDED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Nothing: no gate of this policy compares");
    }

    /** None was found. */
    public static Baseline none(String words) {
        return new Baseline(Source.NONE, Optional.empty(), Optional.empty(), Optional.empty(), words);
    }
}
