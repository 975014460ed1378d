package io.jenkins.lib.releasegates.evidence;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A document in parts of {@value #PART} bytes, the last one excepted; takes no more than so many bytes, and counts what would be beyond. */
public final class DocumentParts extends OutputStream {

    private static final int PART = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private final int allowed;
    private byte[] part = new byte[PART];
    private int used;
    private long size;

    DocumentParts(int allowed) {
        this.allowed = allowed;
    }

    /** How many bytes were written, also of those that weren't taken. */
    long size() {
        return size;
    }

    boolean fits() {
        return size <= allowed;
    }

    /** All parts, in their order. */
    public List<byte[]> parts() {
        List<byte[]> all = new ArrayList<>(full);
        all.add(Arrays.copyOf(part, used));
        return all;
    }

    byte[] joined() {
        byte[] joined = new byte[(int) size];
        int next = 0;
        for (byte[] one : parts()) {
            System.arraycopy(one, 0, joined, next, one.length);
            next += one.length;
        }
        return joined;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (size > allowed) {
            full.clear();
            return;
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == PART) {
                full.add(part);
                part = new byte[PART];
                used = 0;
            }
            int taken = Math.min(left, PART - used);
            System.arraycopy(bytes, from, part, used, taken);
            used += taken;
            from += taken;
            left -= taken;
        }
    }
}
