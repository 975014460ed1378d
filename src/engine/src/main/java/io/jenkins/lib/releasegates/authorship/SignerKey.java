package io.jenkins.lib.releasegates.authorship;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenSSH public key and whose it is.
 *
 * @param principals addresses and accounts of its one owner
 * @param type as the key itself says (RFC 4253, 6.6; PROTOCOL.u2f of OpenSSH)
 * @param blob in base64
 * @param after not valid before
 * @param before not valid behind
 */
record SignerKey(List<String> principals, String type, String blob, Optional<Instant> after, Optional<Instant> before) {

    static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "ssh-rsa");

    private static final int LEAST_RSA = 2048;

    SignerKey {
        principals = List.copyOf(principals);
    }

    boolean isValidAt(Instant now) {
        return after.filter(now::isBefore).isEmpty()
                && before.filter(now::isAfter).isEmpty();
    }

    /** As OpenSSH and git show it. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(blob));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Why that is no key of that type that could sign; empty when it is one. */
    static Optional<String> fault(String type, String blob) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(blob);
        } catch (IllegalArgumentException e) {
            return Optional.of("what is no base64");
        }
        ByteBuffer key = ByteBuffer.wrap(bytes);
        if (!new String(part(key), StandardCharsets.US_ASCII).equals(type)) {
            return Optional.of("a key of another type, or a part of one");
        }
        if (type.equals("ssh-rsa")) {
            part(key);
            byte[] modulus = part(key);
            int bits = modulus.length == 0 ? 0 : new BigInteger(1, modulus).bitLength();
            return bits < LEAST_RSA ? Optional.of("an RSA key of " + bits + " bits") : Optional.empty();
        }
        return part(key).length == 0 ? Optional.of("a part of a key") : Optional.empty();
    }

    /** The next string of RFC 4251, 5; nothing where there is none. */
    private static byte[] part(ByteBuffer key) {
        if (key.remaining() < Integer.BYTES) {
            return new byte[0];
        }
        int length = key.getInt();
        if (length < 0 || length > key.remaining()) {
            return new byte[0];
        }
        byte[] part = new byte[length];
        key.get(part);
        return part;
    }
}
