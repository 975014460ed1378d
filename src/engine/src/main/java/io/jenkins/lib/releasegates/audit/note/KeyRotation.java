package io.jenkins.lib.releasegates.audit.note;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * That a log is signed by another key from now on, in the words of the keys themselves.
 *
 * @param key signs from now on
 * @param previous signed until now; empty for the first key of a log
 * @param endorsement base64 of the previous key's signature over {@link #text}; empty when that key was lost, and for the first key
 * @param possession base64 of the new key's signature over the same
 */
public record KeyRotation(LogKey key, Optional<LogKey> previous, Optional<String> endorsement, String possession) {

    /** To the first key of a log. */
    public static KeyRotation first(String log, SigningKey key) {
        return of(log, key, Optional.empty(), Optional.empty());
    }

    /**
     * To another key.
     *
     * @param endorsing the private half of the previous one, where it is still there
     */
    public static KeyRotation next(String log, SigningKey key, LogKey previous, Optional<SigningKey> endorsing) {
        return of(log, key, Optional.of(previous), endorsing);
    }

    private static KeyRotation of(
            String log, SigningKey key, Optional<LogKey> previous, Optional<SigningKey> endorsing) {
        LogKey next = key.publicKey(log);
        byte[] text = text(log, previous, next);
        return new KeyRotation(next, previous, endorsing.map(old -> base64(old.sign(text))), base64(key.sign(text)));
    }

    /** What the keys sign. */
    static byte[] text(String log, Optional<LogKey> previous, LogKey next) {
        return ("release-gates key rotation v1\n" + log + "\n"
                        + previous.map(LogKey::vkey).orElse("-") + "\n" + next.vkey() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
