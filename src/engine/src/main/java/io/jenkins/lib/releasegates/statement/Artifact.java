package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * A file that a decision is about. It is recognised by its digest alone.
 *
 * @param name for people
 * @param digest SHA-256 over its bytes
 * @param size in bytes
 */
public record Artifact(String name, Digest digest, long size) {

    public Artifact {
        if (size < 0) {
            throw new IllegalArgumentException("An artifact has 0 bytes or more, found: " + size);
        }
    }
}
