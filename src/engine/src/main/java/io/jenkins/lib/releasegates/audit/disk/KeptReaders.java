package io.jenkins.lib.releasegates.audit.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handles of the files that were read last, since opening one takes longer than reading a few bytes of it. Thread-safe. */
final class KeptReaders implements Closeable {

    private static final int KEPT = 16;

    private final Path root;
    private final Map<String, RandomAccessFile> readers = new LinkedHashMap<>(KEPT, 0.75f, true);

    KeptReaders(Path root) {
        this.root = root;
    }

    /** Up to so many bytes from there. */
    synchronized byte[] read(String name, long offset, int length) throws IOException {
        RandomAccessFile reader = readers.get(name);
        if (reader == null) {
            reader = new RandomAccessFile(root.resolve(name).toFile(), "r");
            readers.put(name, reader);
            if (readers.size() > KEPT) {
                forget(readers.keySet().iterator().next());
            }
        }
        return DirectoryDisk.read(reader, offset, length);
    }

    /** Lets go of a file, which gets another name, is replaced or deleted. */
    synchronized void forget(String name) throws IOException {
        RandomAccessFile reader = readers.remove(name);
        if (reader != null) {
            reader.close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        List<RandomAccessFile> all = new ArrayList<>(readers.values());
        readers.clear();
        for (RandomAccessFile reader : all) {
            reader.close();
        }
    }
}
