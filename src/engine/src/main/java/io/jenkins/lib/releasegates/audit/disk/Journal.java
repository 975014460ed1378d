package io.jenkins.lib.releasegates.audit.disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * What several files grow by, written to one file first, so that one write makes it last: a redo log. docs/formats/ledger.md has its layout.
 *
 * <p>The file is written from its beginning again and again, once everything in it is known to lie in its place. Records of one turn carry a number
 * that nobody can guess, so that bytes of an earlier turn, whoever chose them, are never taken for records of this one. For one thread.
 */
public final class Journal {

    /** Its name below the ledger. */
    public static final String FILE = "journal";

    /** A turn ends where its next record would reach beyond; one record alone may be longer. */
    static final int TURN_BYTES = 2 * 1024 * 1024;

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final byte[] MAGIC = {'R', 'G', 'J', '1'};
    private static final int TURN_LENGTH = 16;
    private static final int HEAD = MAGIC.length + TURN_LENGTH + 3 * Integer.BYTES;

    private final Disk disk;
    private final SecureRandom random = new SecureRandom();
    private final byte[] turn = new byte[TURN_LENGTH];
    private long length;
    private int number;
    private boolean named;

    /** An empty one; what an earlier one has left is redone and cleared before. */
    public Journal(Disk disk) {
        this.disk = disk;
        reset();
    }

    /** Whether these pieces don't fit into this turn any more, so that {@link #reset} has to come first. */
    public boolean isFull(List<Piece> pieces) {
        return length > 0 && length + HEAD + bytes(pieces) > TURN_BYTES;
    }

    /** Durable on return. */
    public void write(List<Piece> pieces) throws IOException {
        byte[] content = content(pieces);
        ByteBuffer record = ByteBuffer.allocate(HEAD + content.length);
        record.put(MAGIC)
                .put(turn)
                .putInt(number)
                .putInt(content.length)
                .putInt(0)
                .put(content);
        record.putInt(HEAD - Integer.BYTES, checksum(record.array()));
        disk.write(FILE, length, record.array());
        if (!named) {
            disk.forceDirectory("");
            named = true;
        }
        length += record.capacity();
        number++;
    }

    /** Begins a new turn; only after all that was written lies in its place and was forced there. */
    public void reset() {
        random.nextBytes(turn);
        length = 0;
        number = 0;
    }

    /** Begins a new turn and leaves nothing of the old ones, durable on return. */
    public void clear() throws IOException {
        clear(disk);
        named = false;
        reset();
    }

    private static void clear(Disk disk) throws IOException {
        if (disk.size(FILE).isPresent()) {
            disk.delete(FILE);
            disk.forceDirectory("");
        }
    }

    /**
     * Puts what the last turn has written into its place, durable, and clears it.
     *
     * @param allowed names of files that a record may be about
     * @return how many pieces weren't in their place
     * @throws UnfitJournalException when the files aren't those that it goes on from
     */
    public static int redo(Disk disk, Predicate<String> allowed) throws IOException, UnfitJournalException {
        OptionalLong size = disk.size(FILE);
        if (size.isEmpty()) {
            return 0;
        }
        if (size.getAsLong() > MAX_BYTES) {
            throw new UnfitJournalException("it has " + size.getAsLong() + " bytes, allowed are " + MAX_BYTES);
        }
        byte[] bytes = disk.read(FILE, 0, (int) size.getAsLong());
        Map<String, List<Piece>> byFile = new LinkedHashMap<>();
        byte[] turn = Arrays.copyOfRange(bytes, Math.min(bytes.length, MAGIC.length), MAGIC.length + TURN_LENGTH);
        int records = 0;
        int at = 0;
        for (int end = endOfRecord(bytes, at, turn, records); end > at; end = endOfRecord(bytes, at, turn, records)) {
            for (Piece piece : pieces(Arrays.copyOfRange(bytes, at + HEAD, end))) {
                if (!allowed.test(piece.file())) {
                    throw new UnfitJournalException("it names a file that is none of the ledger's");
                }
                byFile.computeIfAbsent(piece.file(), file -> new ArrayList<>()).add(piece);
            }
            at = end;
            records++;
        }
        int missing = 0;
        for (Map.Entry<String, List<Piece>> file : byFile.entrySet()) {
            missing += place(disk, file.getKey(), file.getValue());
        }
        clear(disk);
        return missing;
    }

    /** Writes the file anew, since nobody knows what of it reached the disk. */
    private static int place(Disk disk, String file, List<Piece> pieces) throws IOException, UnfitJournalException {
        long there = disk.size(file).orElse(0);
        long end = pieces.get(0).offset();
        if (end > there) {
            throw new UnfitJournalException(
                    "it goes on at byte " + end + " of " + file + ", which has " + there + " bytes");
        }
        byte[] whole = there == 0 ? new byte[0] : disk.read(file, 0, Math.toIntExact(there));
        int missing = 0;
        for (Piece piece : pieces) {
            if (piece.offset() != end) {
                throw new UnfitJournalException(
                        "it goes on at byte " + piece.offset() + " of " + file + " behind byte " + end);
            }
            end += piece.bytes().length;
            if (end > there
                    || !Arrays.equals(whole, (int) piece.offset(), (int) end, piece.bytes(), 0, piece.bytes().length)) {
                missing++;
            }
            whole = end > whole.length ? Arrays.copyOf(whole, Math.toIntExact(end)) : whole;
            System.arraycopy(piece.bytes(), 0, whole, (int) piece.offset(), piece.bytes().length);
        }
        int slash = file.lastIndexOf('/');
        WholeFile.place(disk, file.substring(0, Math.max(0, slash)), file.substring(slash + 1), whole);
        return missing;
    }

    /** Where the record ends that begins there; that place itself where none of this turn does, or not all of it was written. */
    private static int endOfRecord(byte[] bytes, int at, byte[] turn, int number) {
        if (bytes.length - at < HEAD
                || !Arrays.equals(bytes, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(bytes, at + MAGIC.length, at + MAGIC.length + TURN_LENGTH, turn, 0, TURN_LENGTH)) {
            return at;
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, at + MAGIC.length + TURN_LENGTH, 3 * Integer.BYTES);
        boolean next = head.getInt() == number;
        int length = head.getInt();
        if (!next || length < 0 || length > bytes.length - at - HEAD) {
            return at;
        }
        byte[] record = Arrays.copyOfRange(bytes, at, at + HEAD + length);
        Arrays.fill(record, HEAD - Integer.BYTES, HEAD, (byte) 0);
        return checksum(record) == head.getInt() ? at + HEAD + length : at;
    }

    private static int checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }

    private static int bytes(List<Piece> pieces) {
        int bytes = 0;
        for (Piece piece : pieces) {
            bytes += 2 * Long.BYTES + 2 * piece.file().length() + piece.bytes().length;
        }
        return bytes;
    }

    private static byte[] content(List<Piece> pieces) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(bytes(pieces));
        try (DataOutputStream out = new DataOutputStream(content)) {
            for (Piece piece : pieces) {
                out.writeUTF(piece.file());
                out.writeLong(piece.offset());
                out.writeInt(piece.bytes().length);
                out.write(piece.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    private static List<Piece> pieces(byte[] content) throws UnfitJournalException {
        List<Piece> pieces = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            while (in.available() > 0) {
                String file = in.readUTF();
                long offset = in.readLong();
                int length = in.readInt();
                if (offset < 0 || length < 0 || length > in.available()) {
                    throw new UnfitJournalException("a record doesn't hold what it says");
                }
                pieces.add(new Piece(file, offset, in.readNBytes(length)));
            }
        } catch (IOException e) {
            throw new UnfitJournalException("a record can't be read");
        }
        return pieces;
    }
}
