package io.jenkins.lib.releasegates.verify.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The headers of a zip file in the one form that a bundle has them, so that a file can be held against them byte for byte: no two readers of zip
 * files can see different things in it (PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
 */
final class ZipHeaders {

    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_BYTES = 46;
    static final int END_BYTES = 22;

    /** Where in a central header they stand. */
    static final int METHOD_AT = 10;

    static final int CRC_AT = 16;
    static final int SIZE_AT = 24;
    static final int NAME_LENGTH_AT = 28;

    /** Where in the end they stand. */
    static final int COUNT_AT = 10;

    static final int CENTRAL_SIZE_AT = 12;
    static final int CENTRAL_AT = 16;

    private static final String LOCAL = "PK\3\4";
    private static final String CENTRAL = "PK\1\2";
    private static final String END = "PK\5\6";
    private static final int VERSION = 10;
    private static final int FIRST_OF_FEBRUARY_1980 = 0x41;

    private ZipHeaders() {}

    static byte[] local(String name, int crc, int size) {
        byte[] bytes = new byte[LOCAL_BYTES + name.length()];
        ByteBuffer header = reading(bytes).put(ascii(LOCAL));
        member(header, name, crc, size);
        header.position(LOCAL_BYTES);
        header.put(ascii(name));
        return bytes;
    }

    static byte[] central(String name, int crc, int size, int offset) {
        byte[] bytes = new byte[CENTRAL_BYTES + name.length()];
        ByteBuffer header = reading(bytes).put(ascii(CENTRAL)).putShort((short) VERSION);
        member(header, name, crc, size);
        header.putInt(CENTRAL_BYTES - Integer.BYTES, offset);
        header.position(CENTRAL_BYTES);
        header.put(ascii(name));
        return bytes;
    }

    static byte[] end(int count, int centralSize, int centralAt) {
        byte[] bytes = new byte[END_BYTES];
        ByteBuffer end = reading(bytes).put(ascii(END)).putInt(0);
        end.putShort((short) count).putShort((short) count);
        end.putInt(centralSize).putInt(centralAt);
        return bytes;
    }

    /** Whether a zip file begins so: with a member, or with the end when it has none. */
    static boolean begins(byte[] bytes) {
        String begin = new String(bytes, StandardCharsets.ISO_8859_1);
        return begin.startsWith(LOCAL) || begin.startsWith(END);
    }

    static ByteBuffer reading(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** No flags, stored, at midnight. */
    private static void member(ByteBuffer header, String name, int crc, int size) {
        header.putShort((short) VERSION).putShort((short) 0).putShort((short) 0);
        header.putShort((short) 0).putShort((short) FIRST_OF_FEBRUARY_1980);
        header.putInt(crc).putInt(size).putInt(size).putShort((short) name.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
