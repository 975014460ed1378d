package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import java.io.IOException;
import java.util.Arrays;

/** Reads a file of lines from any line's beginning; memory for one line and a block. */
public final class LineReader {

    private static final int BLOCK = 16 * 1024;

    private final Disk disk;
    private final String name;
    private final int limit;
    private long blockAt;
    private byte[] block = new byte[0];
    private int position;

    /** For lines as long as an entry may be. */
    public LineReader(Disk disk, String name, long offset) {
        this(disk, name, offset, EntryLine.MAX_BYTES);
    }

    /** For lines of so many bytes, without their line feed, at most. */
    public LineReader(Disk disk, String name, long offset, int maxBytes) {
        this.disk = disk;
        this.name = name;
        this.limit = maxBytes + 1;
        this.blockAt = offset;
    }

    /** Where in the file the next line begins. */
    long offset() {
        return blockAt + position;
    }

    /**
     * The next line with its line feed; without one when the file ends, or the limit is reached, before it; empty at the end of the file.
     */
    public byte[] next() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned < block.length; scanned++) {
                if (block[scanned] == '\n' || scanned - position + 1 >= limit) {
                    byte[] line = Arrays.copyOfRange(block, position, scanned + 1);
                    position = scanned + 1;
                    return line;
                }
            }
            byte[] more = disk.read(name, blockAt + block.length, BLOCK);
            if (more.length == 0) {
                byte[] rest = Arrays.copyOfRange(block, position, block.length);
                position = block.length;
                return rest;
            }
            byte[] longer = Arrays.copyOfRange(block, position, block.length + more.length);
            System.arraycopy(more, 0, longer, block.length - position, more.length);
            scanned -= position;
            blockAt += position;
            position = 0;
            block = longer;
        }
    }

    /** Passes over so many lines; whether there were as many. */
    boolean skip(long lines) throws IOException {
        for (long left = lines; left > 0; ) {
            if (position == block.length) {
                blockAt += block.length;
                position = 0;
                block = disk.read(name, blockAt, BLOCK);
                if (block.length == 0) {
                    return false;
                }
            }
            while (position < block.length && left > 0) {
                if (block[position++] == '\n') {
                    left--;
                }
            }
        }
        return true;
    }

    /** Whether this is a whole line. */
    public static boolean whole(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    /** The line without its line feed. */
    public static byte[] bare(byte[] line) {
        return whole(line) ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
