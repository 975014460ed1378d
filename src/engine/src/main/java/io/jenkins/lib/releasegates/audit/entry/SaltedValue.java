package io.jenkins.lib.releasegates.audit.entry;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A clear value of a person with the salt that an entry's commitment to it needs. Once both are deleted the commitment tells nothing, since
 * nobody can try out names against 128 unknown bits.
 *
 * @param salt 32 hexadecimal digits
 */
public record SaltedValue(String salt, String value) {

    /** Characters that are kept of a value. */
    static final int MAX_VALUE = 4_000;

    /** Bytes of a salt. */
    static final int SALT_BYTES = 16;

    /** With that salt. The value is cut, and becomes text that UTF-8 can hold. */
    static SaltedValue of(String value, byte[] salt) {
        String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE - 1) + "…" : value;
        String encodable = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new SaltedValue(HexFormat.of().formatHex(salt), encodable);
    }

    /** SHA-256 over the bytes of the salt, a zero byte, the name of the field, a zero byte and the value, both in UTF-8. */
    public Digest commitment(String field) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(HexFormat.of().parseHex(salt));
        sha256.update((byte) 0);
        sha256.update(field.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(value.getBytes(StandardCharsets.UTF_8));
        return Digest.from(sha256);
    }
}
