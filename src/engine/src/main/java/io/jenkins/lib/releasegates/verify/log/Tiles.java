package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.Closeable;
import java.io.IOException;

/** Holds {@code tile/} against the lines of the trail as they pass by; one tile of each level is in memory. */
final class Tiles implements Closeable, MerkleTree.Subtrees {

    private static final int LEVELS = 7;
    private static final int BITS_PER_LEVEL = 8;

    private final LedgerDirectory ledger;
    private final Observations observations;
    private final TileFaults faults;
    private final HashTile[] hashes = new HashTile[LEVELS];
    private final EntryBundle entries;
    private boolean there;

    Tiles(LedgerDirectory ledger, Observations observations) {
        this.ledger = ledger;
        this.observations = observations;
        this.faults = new TileFaults(observations);
        this.entries = new EntryBundle(ledger, faults);
        for (int level = 0; level < LEVELS; level++) {
            hashes[level] = new HashTile(ledger, level, faults);
        }
        try {
            Kind kind = ledger.kind(TileName.DIRECTORY);
            there = kind == Kind.DIRECTORY;
            if (!there && kind != Kind.NOTHING) {
                observations.wrong(TileName.DIRECTORY, "found something else than a directory; links aren't followed");
            }
        } catch (IOException e) {
            observations.wrong(TileName.DIRECTORY, "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    void entry(byte[] line) {
        if (there) {
            entries.add(line);
        }
    }

    @Override
    public void complete(int level, byte[] hash) {
        if (there && level < LEVELS) {
            hashes[level].add(hash);
        }
    }

    /**
     * After all entries.
     *
     * @param size of the newest checkpoint that is signed; 0 without one
     * @param grown of the tree
     */
    void end(long size, long grown) {
        if (size == 0) {
            return;
        }
        if (!there) {
            observations.note(
                    "The folder " + TileName.DIRECTORY
                            + "/ isn't there: clients of transparency logs can't read this ledger; it is made anew from the trail");
            return;
        }
        try {
            for (int level = 0; level < LEVELS; level++) {
                hashes[level].end();
                long wide = size >>> BITS_PER_LEVEL * level;
                expect(Integer.toString(level), wide);
                if (level == 0) {
                    expect(TileName.ENTRIES, wide);
                }
            }
            faults.end(size);
            new TileListing(ledger, grown, observations).look();
        } catch (IOException e) {
            observations.wrong(TileName.DIRECTORY, "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    /** The partial tile at the right edge of a level so many hashes wide, which may be wider or full meanwhile. */
    private void expect(String level, long wide) throws IOException {
        long index = wide / TileName.WIDTH;
        int width = (int) (wide % TileName.WIDTH);
        if (width > 0
                && PartialTiles.widths(ledger, level, index).nextSetBit(width) < 0
                && ledger.kind(TileName.full(level, index)) == Kind.NOTHING) {
            faults.unfinished(PartialTiles.name(level, index, width));
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
