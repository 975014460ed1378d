package io.jenkins.lib.releasegates.audit.disk;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Another disk as it is, with all changes kept in memory: what opening a ledger mends is mended for this reader alone. Takes no lock. */
public final class ReadingDisk implements Disk {

    private final Disk disk;
    private final Map<String, byte[]> changed = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();

    public ReadingDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public void lock() {
        // Readers don't keep anybody off.
    }

    @Override
    public void makeDirectory(String name) {
        // A directory that isn't there is an empty one.
    }

    @Override
    public synchronized List<String> list(String directory) throws IOException {
        Set<String> names = new TreeSet<>(disk.list(directory));
        names.removeIf(name -> deleted.contains(directory + "/" + name));
        for (String name : changed.keySet()) {
            if (name.startsWith(directory + "/")) {
                names.add(name.substring(directory.length() + 1));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public synchronized OptionalLong size(String name) throws IOException {
        byte[] bytes = changed.get(name);
        if (bytes != null) {
            return OptionalLong.of(bytes.length);
        }
        return deleted.contains(name) ? OptionalLong.empty() : disk.size(name);
    }

    @Override
    public synchronized byte[] read(String name, long offset, int length) throws IOException {
        byte[] bytes = changed.get(name);
        if (bytes != null) {
            int from = (int) Math.min(offset, bytes.length);
            return Arrays.copyOfRange(bytes, from, (int) Math.min((long) from + length, bytes.length));
        }
        if (deleted.contains(name)) {
            throw new FileNotFoundException(name);
        }
        return disk.read(name, offset, length);
    }

    @Override
    public synchronized void append(String name, byte[] bytes) throws IOException {
        byte[] before = whole(name);
        byte[] after = Arrays.copyOf(before, before.length + bytes.length);
        System.arraycopy(bytes, 0, after, before.length, bytes.length);
        changed.put(name, after);
    }

    @Override
    public synchronized void write(String name, long offset, byte[] bytes) throws IOException {
        byte[] before = whole(name);
        byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, offset + bytes.length));
        System.arraycopy(bytes, 0, after, (int) offset, bytes.length);
        changed.put(name, after);
    }

    @Override
    public synchronized void truncate(String name, long size) throws IOException {
        changed.put(name, Arrays.copyOf(whole(name), (int) size));
    }

    @Override
    public void force(String name) {
        // Memory needs none.
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        byte[] bytes = whole(from);
        delete(from);
        changed.put(to, bytes);
    }

    @Override
    public synchronized void delete(String name) {
        changed.remove(name);
        deleted.add(name);
    }

    @Override
    public void forceDirectory(String name) {
        // Memory needs none.
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    @Override
    public String toString() {
        return disk.toString();
    }

    private byte[] whole(String name) throws IOException {
        byte[] bytes = changed.get(name);
        if (bytes != null) {
            return bytes;
        }
        if (deleted.contains(name)) {
            return new byte[0];
        }
        OptionalLong size = disk.size(name);
        return size.isEmpty() ? new byte[0] : disk.read(name, 0, Math.toIntExact(size.getAsLong()));
    }
}
