package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git would leave out, as seen from one folder: its own patterns before those of the folders above. Without a repository, or one that can't be
 * read, git leaves nothing out, and neither does this. Paths have a character for each byte.
 *
 * @param whole all in this folder is ignored, except what is tracked
 */
record IgnoreRules(
        @Nullable IgnoreRules above,
        @Nullable Repository repository,
        @Nullable IgnoreFile file,
        boolean whole) {

    private static final String NAME = ".gitignore";

    /** Where nothing is ignored. */
    static final IgnoreRules NONE = new IgnoreRules(null, null, null, false);

    /**
     * The rules of a folder at the top of a repository.
     *
     * @throws IOException when they can't be read
     */
    static IgnoreRules of(Repository repository, Path folder) throws IOException {
        return new IgnoreRules(null, repository, IgnoreFile.read(folder.resolve(NAME), repository.base()), false);
    }

    /**
     * The rules of a folder in this one.
     *
     * @throws IOException when they can't be read
     */
    IgnoreRules in(Path folder, String path) throws IOException {
        return repository == null || whole
                ? this
                : new IgnoreRules(
                        this, repository, IgnoreFile.read(folder.resolve(NAME), path + "/"), ignores(path, true));
    }

    /** Whether a folder is ignored and nothing in it is tracked. */
    boolean leavesOutFolder(String path) {
        return repository != null
                && (whole || ignores(path, true))
                && !repository
                        .tracked()
                        .hasBelow(path.substring(repository.base().length()));
    }

    /** Whether a file is ignored and not tracked. */
    boolean leavesOutFile(String path) {
        return repository != null
                && (whole || ignores(path, false))
                && !repository.tracked().has(path.substring(repository.base().length()));
    }

    private boolean ignores(String path, boolean folder) {
        for (IgnoreRules rules = this; rules != null; rules = rules.above) {
            Optional<Boolean> answer = rules.file == null ? Optional.empty() : rules.file.ignores(path, folder);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return repository != null && repository.exclude().ignores(path, folder).orElse(false);
    }
}
