package io.jenkins.lib.releasegates.verify.note;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Signatures of RFC 8032 with the JDK, which wants the 32 bytes of a public key in the frame of RFC 8410. */
final class Ed25519 {

    static final int KEY_BYTES = 32;

    private static final String NAME = "Ed25519";
    private static final byte[] FRAME = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static PublicKey key(byte[] raw) throws RefusedNoteException {
        try {
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(framed(raw)));
            Signature.getInstance(NAME).initVerify(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new RefusedNoteException("found 32 bytes that are no public key of Ed25519");
        }
    }

    /** The frame with the 32 bytes of a key. */
    static byte[] framed(byte[] raw) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes(FRAME);
        framed.writeBytes(raw);
        return framed.toByteArray();
    }

    /** The 32 bytes of a key in its frame. */
    static byte[] raw(byte[] framed) throws RefusedNoteException {
        if (framed.length != FRAME.length + KEY_BYTES || !StrictText.startsWith(framed, FRAME)) {
            throw new RefusedNoteException("found a key of another kind, expected a public key of Ed25519");
        }
        return Arrays.copyOfRange(framed, FRAME.length, framed.length);
    }

    static boolean verifies(PublicKey key, byte[] text, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A signature of another length or beyond the order of the group is as wrong as any other.
            return false;
        }
    }
}
