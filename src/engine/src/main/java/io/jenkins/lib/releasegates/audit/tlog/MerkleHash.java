package io.jenkins.lib.releasegates.audit.tlog;

import io.jenkins.lib.releasegates.digest.Digest;
import java.security.DigestException;
import java.security.MessageDigest;

/** The hashes of RFC 6962, section 2.1: leaves and nodes can't be taken for each other. Not thread-safe. */
final class MerkleHash {

    static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = Digest.sha256();

    /** Of an entry, whose bytes stand there. */
    byte[] leaf(byte[] bytes, int from, int length) {
        sha256.update(LEAF);
        sha256.update(bytes, from, length);
        return sha256.digest();
    }

    byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }

    /** Of the tree without entries. */
    byte[] nothing() {
        return sha256.digest();
    }

    /** Of the perfect subtree over {@code count} hashes, a power of two, that stand there one after the other. */
    byte[] perfect(byte[] hashes, int from, int count) {
        byte[] level = new byte[count * BYTES];
        System.arraycopy(hashes, from, level, 0, level.length);
        try {
            for (int left = count; left > 1; left /= 2) {
                for (int i = 0; i < left / 2; i++) {
                    sha256.update(NODE);
                    sha256.update(level, 2 * i * BYTES, 2 * BYTES);
                    sha256.digest(level, i * BYTES, BYTES);
                }
            }
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        byte[] root = new byte[BYTES];
        System.arraycopy(level, 0, root, 0, BYTES);
        return root;
    }
}
