package io.jenkins.lib.releasegates.evidence.finding;

import java.util.Optional;

/**
 * A score on the scale of CVSS, whichever version of it.
 *
 * @param score from 0.0 to 10.0
 * @param vector what it was computed from; empty when the tool doesn't tell
 */
public record Cvss(double score, String vector) {

    private static final int MAX_VECTOR = 200;

    public Cvss {
        if (!(score >= 0 && score <= 10)) {
            throw new IllegalArgumentException("A CVSS score is from 0 to 10, found: " + score);
        }
        vector = Bounds.text(vector, MAX_VECTOR);
    }

    /** The score, where it is one. */
    public static Optional<Cvss> of(double score, String vector) {
        return score >= 0 && score <= 10 ? Optional.of(new Cvss(score, vector)) : Optional.empty();
    }
}
