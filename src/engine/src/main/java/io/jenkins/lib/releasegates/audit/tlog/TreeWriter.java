package io.jenkins.lib.releasegates.audit.tlog;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Brings the tiles up to the trail. After an exception it has to {@link #resume}. For one thread.
 *
 * <p>It reads the lines back from the disk and follows their chain to the end that was acknowledged, so that what is signed is what was appended.
 */
public final class TreeWriter {

    private final Disk disk;
    private final Store store;
    private Tiles tiles;
    private GrowingTree tree = new GrowingTree();
    private ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private Digest last = Head.NONE;

    public TreeWriter(Disk disk, Store store) {
        this.disk = disk;
        this.store = store;
        this.tiles = new Tiles(disk);
    }

    /** Entries in the tree. */
    public long size() {
        return tree.size();
    }

    /**
     * Takes the tree up where the newest checkpoint left it; makes it anew from the trail when the tiles don't lead to the root of that one.
     *
     * @throws LedgerException when the trail doesn't lead there either: it was changed
     */
    public void resume(Optional<Checkpoint> newest) throws IOException, LedgerException {
        tiles = new Tiles(disk);
        disk.makeDirectory(TileName.DIRECTORY);
        begin(new GrowingTree());
        if (newest.isEmpty()) {
            return;
        }
        long size = newest.get().size();
        Digest root = newest.get().root();
        if (takeUp(size, root, true) || takeUp(size, root, false)) {
            return;
        }
        begin(new GrowingTree());
        add(size);
        write();
        if (!root().equals(root)) {
            throw new LedgerException("The trail is damaged and takes no more entries: its first " + size
                    + " entries have the root " + root() + ", the checkpoint that was signed over them says " + root
                    + ". No crash leaves it so; `release-gates verify` lists all that is wrong.");
        }
    }

    /**
     * Adds entries up to that end and makes the tiles of the tree that they come to.
     *
     * @throws LedgerException when the lines that were read back don't lead to that end
     */
    public Digest grow(Head to) throws IOException, LedgerException {
        add(to.entries());
        if (!last.equals(to.last())) {
            throw new LedgerException("The trail is damaged and takes no more entries: entry " + (to.entries() - 1)
                    + " was appended as " + to.last() + " and reads " + last
                    + " now. No crash leaves it so; `release-gates verify` lists all that is wrong.");
        }
        write();
        return root();
    }

    /** The root over the first so many entries, from their lines alone. */
    public static Digest root(Store store, long entries) throws IOException, LedgerException {
        GrowingTree tree = new GrowingTree();
        store.lines(0, entries, (seq, line) -> tree.add(line, 0, line.length, (level, number, hashes) -> {}));
        return root(tree);
    }

    private Digest root() {
        return root(tree);
    }

    private static Digest root(GrowingTree tree) {
        return new Digest(HexFormat.of().formatHex(tree.root()));
    }

    private void begin(GrowingTree from) {
        tree = from;
        bundle = new ByteArrayOutputStream();
        last = Head.NONE;
    }

    /** Whether the right edge, from partial tiles or without them, leads to that root. */
    private boolean takeUp(long size, Digest root, boolean partials) throws IOException, LedgerException {
        List<byte[]> edge = new ArrayList<>();
        long whole = size / TileName.WIDTH * TileName.WIDTH;
        edge.add(new byte[0]);
        for (int level = 1; size >> (TileName.HEIGHT * level) > 0; level++) {
            Optional<byte[]> hashes = edge(level, size, partials);
            if (hashes.isEmpty()) {
                return false;
            }
            edge.add(hashes.get());
        }
        begin(new GrowingTree(whole, edge));
        if (whole > 0) {
            last = store.entry(whole - 1)
                    .orElseThrow(() -> new IOException("entry " + (whole - 1) + " isn't there"))
                    .hash();
        }
        if (size > whole) {
            // What leads to the root needs no other look.
            store.lines(whole, size, (seq, line) -> {
                last = Digest.of(line);
                grow(seq, line);
            });
        }
        return root().equals(root);
    }

    /** What stands in the partial tile of that level; empty when it can't be told. */
    private Optional<byte[]> edge(int level, long size, boolean partials) throws IOException {
        long hashes = size >> (TileName.HEIGHT * level);
        int width = (int) (hashes % TileName.WIDTH);
        long number = hashes / TileName.WIDTH;
        if (width == 0) {
            return Optional.of(new byte[0]);
        }
        if (partials) {
            return tiles.read(TileName.partial(TileName.hashes(level, number), width), width * MerkleHash.BYTES);
        }
        MerkleHash hash = new MerkleHash();
        ByteArrayOutputStream computed = new ByteArrayOutputStream();
        for (int i = 0; i < width; i++) {
            Optional<byte[]> below = tiles.read(
                    TileName.hashes(level - 1, number * TileName.WIDTH + i), TileName.WIDTH * MerkleHash.BYTES);
            if (below.isEmpty()) {
                return Optional.empty();
            }
            computed.writeBytes(hash.perfect(below.get(), 0, TileName.WIDTH));
        }
        return Optional.of(computed.toByteArray());
    }

    private void add(long to) throws IOException, LedgerException {
        if (tree.size() < to) {
            store.lines(tree.size(), to, this::add);
        }
    }

    private void add(long seq, byte[] line) throws IOException, LedgerException {
        last = follow(seq, line);
        grow(seq, line);
    }

    private void grow(long seq, byte[] line) throws IOException {
        bundle.write(line.length >> 8);
        bundle.write(line.length);
        bundle.writeBytes(line);
        tree.add(line, 0, line.length, (level, number, hashes) -> tiles.full(TileName.hashes(level, number), hashes));
        if ((seq + 1) % TileName.WIDTH == 0) {
            tiles.full(TileName.entries(seq / TileName.WIDTH), bundle.toByteArray());
            bundle.reset();
        }
    }

    private Digest follow(long seq, byte[] line) throws LedgerException {
        if (EntryLine.follows(line, 0, line.length, last.hex().getBytes(StandardCharsets.US_ASCII))) {
            return Digest.of(line);
        }
        try {
            TrailEntry entry = EntryLine.read(line);
            if (entry.seq() == seq && entry.prev().equals(last)) {
                return entry.hash();
            }
            throw damage(
                    seq,
                    "entry " + entry.seq() + " behind " + entry.prev() + ", expected entry " + seq + " behind " + last);
        } catch (MalformedLine e) {
            throw damage(seq, String.valueOf(e.getMessage()));
        }
    }

    private static LedgerException damage(long seq, String found) {
        return new LedgerException(
                "The trail is damaged and takes no more entries: where entry " + seq + " belongs stands " + found
                        + ". No crash leaves it so; `release-gates verify` lists all that is wrong.");
    }

    /** What changes with every entry, and the names of what never changes again. */
    private void write() throws IOException {
        for (int level = 0; level < tree.levels(); level++) {
            byte[] hashes = tree.partial(level);
            if (hashes.length > 0) {
                long number = tree.size() >> (TileName.HEIGHT * (level + 1));
                tiles.partial(TileName.hashes(level, number), hashes.length / MerkleHash.BYTES, hashes);
            }
        }
        int width = (int) (tree.size() % TileName.WIDTH);
        if (width > 0) {
            tiles.partial(TileName.entries(tree.size() / TileName.WIDTH), width, bundle.toByteArray());
        }
        tiles.force();
    }
}
