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
    private final List<String> damage = new ArrayList<>();
    private String file = "";
    private int inFile;
    private boolean lasting;
    private @Nullable Checkpoint newest;

    public Checkpoints(Disk disk) {
        this.disk = disk;
    }

    /** Reads the last file anew, and cuts off a checkpoint that was never finished; when it is opened, and after a write that failed. */
    public synchronized void recover() throws IOException {
        newest = null;
        damage.clear();
        lasting = false;
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

    /** What no crash leaves so, a sentence each; nothing was mended there, and nothing may be added. */
    public synchronized List<String> damage() {
        return List.copyOf(damage);
    }

    /** Adds one that is larger than all before; durable on return. */
    public synchronized void add(Checkpoint checkpoint) throws IOException {
        last();
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
        lasting = true;
        newest = checkpoint;
        WholeFile.place(disk, "", NEWEST, written);
    }

    /**
     * Makes sure that the newest one lasts, which nobody knows of one that was found: after a sync that failed it can be read, and need not be on
     * the disk.
     */
    public synchronized void last() throws IOException {
        if (!lasting && newest != null) {
            byte[] found = disk.read(file, 0, MAX_BYTES);
            disk.forceDirectory("");
            WholeFile.place(disk, DIRECTORY, file.substring(DIRECTORY.length() + 1), found);
            lasting = true;
        }
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
        if (notes.goesOn()) {
            damage.add(
                    "The checkpoints are damaged and the ledger takes no more entries: " + path
                            + " holds what is no checkpoint from byte "
                            + notes.soundBytes()
                            + " on, and checkpoints behind that. No crash leaves it so; `release-gates verify` lists all that is wrong.");
        } else if (notes.soundBytes() == 0 || notes.soundBytes() < notes.bytes()) {
            if (notes.soundBytes() < notes.bytes()) {
                notices.add(path + " ended with " + (notes.bytes() - notes.soundBytes())
                        + " bytes that are no checkpoint, as a crash leaves them; they were cut off");
            }
            if (notes.soundBytes() == 0) {
                // Even an empty one: its name is the size of a checkpoint that isn't there.
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

    /**
     * The checkpoints at the beginning of a file.
     *
     * @param soundBytes how many bytes they take
     * @param bytes how many the file has
     * @param goesOn whether there are more of them behind what is none
     */
    private record Notes(List<Checkpoint> checkpoints, long soundBytes, long bytes, boolean goesOn) {}

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
        return new Notes(checkpoints, from, disk.size(path).orElse(0), holdsOne(bytes, text, from));
    }

    /** Whether a checkpoint stands anywhere behind that place. */
    private static boolean holdsOne(byte[] bytes, String text, int behind) {
        for (int begin = text.indexOf("\n\n", behind); begin >= 0; begin = text.indexOf("\n\n", begin + 2)) {
            int signatures = text.indexOf("\n\n", begin + 2);
            int end = signatures < 0 ? -1 : text.indexOf("\n\n", signatures + 2);
            if (end >= 0 && isOne(new String(bytes, begin + 2, end - 1 - begin, StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(String written) {
        try {
            return Checkpoint.parse(written).size() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
