package io.jenkins.lib.releasegates.scanner.tree;

import java.nio.file.Path;

/**
 * A file in the scanned folder.
 *
 * @param path relative to it, forward slashes
 * @param place where its bytes are
 */
public record FolderFile(String path, Path place, long bytes) {

    /** The last part of its path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
