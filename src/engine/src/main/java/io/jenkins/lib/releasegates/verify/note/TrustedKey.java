package io.jenkins.lib.releasegates.verify.note;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key that somebody brings from elsewhere to hold a log against: a vkey, which has a name, or the PEM of an Ed25519 key, which takes
 * whatever name the log has. Immutable.
 */
public final class TrustedKey {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private final @Nullable VerifierKey named;
    private final byte[] raw;

    private TrustedKey(@Nullable VerifierKey named, byte[] raw) {
        this.named = named;
        this.raw = raw;
    }

    /**
     * Reads the text of a key file.
     *
     * @throws RefusedNoteException when it is neither a line with a vkey nor a PEM block, with what is allowed
     */
    public static TrustedKey parse(String text) throws RefusedNoteException {
        String key = text.strip();
        if (key.length() > SignedNote.MAX_BYTES) {
            throw new RefusedNoteException("found " + key.length() + " characters, expected a public key");
        }
        if (!key.startsWith(BEGIN)) {
            VerifierKey parsed = VerifierKey.parse(key);
            return new TrustedKey(parsed, new byte[0]);
        }
        if (!key.endsWith(END) || key.length() < BEGIN.length() + END.length()) {
            throw new RefusedNoteException("found no end of the PEM block, expected " + END);
        }
        String body = key.substring(BEGIN.length(), key.length() - END.length())
                .lines()
                .map(String::strip)
                .reduce("", String::concat);
        byte[] raw = Ed25519.raw(StrictText.base64(body, "the PEM block"));
        Ed25519.key(raw);
        return new TrustedKey(null, raw);
    }

    /** Whether it is the same key and, where it has a name, of the same name. */
    public boolean is(VerifierKey key) {
        return named == null ? key.has(raw) : named.equals(key);
    }

    /** The name of the log that it belongs to, where it says so. */
    public Optional<String> name() {
        return Optional.ofNullable(named).map(VerifierKey::name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustedKey that && Objects.equals(named, that.named) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(named, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return named == null ? "Ed25519 " + Base64.getEncoder().encodeToString(raw) : named.toString();
    }
}
