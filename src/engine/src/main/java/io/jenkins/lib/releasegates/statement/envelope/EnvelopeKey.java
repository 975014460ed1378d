package io.jenkins.lib.releasegates.statement.envelope;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key that envelopes are checked with: Ed25519, or ECDSA over P-256 with SHA-256. Two are equal when their keys are. Thread-safe.
 *
 * @param id SHA-256 over the DER of its SubjectPublicKeyInfo, in 64 hexadecimal digits; {@code openssl pkey -pubin -outform DER | sha256sum}
 *     gives the same
 * @param algorithm how it signs
 * @param base64 the DER of its SubjectPublicKeyInfo
 */
public record EnvelopeKey(String id, Algorithm algorithm, String base64) {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final Pattern OTHER_PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final int MAX_CHARACTERS = 4_000;

    /** How a key signs. */
    public enum Algorithm {
        /** RFC 8032. */
        ED25519("Ed25519"),
        /** FIPS 186-4 over P-256 with SHA-256; signatures as DER (RFC 3279) or as the 64 bytes of r and s (IEEE P1363). */
        ECDSA_P256_SHA256("ECDSA P-256");

        private final String words;

        Algorithm(String words) {
            this.words = words;
        }
    }

    /**
     * Reads one PEM block with a SubjectPublicKeyInfo, as {@code openssl pkey -pubout} writes it.
     *
     * @throws RefusedDocumentException when it is anything else; the message doesn't repeat what was found
     */
    public static EnvelopeKey parse(String pem) throws RefusedDocumentException {
        Matcher matcher = PEM.matcher(pem);
        if (pem.length() > MAX_CHARACTERS || !matcher.matches()) {
            Matcher other = OTHER_PEM.matcher(pem);
            throw new RefusedDocumentException(
                    "found " + (other.find() ? "PEM of '" + other.group(1) + "'" : "no PEM")
                            + ", allowed is one block 'PUBLIC KEY' with an Ed25519 or ECDSA P-256 key, as `openssl pkey -pubout` writes it");
        }
        try {
            return SubjectPublicKeyInfo.read(Base64.getMimeDecoder().decode(matcher.group(1)));
        } catch (IllegalArgumentException e) {
            throw new RefusedDocumentException("found a block 'PUBLIC KEY' that is no base64");
        }
    }

    /**
     * The key as envelopes need it.
     *
     * @throws RefusedDocumentException when it is of another algorithm
     */
    public static EnvelopeKey of(PublicKey key) throws RefusedDocumentException {
        return SubjectPublicKeyInfo.read(key.getEncoded());
    }

    static EnvelopeKey of(Algorithm algorithm, byte[] der) {
        return new EnvelopeKey(
                Digest.of(der).hex(), algorithm, Base64.getEncoder().encodeToString(der));
    }

    /** Whether this signature of the message is of this key. */
    public boolean verifies(byte[] message, byte[] signature) {
        byte[] der = Base64.getDecoder().decode(base64);
        return SubjectPublicKeyInfo.verifies(algorithm, der, message, signature);
    }

    /** The key as PEM. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    /** For people: how it signs, and the beginning of its id. */
    public String words() {
        return algorithm.words + " " + id.substring(0, 16);
    }
}
