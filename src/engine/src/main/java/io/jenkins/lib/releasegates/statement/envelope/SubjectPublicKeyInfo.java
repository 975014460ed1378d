package io.jenkins.lib.releasegates.statement.envelope;

import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey.Algorithm;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Public keys and their signatures with the JDK alone. */
final class SubjectPublicKeyInfo {

    /** Length of r and s of P-256 one behind the other. */
    private static final int P1363_BYTES = 64;

    private SubjectPublicKeyInfo() {}

    static EnvelopeKey read(byte[] der) throws RefusedDocumentException {
        for (Algorithm algorithm : Algorithm.values()) {
            try {
                PublicKey key = key(algorithm, der);
                if (!Arrays.equals(key.getEncoded(), der)) {
                    throw new RefusedDocumentException(
                            "found a public key in an unusual form, allowed is what `openssl pkey -pubout` writes");
                }
                if (algorithm == Algorithm.ED25519 || isP256((ECPublicKey) key)) {
                    return EnvelopeKey.of(algorithm, der);
                }
            } catch (GeneralSecurityException e) {
                // Of the other algorithm, or of none: the sentence below is for all of them.
            }
        }
        throw new RefusedDocumentException(
                "found a public key of another kind, allowed are Ed25519 and ECDSA over P-256");
    }

    static boolean verifies(Algorithm algorithm, byte[] der, byte[] message, byte[] signature) {
        return switch (algorithm) {
            case ED25519 -> verifies("Ed25519", algorithm, der, message, signature);
            case ECDSA_P256_SHA256 ->
                verifies("SHA256withECDSA", algorithm, der, message, signature)
                        || (signature.length == P1363_BYTES
                                && verifies("SHA256withECDSAinP1363Format", algorithm, der, message, signature));
        };
    }

    private static boolean verifies(String scheme, Algorithm algorithm, byte[] der, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(scheme);
            verifier.initVerify(key(algorithm, der));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another form is as wrong as any other.
            return false;
        }
    }

    private static PublicKey key(Algorithm algorithm, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm == Algorithm.ED25519 ? "Ed25519" : "EC")
                .generatePublic(new X509EncodedKeySpec(der));
    }

    private static boolean isP256(ECPublicKey key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
        ECParameterSpec found = key.getParams();
        return p256.getCurve().equals(found.getCurve())
                && p256.getGenerator().equals(found.getGenerator())
                && p256.getOrder().equals(found.getOrder())
                && p256.getCofactor() == found.getCofactor();
    }
}
