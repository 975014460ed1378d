package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;

/**
 * What somebody shows for an answer.
 *
 * @param digest over the bytes of the file; of a link only where they were given
 * @param location name of the file, or the link; nobody opens it but people
 */
public record GivenEvidence(Kind kind, Optional<Digest> digest, Typed location) {

    /** Kinds of evidence. */
    public enum Kind {
        FILE,
        LINK
    }

    public GivenEvidence {
        if (!location.given() || kind == Kind.FILE && digest.isEmpty()) {
            throw new IllegalArgumentException("Evidence has a location, and a file its digest; found a " + kind);
        }
    }
}
