package io.jenkins.lib.releasegates.evidence.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that a build works in, and the border that nothing we read may cross.
 *
 * <p>The border is checked after symbolic links are followed. It keeps a report pattern from reaching other files of the machine; it can't
 * keep a build from writing what it likes into its own workspace.
 */
public final class Workspace {

    private final Path root;
    private final String prefix;
    private final String prefixAsGiven;

    /**
     * @param root an existing folder
     * @throws IOException when there is no such folder
     */
    public Workspace(Path root) throws IOException {
        this.root = root.toRealPath();
        if (!Files.isDirectory(this.root)) {
            throw new IOException("The workspace isn't a folder: " + root);
        }
        this.prefix = prefix(this.root);
        this.prefixAsGiven = prefix(root.toAbsolutePath().normalize());
    }

    /** A search for the files of this workspace, which visits at most so many files and folders. */
    public WorkspaceSearch search(int maxVisited) {
        return new WorkspaceSearch(this, maxVisited);
    }

    /** The regular file of that path, relative or absolute, when it is inside the workspace; nothing otherwise. */
    public Optional<Path> file(String path) {
        try {
            Path location = root.resolve(path).toRealPath();
            return contains(location) && Files.isRegularFile(location, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(location)
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** An absolute path below the workspace becomes relative to it; every other path stays as it is. Forward slashes go in and come out. */
    public String relativize(String path) {
        if (path.startsWith(prefix)) {
            return path.substring(prefix.length());
        }
        return path.startsWith(prefixAsGiven) ? path.substring(prefixAsGiven.length()) : path;
    }

    boolean contains(Path location) {
        return location.startsWith(root);
    }

    Path root() {
        return root;
    }

    private static String prefix(Path folder) {
        String slashes = folder.toString().replace('\\', '/');
        return slashes.endsWith("/") ? slashes : slashes + '/';
    }
}
