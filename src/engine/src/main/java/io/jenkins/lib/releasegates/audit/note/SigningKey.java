package io.jenkins.lib.releasegates.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private Ed25519 key with which checkpoints are signed. Says nothing of itself when it is printed. Thread-safe. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final Pattern OTHER_PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

    private final PrivateKey key;
    private final LogKey unnamed;

    private SigningKey(PrivateKey key, LogKey unnamed) {
        this.key = key;
        this.unnamed = unnamed;
    }

    /** A new one. */
    public static SigningKey generate(SecureRandom random) {
        return of(pair(random));
    }

    /**
     * Reads what {@code openssl genpkey -algorithm ed25519} writes, or {@link #pem}.
     *
     * @throws IllegalArgumentException when it is anything else; the message doesn't repeat what was found
     */
    public static SigningKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            Matcher other = OTHER_PEM.matcher(pem);
            throw new IllegalArgumentException(
                    "found " + (other.find() ? "'" + other.group(1) + "'" : "no PEM")
                            + ", allowed is one 'PRIVATE KEY' that is not encrypted, as `openssl genpkey -algorithm ed25519` writes it");
        }
        try {
            byte[] pkcs8 = Base64.getMimeDecoder().decode(matcher.group(1));
            PrivateKey read = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Optional<byte[]> seed = ((EdECPrivateKey) read).getBytes();
            if (seed.isPresent()) {
                return of(pair(new Seed(seed.get())));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "found a private key that is not of Ed25519, allowed is what `openssl genpkey -algorithm ed25519` writes",
                    e);
        }
        throw new IllegalArgumentException("found a private key that can't be read out of its provider");
    }

    /** The key as PEM, not encrypted. */
    public String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Its public half, for a log of that name. */
    public LogKey publicKey(String log) {
        return unnamed.named(log);
    }

    /** Signs a message. */
    public byte[] sign(byte[] message) {
        try {
            return sign(key, message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK from 15 on signs with Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "private key of " + unnamed.hex();
    }

    private static SigningKey of(KeyPair pair) {
        LogKey unnamed = LogKey.of("unnamed", pair.getPublic());
        SigningKey signing = new SigningKey(pair.getPrivate(), unnamed);
        byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
        if (!unnamed.verifies(probe, signing.sign(probe))) {
            throw new IllegalStateException("The two halves of an Ed25519 key don't belong together");
        }
        return signing;
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK from 15 on makes Ed25519 keys", e);
        }
    }

    private static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature ed25519 = Signature.getInstance(ALGORITHM);
        ed25519.initSign(key);
        ed25519.update(message);
        return ed25519.sign();
    }

    /**
     * Gives out the private half that is known already. The JDK offers no other way from it to the public half; what comes out is tried before it
     * is used.
     */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException(
                        "An Ed25519 key is made of " + seed.length + " bytes, asked for " + bytes.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
