package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of a witness' checkpoints of one log, by size; those of one folder are in memory at a time. What is added meanwhile isn't looked at. */
final class WitnessFiles {

    private static final long PER_FOLDER = 10_000;
    private static final int MAX_FOLDERS = 200_000;
    private static final int MAX_FILES = 2 * (int) PER_FOLDER;
    /** Folder in which files lie before they are whole. */
    private static final String UNFINISHED = "tmp";

    private static final Pattern FOLDER = Pattern.compile("[0-9]{12,16}");
    private static final Pattern FILE = Pattern.compile("[0-9]{12,16}-[0-9a-f]{16}\\.txt");

    private final LedgerDirectory directory;
    private final String witness;
    private final String origin;
    private final Observations observations;
    private final TreeSet<Long> folders = new TreeSet<>();
    private TreeSet<String> names = new TreeSet<>();
    private long folder = -1;
    private long last = Long.MAX_VALUE;

    /** Where {@code witness} is its name, and {@code origin} that of the log's entries. */
    WitnessFiles(LedgerDirectory directory, String witness, String origin, Observations observations) {
        this.directory = directory;
        this.witness = witness;
        this.origin = origin;
        this.observations = observations;
        try {
            if (directory.kind(origin) == Kind.DIRECTORY) {
                directory.each(origin, this::folder);
            }
            if (!folders.isEmpty()) {
                last = folders.last();
                directory.each(path(last), name -> {
                    if (FILE.matcher(name).matches()) {
                        last = Math.max(last, size(name));
                    }
                });
            }
        } catch (IOException e) {
            observations.wrong(place(origin), "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    /** The next file below the witness; empty at the end. */
    Optional<String> next() {
        while (names.isEmpty()) {
            Long next = folders.higher(folder);
            if (next == null) {
                return Optional.empty();
            }
            folder = next;
            try {
                directory.each(path(folder), this::file);
            } catch (IOException e) {
                observations.wrong(place(path(folder)), "can't be read: " + LedgerDirectory.reason(e));
            }
        }
        return Optional.ofNullable(names.pollFirst()).map(name -> path(folder) + "/" + name);
    }

    /** Number of entries in the name of a file. */
    static long size(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('-')));
    }

    /** The digits of the digest in the name of a file. */
    static String digest(String path) {
        return path.substring(path.lastIndexOf('-') + 1, path.lastIndexOf('.'));
    }

    String place(String path) {
        return witness + "/" + path;
    }

    private void folder(String name) {
        if (name.equals(UNFINISHED)) {
            return;
        }
        if (!FOLDER.matcher(name).matches()
                || Long.parseLong(name) % PER_FOLDER != 0
                || folders.size() >= MAX_FOLDERS
                || !path(Long.parseLong(name)).equals(origin + "/" + name)) {
            observations.foreign(place(origin + "/" + name));
        } else {
            folders.add(Long.parseLong(name));
        }
    }

    private void file(String name) {
        String path = path(folder) + "/" + name;
        if (!FILE.matcher(name).matches() || size(name) / PER_FOLDER * PER_FOLDER != folder) {
            observations.foreign(place(path));
        } else if (size(name) <= last) {
            if (names.size() >= MAX_FILES) {
                observations.foreign(place(path));
            } else {
                names.add(name);
            }
        }
    }

    private String path(long first) {
        return origin + "/" + String.format(Locale.ROOT, "%012d", first);
    }
}
