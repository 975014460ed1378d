package io.jenkins.lib.releasegates.evidence.workspace;

import java.nio.file.Path;

/**
 * A regular file inside a workspace.
 *
 * @param path as found, relative to the workspace, forward slashes
 * @param location where it really is, with all symbolic links followed; inside the workspace when it was found
 */
public record WorkspaceFile(String path, Path location) {}
