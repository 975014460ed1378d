package io.jenkins.lib.releasegates.audit.disk;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Puts a file in its place in one step: after a power cut there is the old one or the new one, never a part. */
public final class WholeFile {

    /** Where files are written before they are whole; what lies there may be deleted whenever nobody writes. */
    public static final String UNFINISHED = "tmp";

    private static final AtomicLong NUMBER = new AtomicLong();

    private WholeFile() {}

    /** Durable on return. */
    public static void place(Disk disk, String directory, String name, byte[] bytes) throws IOException {
        String temporary = UNFINISHED + "/" + NUMBER.incrementAndGet();
        try {
            disk.append(temporary, bytes);
            disk.force(temporary);
            disk.rename(temporary, directory + "/" + name);
        } catch (IOException e) {
            try {
                disk.delete(temporary);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        disk.forceDirectory(directory);
    }

    /** Deletes what an earlier run has left unfinished. */
    public static void sweep(Disk disk) throws IOException {
        for (String name : disk.list(UNFINISHED)) {
            disk.delete(UNFINISHED + "/" + name);
        }
    }
}
