package io.jenkins.lib.releasegates.statement.envelope;

import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whoever holds a private key, and signs with it. */
public interface EnvelopeSigner {

    /** The public half. */
    EnvelopeKey key();

    /** The signature of these bytes: 64 bytes of Ed25519, or the DER of ECDSA. */
    byte[] sign(byte[] message);

    /**
     * A signer with a key of the JDK.
     *
     * @throws RefusedDocumentException when the key is neither of Ed25519 nor of ECDSA over P-256
     * @throws IllegalArgumentException when the halves don't belong together
     */
    static EnvelopeSigner of(PrivateKey privateKey, PublicKey publicKey) throws RefusedDocumentException {
        EnvelopeKey key = EnvelopeKey.of(publicKey);
        EnvelopeSigner signer = new EnvelopeSigner() {
            @Override
            public EnvelopeKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) {
                try {
                    Signature signature = Signature.getInstance(
                            key.algorithm() == EnvelopeKey.Algorithm.ED25519 ? "Ed25519" : "SHA256withECDSA");
                    signature.initSign(privateKey);
                    signature.update(message);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalArgumentException("The private key doesn't sign with " + key.words(), e);
                }
            }
        };
        byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
        if (!key.verifies(probe, signer.sign(probe))) {
            throw new IllegalArgumentException("The private key doesn't belong to " + key.words());
        }
        return signer;
    }
}
