package io.jenkins.lib.releasegates.audit.tlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A Merkle tree that takes leaves: keeps of it what the tiles of its right edge hold, 8 KiB per level. Not thread-safe. */
final class GrowingTree {

    private final MerkleHash hash = new MerkleHash();
    /** Of each level, the hashes that aren't in a full tile. */
    private final List<ByteArrayOutputStream> edge = new ArrayList<>();

    private long size;

    /** Of no entries. */
    GrowingTree() {}

    /**
     * As its right edge says.
     *
     * @param edge the partial tile of each level, from the leaves up; empty where a level has none
     */
    GrowingTree(long size, List<byte[]> edge) {
        this.size = size;
        for (byte[] hashes : edge) {
            ByteArrayOutputStream level = new ByteArrayOutputStream();
            level.writeBytes(hashes);
            this.edge.add(level);
        }
    }

    /** Is shown tiles as they become full. */
    interface FullTiles {

        void tile(int level, long number, byte[] hashes) throws IOException;
    }

    long size() {
        return size;
    }

    /** Takes an entry up, whose bytes stand there. */
    void add(byte[] bytes, int from, int length, FullTiles tiles) throws IOException {
        byte[] next = hash.leaf(bytes, from, length);
        size++;
        for (int level = 0; ; level++) {
            if (level == edge.size()) {
                edge.add(new ByteArrayOutputStream());
            }
            ByteArrayOutputStream hashes = edge.get(level);
            hashes.writeBytes(next);
            if (hashes.size() < TileName.WIDTH * MerkleHash.BYTES) {
                return;
            }
            byte[] full = hashes.toByteArray();
            hashes.reset();
            tiles.tile(level, (size >> (TileName.HEIGHT * (level + 1))) - 1, full);
            next = hash.perfect(full, 0, TileName.WIDTH);
        }
    }

    /** The hash over all entries. */
    byte[] root() {
        byte[] root = {};
        for (ByteArrayOutputStream level : edge) {
            byte[] hashes = level.toByteArray();
            int width = hashes.length / MerkleHash.BYTES;
            // Perfect subtrees from the right, the smallest first, as the binary digits of the width say.
            for (int bit = 1; bit <= width; bit *= 2) {
                if ((width & bit) != 0) {
                    int from = (width & -(2 * bit)) * MerkleHash.BYTES;
                    byte[] left = hash.perfect(hashes, from, bit);
                    root = root.length == 0 ? left : hash.node(left, root);
                }
            }
        }
        return root.length == 0 ? hash.nothing() : root;
    }

    /** How many levels it has. */
    int levels() {
        return edge.size();
    }

    /** The partial tile of that level; empty when there is none. */
    byte[] partial(int level) {
        return edge.get(level).toByteArray();
    }
}
