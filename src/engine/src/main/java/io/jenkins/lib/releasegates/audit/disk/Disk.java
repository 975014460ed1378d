package io.jenkins.lib.releasegates.audit.disk;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The few things that a ledger asks of a file system, below one directory, with what each promises about a power cut.
 *
 * <p>Names are relative, with forward slashes: {@code trail/000000000000.jsonl}. Nothing lasts before it was forced: bytes by {@link #force},
 * a new name, a rename or a deletion by {@link #forceDirectory}. Implementations are thread-safe.
 */
public interface Disk extends Closeable {

    /** Keeps every other process, and every other ledger of this one, off the directory until {@link #close}. */
    void lock() throws IOException;

    /** Makes the directory and those above it where they are missing; their own names don't last before their parents are forced. */
    void makeDirectory(String name) throws IOException;

    /** The plain names in a directory, sorted; empty when it doesn't exist. */
    List<String> list(String directory) throws IOException;

    /** How long the file is; empty when there is none. */
    OptionalLong size(String name) throws IOException;

    /** Up to {@code length} bytes from {@code offset}; fewer at the end of the file. */
    byte[] read(String name, long offset, int length) throws IOException;

    /** Writes behind the end of the file, which is made when it is missing. */
    void append(String name, byte[] bytes) throws IOException;

    /**
     * Writes over what the file has from that place on, and on behind its end; the bytes last on return. The file is made when it is missing, and
     * its name doesn't last yet then. After a power cut before the return any part of the bytes may be there.
     */
    void write(String name, long offset, byte[] bytes) throws IOException;

    /** Cuts the file down to {@code size}. */
    void truncate(String name, long size) throws IOException;

    /** Makes the bytes of the file last. After a failure nobody knows what is on the disk, and no second try is to be believed. */
    void force(String name) throws IOException;

    /** Gives a file another name in one step, in place of a file that has it. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file. */
    void delete(String name) throws IOException;

    /** Makes the names in this directory last; {@code ""} is the directory of the ledger itself. */
    void forceDirectory(String name) throws IOException;

    /** What users know it by. */
    @Override
    String toString();
}
