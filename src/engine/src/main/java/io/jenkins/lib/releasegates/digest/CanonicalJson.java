package io.jenkins.lib.releasegates.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * JSON in the one byte form that RFC 8785 (JSON Canonicalization Scheme) gives every value, so that its hash doesn't depend on who wrote it.
 *
 * <p>Thread-safe.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes of this object or array; they hold no line break.
     *
     * @throws IllegalArgumentException when the node is neither an object nor an array, or holds NaN or an infinity
     */
    public static byte[] bytes(JsonNode node) {
        if (!node.isContainerNode()) {
            throw new IllegalArgumentException("Only an object or an array has a canonical form here, found: " + node);
        }
        try {
            return CanonicalWriter.bytes(node);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not expressible as canonical JSON: " + e.getMessage(), e);
        }
    }

    /** {@link Digest} of {@link #bytes}. */
    public static Digest digest(JsonNode node) {
        return Digest.of(bytes(node));
    }
}
