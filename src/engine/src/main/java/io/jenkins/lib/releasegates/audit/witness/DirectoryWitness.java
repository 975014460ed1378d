package io.jenkins.lib.releasegates.audit.witness;

import io.jenkins.lib.releasegates.audit.disk.DirectoryDisk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A directory that the owner has named: of another machine, or of a storage that only ever adds. It is not made when it is missing. */
public final class DirectoryWitness implements Witness {

    private final String name;
    private final Path directory;

    public DirectoryWitness(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(List<Checkpoint> checkpoints) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": found no directory; it may not be mounted, and isn't made here");
        }
        String origin = checkpoints.get(0).origin();
        try (DirectoryDisk above = new DirectoryDisk(directory)) {
            above.makeDirectory(origin);
            above.forceDirectory("");
        }
        Set<String> folders = new HashSet<>();
        try (DirectoryDisk disk = new DirectoryDisk(directory.resolve(origin))) {
            disk.makeDirectory(WholeFile.UNFINISHED);
            WholeFile.sweep(disk);
            for (Checkpoint checkpoint : checkpoints) {
                WitnessFile file = WitnessFile.of(checkpoint);
                String path = file.folder() + "/" + file.name();
                if (folders.add(file.folder())) {
                    disk.makeDirectory(file.folder());
                }
                if (!isThere(disk, path, file.content())) {
                    WholeFile.put(disk, path, file.content(), true);
                }
            }
            for (String folder : folders) {
                disk.forceDirectory(folder);
            }
            disk.forceDirectory("");
        }
    }

    private static boolean isThere(DirectoryDisk disk, String path, byte[] content) throws IOException {
        return disk.size(path).orElse(-1) == content.length
                && Arrays.equals(disk.read(path, 0, content.length), content);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
