package io.jenkins.lib.releasegates.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * JSON in the one byte form that RFC 8785 (JSON Canonicalization Scheme) gives every value, so that its hash doesn't depend on who wrote it.
 *
 * <p>Thread-safe.
 */
public final class CanonicalJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

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
            return new JsonCanonicalizer(MAPPER.writeValueAsString(node)).getEncodedUTF8();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not expressible as JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Not expressible as canonical JSON", e);
        }
    }

    /** {@link Digest} of {@link #bytes}. */
    public static Digest digest(JsonNode node) {
        return Digest.of(bytes(node));
    }
}
