package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.digest.Digest;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The root of a growing list of entries, after <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>. Keeps
 * the roots of the perfect subtrees alone, one for each bit of the size. Not thread-safe.
 */
final class MerkleTree {

    static final int HASH_BYTES = 32;

    /** Tiles show every eighth level. */
    private static final int TILE_HEIGHT = 8;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int MAX_HEIGHT = 63;

    private final MessageDigest sha256 = Digest.sha256();
    private final byte[][] perfect = new byte[MAX_HEIGHT][HASH_BYTES];
    private final byte[] pair = new byte[1 + 2 * HASH_BYTES];
    private final byte[] current = new byte[HASH_BYTES];
    private final Subtrees subtrees;
    private long size;

    /** Is shown every leaf (level 0) and every perfect subtree of a height that divides by 8 (level 1 is 256 leaves); the array is reused. */
    interface Subtrees {
        void complete(int level, byte[] hash);
    }

    MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
        pair[0] = NODE;
    }

    /** Number of leaves. */
    long size() {
        return size;
    }

    void add(byte[] entry) {
        try {
            sha256.update(LEAF);
            sha256.update(entry);
            sha256.digest(current, 0, HASH_BYTES);
            subtrees.complete(0, current);
            int height = 0;
            for (; (size >>> height & 1) == 1; height++) {
                join(perfect[height], current);
                if ((height + 1) % TILE_HEIGHT == 0) {
                    subtrees.complete((height + 1) / TILE_HEIGHT, current);
                }
            }
            System.arraycopy(current, 0, perfect[height], 0, HASH_BYTES);
            size++;
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    /** The root over all leaves so far; a new array. */
    byte[] root() {
        if (size == 0) {
            return sha256.digest();
        }
        int lowest = Long.numberOfTrailingZeros(size);
        byte[] root = perfect[lowest].clone();
        try {
            for (int height = lowest + 1; height < MAX_HEIGHT; height++) {
                if ((size >>> height & 1) == 1) {
                    join(perfect[height], root);
                }
            }
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return root;
    }

    /** Puts the node above both into the right one. */
    private void join(byte[] left, byte[] right) throws DigestException {
        System.arraycopy(left, 0, pair, 1, HASH_BYTES);
        System.arraycopy(right, 0, pair, 1 + HASH_BYTES, HASH_BYTES);
        sha256.update(pair);
        sha256.digest(right, 0, HASH_BYTES);
    }
}
