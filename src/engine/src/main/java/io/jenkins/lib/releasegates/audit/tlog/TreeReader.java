package io.jenkins.lib.releasegates.audit.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proofs out of the tiles, of a tree of one size; reads a few tiles, whatever its size. For one use. */
final class TreeReader {

    private final Tiles tiles;
    private final long size;
    private final MerkleHash hash = new MerkleHash();
    private final Map<String, TileNodes> seen = new HashMap<>();
    private final Map<String, TileNodes> upper;

    /** With full tiles above the leaves that were read before, to which it adds. */
    TreeReader(Tiles tiles, long size, Map<String, TileNodes> upper) {
        this.tiles = tiles;
        this.size = size;
        this.upper = upper;
    }

    /**
     * The audit path of RFC 6962, section 2.1.1, from the sibling of the leaf to the child of the root.
     *
     * @throws IOException when a tile isn't there
     */
    List<byte[]> inclusion(long index) throws IOException {
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (index < middle) {
                path.add(0, root(middle, to));
                to = middle;
            } else {
                path.add(0, root(from, middle));
                from = middle;
            }
        }
        return path;
    }

    /** The hash of the entries of that range, which is one that the tree splits into. */
    private byte[] root(long from, long to) throws IOException {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            return perfect(from, count);
        }
        long middle = from + Long.highestOneBit(count - 1);
        return hash.node(root(from, middle), root(middle, to));
    }

    private byte[] perfect(long from, long count) throws IOException {
        int height = Long.numberOfTrailingZeros(count);
        int level = height / TileName.HEIGHT;
        int hashes = 1 << (height % TileName.HEIGHT);
        long first = from >> (level * TileName.HEIGHT);
        return tile(level, first / TileName.WIDTH).perfect(hash, (int) (first % TileName.WIDTH), hashes);
    }

    private TileNodes tile(int level, long number) throws IOException {
        String name = TileName.hashes(level, number);
        TileNodes known = level > 0 && upper.containsKey(name) ? upper.get(name) : seen.get(name);
        if (known != null) {
            return known;
        }
        long width = Math.min(TileName.WIDTH, (size >> (level * TileName.HEIGHT)) - number * TileName.WIDTH);
        // A full one holds what a partial one held.
        Optional<byte[]> full = tiles.read(name, TileName.WIDTH * MerkleHash.BYTES);
        if (full.isPresent()) {
            TileNodes nodes = new TileNodes(full.get());
            (level > 0 ? upper : seen).put(name, nodes);
            return nodes;
        }
        TileNodes partial = new TileNodes(tiles.read(
                        TileName.partial(name, (int) width), (int) width * MerkleHash.BYTES)
                .orElseThrow(() -> new IOException(name + " is missing, or not of the size that it has to be")));
        seen.put(name, partial);
        return partial;
    }
}
