package io.jenkins.lib.releasegates.audit.tlog;

import io.jenkins.lib.releasegates.audit.disk.Disk;
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
    private final Map<String, byte[]> seen = new HashMap<>();

    TreeReader(Disk disk, long size) {
        this.tiles = new Tiles(disk);
        this.size = size;
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
        byte[] tile = tile(level, first / TileName.WIDTH);
        return hash.perfect(tile, (int) (first % TileName.WIDTH) * MerkleHash.BYTES, hashes);
    }

    private byte[] tile(int level, long number) throws IOException {
        String name = TileName.hashes(level, number);
        byte[] known = seen.get(name);
        if (known != null) {
            return known;
        }
        long width = Math.min(TileName.WIDTH, (size >> (level * TileName.HEIGHT)) - number * TileName.WIDTH);
        // A full one holds what a partial one held.
        Optional<byte[]> read = tiles.read(name, TileName.WIDTH * MerkleHash.BYTES);
        if (read.isEmpty() && width > 0 && width < TileName.WIDTH) {
            read = tiles.read(TileName.partial(name, (int) width), (int) width * MerkleHash.BYTES);
        }
        byte[] found =
                read.orElseThrow(() -> new IOException(name + " is missing, or not of the size that it has to be"));
        seen.put(name, found);
        return found;
    }
}
