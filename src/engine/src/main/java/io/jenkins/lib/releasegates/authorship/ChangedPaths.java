package io.jenkins.lib.releasegates.authorship;

import java.util.List;
import java.util.Optional;

/**
 * The files that differ between two revisions, whatever lies between them: what goes out, and not how it came about.
 *
 * @param paths from the root of the repository, sorted; hostile
 * @param unknown why nobody knows all of them, as a sentence; then there are none
 */
public record ChangedPaths(List<String> paths, Optional<String> unknown) {

    /** The most files; more of them aren't told apart. */
    public static final int MAX = 10_000;

    public ChangedPaths {
        paths = unknown.isPresent() ? List.of() : List.copyOf(paths);
    }

    static ChangedPaths unknown(String why) {
        return new ChangedPaths(List.of(), Optional.of(why));
    }
}
