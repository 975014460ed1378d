package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.util.List;

/**
 * What is looked at, and remembered, as one: an archive with all that is nested in it, a file that names dependencies and is read by us, or all other
 * files of the folder together.
 *
 * <p>An archive tells everything about itself, except where a pom of the same name lies beside it as in a Maven repository, which then belongs to
 * it. A pom tells less than its parents and what it imports, so these belong to it, too. Other files are read together with their neighbours: a package.json with the lock beside it, a project file with the properties in a folder
 * above. Which ones is known to Dependency-Check's many readers alone, so these files are one unit. A unit is copied before it is read, with
 * nothing else near it: what isn't part of its content can't change its result.
 *
 * @param path what the paths in its result begin with: that of the archive or of the file, or nothing
 * @param files all that it consists of, the archive or the file first
 */
record Unit(String path, List<FolderFile> files) {

    Unit {
        files = List.copyOf(files);
    }

    boolean isArchive() {
        return FileTypes.isArchive(path);
    }

    /** Whether a file of it is looked at for itself, and not because of another one. */
    boolean isLookedAt(FolderFile file) {
        return path.isEmpty() ? FileTypes.lookedAt(file.path()) : file.path().equals(path);
    }

    /** How many files of it are looked at for themselves. */
    long lookedAt() {
        return files.stream().filter(this::isLookedAt).count();
    }
}
