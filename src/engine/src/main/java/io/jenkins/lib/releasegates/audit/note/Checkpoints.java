package io.jenkins.lib.releasegates.audit.note;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All checkpoints of a log, in the order in which they were signed: {@value #PER_FILE} to a file, each followed by an empty line; and the newest
 * one where clients of transparency logs look for it. Thread-safe.
 */
public final class Checkpoints {

    public static final String DIRECTORY = "checkpoints";

    /** The newest one, beside {@link #DIRECTORY}. */
    public static final String NEWEST = "checkpoint";

    static final int PER_FILE = 1_000;

    private static final Pattern NAME = Pattern.compile("[0-9]{12,18}\\.txt");

    /** Longer than any file of checkpoints with one signature each. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Disk disk;
    private final List<String> notices = new ArrayList<>();
    private String file = "";
    private int inFile;
    private @Nullable Checkpoint newest;

    public Checkpoints(Disk disk) {
        this.disk = disk;
    }

    /** Reads the last file anew, and cuts off a checkpoint that was never finished; when it is opened, and after a write that failed. */
    public synchronized void recover() throws IOException {
        newest = null;
        file = "";
        List<String> files = files(disk);
        for (int i = files.size() - 1; i >= 0 && newest == null; i--) {
            take(files.get(i));
        }
    }

    /** The newest one that was found or added. */
    public synchronized Optional<Checkpoint> newest() {
        return Optional.ofNullable(newest);
    }

    /** What was found and mended, a sentence each. */
    public synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    /** Adds one that is larger than all before; durable on return. */
    public synchronized void add(Checkpoint checkpoint) throws IOException {
        boolean begins = file.isEmpty() || inFile >= PER_FILE;
        if (begins) {
            disk.makeDirectory(DIRECTORY);
            disk.forceDirectory("");
            file = DIRECTORY + "/" + String.format(Locale.ROOT, "%012d.txt", checkpoint.size());
            inFile = 0;
        }
        byte[] written = checkpoint.toString().getBytes(StandardCharsets.UTF_8);
        disk.append(file, (checkpoint + "\n").getBytes(StandardCharsets.UTF_8));
        disk.force(file);
        if (begins) {
            disk.forceDirectory(DIRECTORY);
        }
        inFile++;
        newest = checkpoint;
        WholeFile.place(disk, "", NEWEST, written);
    }

    /** The ones of more entries than that, ascending, at most so many of them; reads one file. */
    public List<Checkpoint> after(long size, int limit) throws IOException {
        List<String> files = files(disk);
        int from = 0;
        while (from + 1 < files.size() && first(files.get(from + 1)) <= size) {
            from++;
        }
        List<Checkpoint> after = new ArrayList<>();
        for (int i = from; i < files.size() && after.isEmpty(); i++) {
            for (Checkpoint checkpoint :
                    notes(disk, DIRECTORY + "/" + files.get(i)).checkpoints()) {
                if (checkpoint.size() > size && after.size() < limit) {
                    after.add(checkpoint);
                }
            }
        }
        return after;
    }

    private void take(String name) throws IOException {
        String path = DIRECTORY + "/" + name;
        if (takeLast(path)) {
            return;
        }
        Notes notes = notes(disk, path);
        if (notes.soundBytes() < notes.bytes()) {
            notices.add(path + " ended with " + (notes.bytes() - notes.soundBytes())
                    + " bytes that are no checkpoint, as a crash leaves them; they were cut off");
            if (notes.soundBytes() == 0) {
                disk.delete(path);
                disk.forceDirectory(DIRECTORY);
                return;
            }
            disk.truncate(path, notes.soundBytes());
            disk.force(path);
        }
        List<Checkpoint> read = notes.checkpoints();
        file = path;
        inFile = read.size();
        newest = read.isEmpty() ? null : read.get(read.size() - 1);
    }

    /** Takes a file up whose last checkpoint is whole, without a look at those before; whether it is. */
    private boolean takeLast(String path) throws IOException {
        byte[] bytes = disk.read(path, 0, MAX_BYTES);
        int emptyLines = 0;
        int begin = 0;
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
                emptyLines++;
                // Every second one ends a checkpoint.
                begin = emptyLines % 2 == 0 && i + 1 < bytes.length ? i + 1 : begin;
            }
        }
        if (emptyLines == 0 || emptyLines % 2 != 0 || disk.size(path).orElse(0) != bytes.length) {
            return false;
        }
        try {
            newest = Checkpoint.parse(new String(bytes, begin, bytes.length - 1 - begin, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
        file = path;
        inFile = emptyLines / 2;
        return true;
    }

    private static List<String> files(Disk disk) throws IOException {
        return disk.list(DIRECTORY).stream()
                .filter(name -> NAME.matcher(name).matches())
                .sorted((left, right) -> Long.compare(first(left), first(right)))
                .toList();
    }

    private static long first(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    /** The checkpoints at the beginning of a file, with how many bytes they take and how many the file has. */
    private record Notes(List<Checkpoint> checkpoints, long soundBytes, long bytes) {}

    private static Notes notes(Disk disk, String path) throws IOException {
        byte[] bytes = disk.read(path, 0, MAX_BYTES);
        // Every byte is a character, so that places in the text are places in the file.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Checkpoint> checkpoints = new ArrayList<>();
        int from = 0;
        while (true) {
            int signatures = text.indexOf("\n\n", from);
            int end = signatures < 0 ? -1 : text.indexOf("\n\n", signatures + 2);
            if (end < 0) {
                break;
            }
            try {
                checkpoints.add(Checkpoint.parse(new String(bytes, from, end + 1 - from, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                break;
            }
            from = end + 2;
        }
        return new Notes(checkpoints, from, disk.size(path).orElse(0));
    }
}
