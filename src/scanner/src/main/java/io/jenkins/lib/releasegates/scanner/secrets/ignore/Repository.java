package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A repository of git in or around a folder.
 *
 * @param base its folder's path: empty, or with a slash at its end
 * @param tracked relative to its folder
 * @param exclude its own patterns, which are in no commit
 */
record Repository(String base, TrackedFiles tracked, IgnoreFile exclude) {

    private static final String NAME = ".git";
    private static final int MAX_POINTER = 4_096;

    /** Whether this folder is the top of one. */
    static boolean isAt(Path folder) {
        return Files.exists(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isName(String name) {
        return name.equals(NAME);
    }

    /**
     * Reads what it says of its files.
     *
     * @param root the scanned folder; a repository whose own files lie elsewhere isn't followed there
     * @throws IOException when its index can't be read; then nobody knows which of its files git would leave out
     */
    static Repository read(Path folder, String base, Path root) throws IOException {
        Path git = folder.resolve(NAME);
        if (Files.isRegularFile(git, LinkOption.NOFOLLOW_LINKS)) {
            git = pointed(folder, git);
        }
        Path real = git.toRealPath();
        if (!real.startsWith(root) || !Files.isDirectory(real)) {
            throw new IOException("a repository whose files lie elsewhere");
        }
        return new Repository(
                base,
                TrackedFiles.read(real),
                IgnoreFile.read(real.resolve("info").resolve("exclude"), base));
    }

    /** Of a submodule or another work tree: https://git-scm.com/docs/gitrepository-layout. */
    private static Path pointed(Path folder, Path file) throws IOException {
        if (Files.size(file) > MAX_POINTER) {
            throw new IOException("no pointer to a repository");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        try {
            return folder.resolve(text.replaceFirst("^gitdir:\\s*", ""));
        } catch (InvalidPathException e) {
            throw new IOException("no pointer to a repository", e);
        }
    }
}
