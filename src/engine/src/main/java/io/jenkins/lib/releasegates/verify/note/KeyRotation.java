package io.jenkins.lib.releasegates.verify.note;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * That another key signs from now on, as an entry says it; nothing of it is verified yet.
 *
 * @param key vkey of the new key
 * @param previous vkey of the one before; none in the first rotation
 * @param endorsement base64 of the previous key's signature; none when that key was lost
 * @param possession base64 of the new key's signature
 */
public record KeyRotation(String key, Optional<String> previous, Optional<String> endorsement, String possession) {

    private static final String TITLE = "release-gates key rotation v1\n";
    private static final String NO_KEY = "-";

    /** Whether the new key signed this rotation of that log. */
    public boolean possessedBy(VerifierKey owner, String log) throws RefusedNoteException {
        return owner.verifies(text(log), StrictText.base64(possession, "the signature in possession"));
    }

    /** Whether the previous key signed this rotation of that log; false when there is no endorsement. */
    public boolean endorsedBy(VerifierKey owner, String log) throws RefusedNoteException {
        return endorsement.isPresent()
                && owner.verifies(text(log), StrictText.base64(endorsement.get(), "the signature in endorsement"));
    }

    private byte[] text(String log) {
        return (TITLE + log + "\n" + previous.orElse(NO_KEY) + "\n" + key + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
