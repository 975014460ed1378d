package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every file of a scan with its digests, by its path. */
public final class PackagedFiles {

    private final Map<String, HashedFile> files = new TreeMap<>();

    /** Files of which the very bytes that were looked at are known. */
    public void add(Collection<HashedFile> looked) {
        looked.forEach(file -> files.put(file.path(), file));
    }

    /** A digest, or the problem that there is none. */
    private record Read(@Nullable HashedFile file, @Nullable Problem problem) {}

    /**
     * Reads those that nobody has looked at.
     *
     * @return a problem for each that can't be read
     */
    public List<Problem> addOthers(List<FolderFile> all) {
        List<Problem> problems = new ArrayList<>();
        for (Read read : all.parallelStream()
                .filter(file -> !files.containsKey(file.path()))
                .map(PackagedFiles::read)
                .toList()) {
            if (read.file() != null) {
                files.put(read.file().path(), read.file());
            } else if (read.problem() != null) {
                problems.add(read.problem());
            }
        }
        return problems;
    }

    private static Read read(FolderFile file) {
        try {
            return new Read(HashedFile.of(file.path(), file.place()), null);
        } catch (IOException e) {
            return new Read(
                    null,
                    new Problem(file.path(), "Can't be read: " + e.getClass().getSimpleName()));
        }
    }

    /** All of them, sorted by path. */
    public List<HashedFile> all() {
        return List.copyOf(files.values());
    }
}
