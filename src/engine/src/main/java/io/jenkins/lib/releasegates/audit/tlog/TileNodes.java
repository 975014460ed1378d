package io.jenkins.lib.releasegates.audit.tlog;

import java.util.Arrays;

/** A tile with the nodes of the tree between its hashes, each computed when it is first asked for. Not thread-safe. */
final class TileNodes {

    private final byte[] hashes;
    /** By number of the node, counted as in a heap from 1: the root, its children, and so on. Only of a full tile. */
    private final byte[][] nodes = new byte[TileName.WIDTH][];

    TileNodes(byte[] hashes) {
        this.hashes = hashes;
    }

    /** The node over so many hashes, a power of two, from there on. */
    byte[] perfect(MerkleHash hash, int first, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(hashes, first * MerkleHash.BYTES, (first + 1) * MerkleHash.BYTES);
        }
        int number = (TileName.WIDTH + first) / count;
        if (nodes[number] == null) {
            nodes[number] = hash.perfect(hashes, first * MerkleHash.BYTES, count);
        }
        return nodes[number];
    }
}
