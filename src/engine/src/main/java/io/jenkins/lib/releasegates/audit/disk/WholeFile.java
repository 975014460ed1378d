package io.jenkins.lib.releasegates.audit.disk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Puts a file in its place in one step: after a power cut there is the old one or the new one, never a part. */
public final class WholeFile {

    /** Where files are written before they are whole; what lies there may be deleted whenever nobody writes. */
    public static final String UNFINISHED = "tmp";

    private static final AtomicLong NUMBER = new AtomicLong();

    private WholeFile() {}

    /** Durable on return; {@code ""} is the directory of the ledger itself. */
    public static void place(Disk disk, String directory, String name, byte[] bytes) throws IOException {
        place(disk, directory, name, List.of(bytes));
    }

    /** The same with a content in parts. */
    public static void place(Disk disk, String directory, String name, List<byte[]> parts) throws IOException {
        put(disk, directory.isEmpty() ? name : directory + "/" + name, parts, true);
        disk.forceDirectory(directory);
    }

    /** Whole on return for whoever reads it, and where it was forced with lasting bytes; its name lasts when its directory is forced. */
    public static void put(Disk disk, String name, byte[] bytes, boolean force) throws IOException {
        put(disk, name, List.of(bytes), force);
    }

    private static void put(Disk disk, String name, List<byte[]> parts, boolean force) throws IOException {
        String temporary = UNFINISHED + "/" + NUMBER.incrementAndGet();
        try {
            for (byte[] part : parts) {
                disk.append(temporary, part);
            }
            if (force) {
                disk.force(temporary);
            }
            disk.rename(temporary, name);
        } catch (IOException e) {
            try {
                disk.delete(temporary);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** Deletes what an earlier run has left unfinished. */
    public static void sweep(Disk disk) throws IOException {
        for (String name : disk.list(UNFINISHED)) {
            disk.delete(UNFINISHED + "/" + name);
        }
    }
}
