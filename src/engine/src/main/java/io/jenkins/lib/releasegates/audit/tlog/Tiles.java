package io.jenkins.lib.releasegates.audit.tlog;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files that the tree is read from. One thread writes; any number reads. */
final class Tiles {

    private final Disk disk;
    private final Set<String> made = new HashSet<>();
    private final Set<String> unforced = new TreeSet<>();

    /** Directories in which the first full one was put in its place; only before that one may lie partial ones of an earlier run. */
    private final Set<String> begun = new HashSet<>();

    Tiles(Disk disk) {
        this.disk = disk;
    }

    /** Puts a full one in its place; its bytes last, its name after {@link #force}. The partial ones before it go. */
    void full(String name, byte[] bytes) throws IOException {
        makeDirectory(parent(name));
        WholeFile.put(disk, name, bytes, true);
        unforced.add(parent(name));
        String partials = TileName.partials(name);
        if (begun.add(parent(name)) || made.contains(partials)) {
            deletePartials(partials);
        }
    }

    private void deletePartials(String partials) throws IOException {
        List<String> widths = disk.list(partials);
        for (String width : widths) {
            disk.delete(partials + "/" + width);
        }
        if (!widths.isEmpty()) {
            disk.delete(partials);
            made.remove(partials);
        }
    }

    /** Puts a partial one in its place, which need not last: it can be computed from what does. */
    void partial(String full, int width, byte[] bytes) throws IOException {
        makeDirectory(TileName.partials(full));
        WholeFile.put(disk, TileName.partial(full, width), bytes, false);
    }

    /** Makes the names of all full ones last. */
    void force() throws IOException {
        for (String directory : unforced) {
            disk.forceDirectory(directory);
        }
        unforced.clear();
    }

    /** A full one, which has to be of that size; empty when it isn't there or is another size. */
    Optional<byte[]> read(String name, int bytes) throws IOException {
        try {
            if (disk.size(name).orElse(-1) != bytes) {
                return Optional.empty();
            }
            byte[] read = disk.read(name, 0, bytes);
            return read.length == bytes ? Optional.of(read) : Optional.empty();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private void makeDirectory(String directory) throws IOException {
        if (!made.contains(directory)) {
            disk.makeDirectory(directory);
            for (String name = directory; !name.isEmpty() && made.add(name); name = parent(name)) {
                unforced.add(parent(name));
            }
        }
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }
}
