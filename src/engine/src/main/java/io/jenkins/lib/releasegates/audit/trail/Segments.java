package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a directory of lines is divided into files: by the sequence number of entries, {@value #ENTRIES} to a file. */
public final class Segments {

    public static final int ENTRIES = 1_000;

    /** What the name of a file looks like. */
    public static final Pattern NAME = Pattern.compile("[0-9]{12,18}\\.jsonl");

    private Segments() {}

    /** The first sequence number of the file that this one belongs to. */
    public static long first(long seq) {
        return seq / ENTRIES * ENTRIES;
    }

    /** The file's plain name; names sort as their numbers do. */
    public static String name(long seq) {
        return String.format(Locale.ROOT, "%012d.jsonl", first(seq));
    }

    /** First sequence numbers of the files that are there, ascending. */
    public static List<Long> present(Disk disk, String directory) throws IOException {
        return disk.list(directory).stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
                .sorted()
                .toList();
    }

    /** The last of them, behind one that may be there; looks at a few names, and only where that one is missing at all. */
    static Optional<Long> last(Disk disk, String directory, long known) throws IOException {
        long last = known;
        if (disk.size(directory + "/" + name(last)).isPresent()) {
            while (disk.size(directory + "/" + name(last + ENTRIES)).isPresent()) {
                last += ENTRIES;
            }
            return Optional.of(last);
        }
        return last(disk, directory);
    }

    /** The last of them. */
    static Optional<Long> last(Disk disk, String directory) throws IOException {
        List<Long> all = present(disk, directory);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
