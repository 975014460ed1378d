package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * A file that a decision is about, with the digest that we have computed from its bytes.
 *
 * @param name its path as whoever handed it in knows it
 * @param digest SHA-256 over its bytes
 * @param size how many these are
 */
public record Artifact(String name, Digest digest, long size) {

    /** Artifacts that one decision can be about. */
    public static final int MAX = 100;

    public Artifact {
        if (size < 0) {
            throw new IllegalArgumentException("An artifact has 0 bytes or more, found: " + size);
        }
    }
}
