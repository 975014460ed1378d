package io.jenkins.lib.releasegates.report.bundle;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32;

/**
 * Writes zip files every byte of which follows from the names and contents of the members: stored and not compressed, dated 1980-02-01, without
 * anything optional (PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). What {@code java.util.zip} writes depends on the JDK.
 */
final class StoredZip {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;

    /** Version 1.0 of the format is all that it takes. */
    private static final short VERSION = 10;

    /** 1980-02-01: the day before which some writers add a second date. */
    private static final short DATE = 2 << 5 | 1;

    private StoredZip() {}

    /** Where the bytes of a member come from. */
    interface Content {

        byte[] bytes() throws IOException, LedgerException;
    }

    /**
     * A member that is to be written.
     *
     * @param name in ASCII
     * @param size bytes of its content
     * @param crc CRC-32 of its content
     */
    record Member(String name, int size, int crc, Content content) {

        static Member of(String name, byte[] bytes) {
            return new Member(name, bytes.length, crc(bytes), () -> bytes);
        }

        /** Of which the content is read again when it is written. */
        static Member of(String name, byte[] bytes, Content again) {
            return new Member(name, bytes.length, crc(bytes), again);
        }

        private static int crc(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return (int) crc.getValue();
        }

        /** What it adds to the size of the file. */
        long cost() {
            return LOCAL_BYTES + CENTRAL_BYTES + 2L * name.length() + size;
        }

        /** Its bytes, if they are still those that were announced. */
        private byte[] announced() throws IOException, LedgerException {
            byte[] bytes = content.bytes();
            if (bytes.length != size || crc(bytes) != crc) {
                throw new IOException(name + " has changed while the bundle was written");
            }
            return bytes;
        }
    }

    /** Bytes of the file with these members. */
    static long size(Collection<Member> members) {
        return END_BYTES + members.stream().mapToLong(Member::cost).sum();
    }

    /** Writes the file; what it is written to isn't closed. */
    static void write(Collection<Member> members, OutputStream out) throws IOException, LedgerException {
        for (Member member : members) {
            ByteBuffer header = buffer(LOCAL_BYTES).putInt(LOCAL);
            common(header, member);
            out.write(header.array());
            out.write(name(member));
            out.write(member.announced());
        }
        long offset = 0;
        long central = 0;
        for (Member member : members) {
            ByteBuffer header = buffer(CENTRAL_BYTES).putInt(CENTRAL).putShort(VERSION);
            common(header, member);
            header.position(CENTRAL_BYTES - Integer.BYTES);
            header.putInt((int) offset);
            out.write(header.array());
            out.write(name(member));
            offset += LOCAL_BYTES + member.name().length() + member.size();
            central += CENTRAL_BYTES + member.name().length();
        }
        ByteBuffer end = buffer(END_BYTES).putInt(END).putInt(0);
        end.putShort((short) members.size()).putShort((short) members.size());
        end.putInt((int) central).putInt((int) offset);
        out.write(end.array());
    }

    /** What both headers of a member say: version, no flags, stored, time and date, sizes; behind it zeros. */
    private static void common(ByteBuffer header, Member member) {
        header.putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE);
        header.putInt(member.crc()).putInt(member.size()).putInt(member.size());
        header.putShort((short) member.name().length());
    }

    private static byte[] name(Member member) {
        return member.name().getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
