package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/** The tile of one level that is being filled, held against its file when it is full and against its partial forms. */
final class HashTile {

    private static final int FULL = TileName.WIDTH * MerkleTree.HASH_BYTES;

    private final LedgerDirectory ledger;
    private final String level;
    private final long entriesPerHash;
    private final TileFaults faults;
    private final byte[] hashes = new byte[FULL];
    private int filled;
    private long index;

    HashTile(LedgerDirectory ledger, int level, TileFaults faults) {
        this.ledger = ledger;
        this.level = Integer.toString(level);
        this.entriesPerHash = 1L << 8 * level;
        this.faults = faults;
    }

    void add(byte[] hash) {
        System.arraycopy(hash, 0, hashes, filled, hash.length);
        filled += hash.length;
        if (filled == FULL) {
            full();
            partials();
            filled = 0;
            index++;
        }
    }

    /** After the last hash. */
    void end() {
        partials();
    }

    private void full() {
        String file = TileName.full(level, index);
        try {
            if (ledger.kind(file) == Kind.NOTHING) {
                faults.wrong(file, end(TileName.WIDTH), "missing, expected " + TileName.WIDTH + " hashes");
            } else {
                compare(file, ledger.read(file, FULL), FULL);
            }
        } catch (IOException e) {
            faults.wrong(file, end(TileName.WIDTH), "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    private void partials() {
        String directory = TileName.partials(level, index);
        try {
            for (int width : PartialTiles.widths(ledger, level, index).stream().toArray()) {
                String file = PartialTiles.name(level, index, width);
                int length = width * MerkleTree.HASH_BYTES;
                if (length <= filled) {
                    partial(file, length);
                }
            }
        } catch (IOException e) {
            faults.wrong(directory, end(1), "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    private void partial(String file, int length) throws IOException {
        try {
            byte[] found = ledger.read(file, length);
            if (Torn.is(found, Arrays.copyOf(hashes, length))) {
                faults.unfinished(file);
            } else {
                compare(file, found, length);
            }
        } catch (NoSuchFileException e) {
            // a ledger in use took it away since it was listed
        }
    }

    private void compare(String file, byte[] found, int length) {
        int differs = Arrays.mismatch(found, 0, found.length, hashes, 0, length);
        if (differs >= 0) {
            faults.wrong(
                    file,
                    end(length / MerkleTree.HASH_BYTES),
                    found.length == length
                            ? "found another hash number " + (differs / MerkleTree.HASH_BYTES + 1)
                                    + " than the trail leads to"
                            : "found " + (found.length > length ? "more" : "fewer") + " bytes than the expected "
                                    + length);
        }
    }

    /** Entries up to the one that the hash before this one covers last. */
    private long end(int width) {
        return (index * TileName.WIDTH + width) * entriesPerHash;
    }
}
