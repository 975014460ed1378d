package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often files of a directory are forced; all else is that of the disk behind it. */
final class CountingDisk implements Disk {

    private final Disk disk;
    private final Map<String, AtomicLong> forced = new ConcurrentHashMap<>();

    CountingDisk(Disk disk) {
        this.disk = disk;
    }

    /** How often that file was written and forced in one, or files right in that directory were forced. */
    long forced(String name) {
        AtomicLong count = forced.get(name);
        return count == null ? 0 : count.get();
    }

    @Override
    public void force(String name) throws IOException {
        forced.computeIfAbsent(name.substring(0, Math.max(0, name.indexOf('/'))), none -> new AtomicLong())
                .incrementAndGet();
        disk.force(name);
    }

    @Override
    public void lock() throws IOException {
        disk.lock();
    }

    @Override
    public void makeDirectory(String name) throws IOException {
        disk.makeDirectory(name);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        return disk.size(name);
    }

    @Override
    public byte[] read(String name, long offset, int length) throws IOException {
        return disk.read(name, offset, length);
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
        disk.append(name, bytes);
    }

    @Override
    public void write(String name, long offset, byte[] bytes) throws IOException {
        forced.computeIfAbsent(name, none -> new AtomicLong()).incrementAndGet();
        disk.write(name, offset, bytes);
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        disk.truncate(name, size);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void forceDirectory(String name) throws IOException {
        disk.forceDirectory(name);
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    @Override
    public String toString() {
        return disk.toString();
    }
}
