package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/**
 * A file system in memory that promises no more than a real one: bytes last once their file was forced, names once their directory was. The
 * power can be cut at any operation that changes something, and a sync can be made to fail the way disks fail: the bytes are gone, reading
 * still shows them, and the next sync claims success. It can be full in the middle of a write, and become read-only.
 */
public final class ForgetfulDisk implements Disk {

    private final Map<String, Inode> names = new TreeMap<>();
    private final Map<String, Inode> lastingNames = new HashMap<>();
    private long operations;
    private long cutAt = Long.MAX_VALUE;
    private long failingForce = Long.MAX_VALUE;
    private long space;
    private boolean readOnly;
    private boolean powerless;
    private boolean locked;

    /** A file, or a directory without bytes; {@code doomed} are bytes that a failed sync has dropped. */
    private static final class Inode {

        private byte[] written = {};
        private byte[] forced = {};
        private boolean doomed;
        private final boolean directory;

        Inode(boolean directory) {
            this.directory = directory;
        }

        Inode copy() {
            Inode copy = new Inode(directory);
            copy.written = written;
            copy.forced = forced;
            copy.doomed = doomed;
            return copy;
        }
    }

    /** With nothing on it, and room for everything. */
    public ForgetfulDisk() {
        this(Long.MAX_VALUE, false);
    }

    private ForgetfulDisk(long space, boolean readOnly) {
        this.space = space;
        this.readOnly = readOnly;
    }

    /** Cuts the power in the middle of the operation of this number, counted from 1 and from now on. */
    public synchronized void cutAt(long operation) {
        cutAt = operations + operation;
    }

    /** Lets the first sync of a file fail that is the operation of this number or a later one, counted as in {@link #cutAt}. */
    public synchronized void failForceFrom(long operation) {
        failingForce = operations + operation;
    }

    /** Has room for so many more bytes; what is deleted makes none. */
    public synchronized void leaveSpace(long bytes) {
        space = bytes;
    }

    /** Refuses everything that changes something, or takes it again. */
    public synchronized void readOnly(boolean refuse) {
        readOnly = refuse;
    }

    /** Operations that changed something, so far. */
    public synchronized long operations() {
        return operations;
    }

    /** The same disk, in another machine so to speak; with everything that only memory knows. */
    public synchronized ForgetfulDisk copy() {
        ForgetfulDisk copy = new ForgetfulDisk(space, readOnly);
        Map<Inode, Inode> copies = new HashMap<>();
        names.forEach((name, inode) -> copy.names.put(name, copies.computeIfAbsent(inode, Inode::copy)));
        lastingNames.forEach((name, inode) -> copy.lastingNames.put(name, copies.computeIfAbsent(inode, Inode::copy)));
        return copy;
    }

    /** The disk as the machine finds it after the power is back. */
    public synchronized ForgetfulDisk afterPowerCut(Remains remains, long seed) {
        Random random = new Random(seed);
        Map<String, Inode> kept = new TreeMap<>(lastingNames);
        for (String name : new TreeMap<>(names).keySet()) {
            if (names.get(name) != lastingNames.get(name) && remains.keepsName(random)) {
                kept.put(name, names.get(name));
            }
        }
        for (String name : new TreeMap<>(lastingNames).keySet()) {
            if (!names.containsKey(name) && remains.keepsName(random)) {
                kept.remove(name);
            }
        }
        ForgetfulDisk after = new ForgetfulDisk();
        kept.forEach((name, inode) -> {
            if (parent(name).isEmpty() || after.names.containsKey(parent(name))) {
                Inode left = new Inode(inode.directory);
                byte[] written = inode.doomed ? inode.forced : inode.written;
                left.written = remains.bytes(inode.forced, written, random);
                left.forced = left.written;
                after.names.put(name, left);
                after.lastingNames.put(name, left);
            }
        });
        return after;
    }

    /** Writes what a reader sees into a directory of the operating system. */
    public synchronized void copyTo(Path directory) throws IOException {
        for (Map.Entry<String, Inode> entry : names.entrySet()) {
            Path path = directory.resolve(entry.getKey());
            if (entry.getValue().directory) {
                Files.createDirectories(path);
            } else {
                Files.write(path, entry.getValue().written);
            }
        }
    }

    @Override
    public synchronized void lock() throws IOException {
        power();
        if (locked) {
            throw new IOException("is open already");
        }
        locked = true;
    }

    @Override
    public synchronized void makeDirectory(String name) throws IOException {
        change();
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            names.computeIfAbsent(name.substring(0, slash), made -> new Inode(true));
        }
        names.computeIfAbsent(name, made -> new Inode(true));
    }

    @Override
    public synchronized List<String> list(String directory) throws IOException {
        power();
        return names.keySet().stream()
                .filter(name -> !name.equals(directory) && parent(name).equals(directory))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
    }

    @Override
    public synchronized OptionalLong size(String name) throws IOException {
        power();
        Inode inode = names.get(name);
        return inode == null ? OptionalLong.empty() : OptionalLong.of(inode.written.length);
    }

    @Override
    public synchronized byte[] read(String name, long offset, int length) throws IOException {
        power();
        byte[] bytes = existing(name).written;
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, from, Math.min(from + length, bytes.length));
    }

    @Override
    public synchronized void append(String name, byte[] bytes) throws IOException {
        boolean cut = operations + 1 == cutAt;
        writable();
        if (!parent(name).isEmpty() && !names.containsKey(parent(name))) {
            throw new FileNotFoundException(parent(name));
        }
        power();
        Inode inode = names.computeIfAbsent(name, made -> new Inode(false));
        int length = (int) Math.min(space, cut ? bytes.length / 2 : bytes.length);
        byte[] longer = Arrays.copyOf(inode.written, inode.written.length + length);
        System.arraycopy(bytes, 0, longer, inode.written.length, length);
        inode.written = longer;
        space -= length;
        change();
        if (length < bytes.length) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public synchronized void write(String name, long offset, byte[] bytes) throws IOException {
        boolean cut = operations + 1 == cutAt;
        writable();
        power();
        Inode inode = names.computeIfAbsent(name, made -> new Inode(false));
        long growth = Math.max(0, offset + bytes.length - inode.written.length);
        int length = (int) (bytes.length - Math.max(0, growth - space));
        inode.written = over(inode.written, offset, bytes, Math.max(0, cut ? length / 2 : length));
        space -= Math.min(space, growth);
        change();
        if (length < bytes.length) {
            throw new IOException("No space left on device");
        }
        if (operations >= failingForce) {
            failingForce = Long.MAX_VALUE;
            inode.doomed = true;
            throw new IOException("Input/output error");
        }
        if (!inode.doomed) {
            inode.forced = over(inode.forced, offset, bytes, bytes.length);
        }
    }

    private static byte[] over(byte[] before, long offset, byte[] bytes, int length) {
        byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, offset + length));
        System.arraycopy(bytes, 0, after, (int) offset, length);
        return after;
    }

    @Override
    public synchronized void truncate(String name, long size) throws IOException {
        change();
        Inode inode = existing(name);
        inode.written = Arrays.copyOf(inode.written, (int) size);
    }

    @Override
    public synchronized void force(String name) throws IOException {
        change();
        Inode inode = existing(name);
        if (operations >= failingForce) {
            failingForce = Long.MAX_VALUE;
            inode.doomed = true;
            throw new IOException("Input/output error");
        }
        if (!inode.doomed) {
            inode.forced = inode.written;
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        change();
        Inode inode = existing(from);
        if (!parent(to).isEmpty() && !names.containsKey(parent(to))) {
            throw new FileNotFoundException(parent(to));
        }
        names.remove(from);
        names.put(to, inode);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        change();
        names.remove(name);
    }

    @Override
    public synchronized void forceDirectory(String directory) throws IOException {
        change();
        lastingNames.keySet().removeIf(name -> parent(name).equals(directory) && !names.containsKey(name));
        names.forEach((name, inode) -> {
            if (parent(name).equals(directory)) {
                lastingNames.put(name, inode);
            }
        });
    }

    @Override
    public synchronized void close() {
        locked = false;
    }

    @Override
    public String toString() {
        return "forgetful disk";
    }

    private Inode existing(String name) throws FileNotFoundException {
        Inode inode = names.get(name);
        if (inode == null) {
            throw new FileNotFoundException(name);
        }
        return inode;
    }

    private void writable() throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
    }

    private void change() throws IOException {
        power();
        writable();
        operations++;
        if (operations >= cutAt) {
            powerless = true;
            throw new PowerCutException();
        }
    }

    private void power() throws PowerCutException {
        if (powerless) {
            throw new PowerCutException();
        }
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }
}
