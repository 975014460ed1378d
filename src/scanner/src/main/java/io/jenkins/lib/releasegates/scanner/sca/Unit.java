package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.util.List;

/**
 * What is looked at, and remembered, as one: an archive with all that is nested in it, or all other files of the folder together.
 *
 * <p>An archive tells everything about itself, except where a pom of the same name lies beside it as in a Maven repository, which then belongs to
 * it. Other files are read together with their neighbours: a package.json with the lock beside it, a project file with the properties in a folder
 * above. Which ones is known to Dependency-Check's many readers alone, so these files are one unit. A unit is copied before it is read, with
 * nothing else near it: what isn't part of its content can't change its result.
 *
 * @param path what the paths in its result begin with: the archive's, or nothing
 * @param files all that it consists of, the archive first
 */
record Unit(String path, List<FolderFile> files) {

    Unit {
        files = List.copyOf(files);
    }

    boolean isArchive() {
        return !path.isEmpty();
    }

    /** How many files of it are looked at for themselves. */
    long lookedAt() {
        return files.stream().filter(file -> FileTypes.lookedAt(file.path())).count();
    }
}
