package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The bundle of entries that is being filled: its file is read along with the lines, and partial forms are held against a digest. */
final class EntryBundle implements Closeable {

    private static final int LENGTH_BYTES = 2;
    private static final int MAX_ENTRY = 0xffff;
    private static final int BUFFER = 64 * 1024;

    private final LedgerDirectory ledger;
    private final TileFaults faults;
    private final byte[] found = new byte[LENGTH_BYTES + MAX_ENTRY];
    private BitSet widths = new BitSet();
    private MessageDigest sha256 = Digest.sha256();
    private @Nullable InputStream stream;
    private long length;
    private int filled;
    private long index;
    private boolean faulty;

    EntryBundle(LedgerDirectory ledger, TileFaults faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    void add(byte[] entry) {
        if (filled == 0) {
            begin();
        }
        filled++;
        byte[] prefix = {(byte) (entry.length >>> 8), (byte) entry.length};
        compare(prefix, entry);
        if (!widths.isEmpty()) {
            sha256.update(prefix);
            sha256.update(entry);
            length += LENGTH_BYTES + entry.length;
            if (widths.get(filled)) {
                partial(filled);
            }
        }
        if (filled == TileName.WIDTH) {
            finish();
            filled = 0;
            index++;
        }
    }

    private void begin() {
        faulty = false;
        length = 0;
        sha256.reset();
        String file = TileName.full(TileName.ENTRIES, index);
        try {
            widths = PartialTiles.widths(ledger, TileName.ENTRIES, index);
            if (ledger.kind(file) != Kind.NOTHING) {
                stream = new BufferedInputStream(ledger.open(file), BUFFER);
            }
        } catch (IOException e) {
            fault(file, "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    private void compare(byte[] prefix, byte[] entry) {
        if (stream == null || faulty) {
            return;
        }
        int expected = LENGTH_BYTES + entry.length;
        try {
            int read = stream.readNBytes(found, 0, expected);
            if (read < expected
                    || found[0] != prefix[0]
                    || found[1] != prefix[1]
                    || !Arrays.equals(found, LENGTH_BYTES, expected, entry, 0, entry.length)) {
                fault(
                        TileName.full(TileName.ENTRIES, index),
                        "found another entry number " + filled + " than the trail has");
            }
        } catch (IOException e) {
            fault(TileName.full(TileName.ENTRIES, index), "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    private void partial(int width) {
        String file = PartialTiles.name(TileName.ENTRIES, index, width);
        try (InputStream partial = ledger.open(file)) {
            MessageDigest expected = (MessageDigest) sha256.clone();
            MessageDigest digest = Digest.sha256();
            byte[] last = new byte[LENGTH_BYTES];
            long size = 0;
            for (int read = partial.read(found); read >= 0 && size <= length; read = partial.read(found)) {
                digest.update(found, 0, read);
                size += read;
                last = read < LENGTH_BYTES ? last : Arrays.copyOfRange(found, read - LENGTH_BYTES, read);
            }
            if (size < length || size == length && ByteBuffer.wrap(last).getShort() == 0) {
                faults.unfinished(file);
            } else if (size > length || !Arrays.equals(expected.digest(), digest.digest())) {
                faults.wrong(file, entries(width), "found other bytes than the " + width + " entries of the trail");
            }
        } catch (NoSuchFileException e) {
            // a ledger in use took it away since it was listed
        } catch (IOException e) {
            faults.wrong(file, entries(width), "can't be read: " + LedgerDirectory.reason(e));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-256 of every JDK can be cloned", e);
        }
    }

    private void finish() {
        String file = TileName.full(TileName.ENTRIES, index);
        try {
            if (stream == null) {
                if (!faulty) {
                    fault(file, "missing, expected " + TileName.WIDTH + " entries");
                }
            } else if (!faulty && stream.read() >= 0) {
                fault(file, "found more bytes than " + TileName.WIDTH + " entries");
            }
        } catch (IOException e) {
            fault(file, "can't be read: " + LedgerDirectory.reason(e));
        }
        close();
    }

    private void fault(String file, String message) {
        faulty = true;
        faults.wrong(file, entries(TileName.WIDTH), message);
    }

    private long entries(int width) {
        return index * TileName.WIDTH + width;
    }

    @Override
    public void close() {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                fault(TileName.full(TileName.ENTRIES, index), "can't be closed: " + LedgerDirectory.reason(e));
            }
            stream = null;
        }
    }
}
