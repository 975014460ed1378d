package io.jenkins.lib.releasegates.evidence.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds files by Ant-style patterns.
 *
 * <p>A wildcard never enters a folder through a symbolic link, so that a loop of links ends. A link that the pattern names, or a matching
 * file that is a link, is followed as long as it stays in the workspace.
 */
public final class WorkspaceSearch {

    private final Workspace workspace;
    private final int maxVisited;
    private final Set<String> refused = new TreeSet<>();
    private int visited;

    WorkspaceSearch(Workspace workspace, int maxVisited) {
        this.workspace = workspace;
        this.maxVisited = maxVisited;
    }

    /**
     * What a pattern found.
     *
     * @param files those that match, sorted by path
     * @param refused what matches and may not be read, or could not be searched, with the reason
     */
    public record Found(List<WorkspaceFile> files, List<String> refused) {}

    /**
     * Searches once; nothing found is a valid answer.
     *
     * @throws RefusedPatternException when the pattern leaves the workspace, or too much had to be searched
     */
    public Found find(String pattern) throws RefusedPatternException {
        Map<String, WorkspaceFile> found = new TreeMap<>();
        refused.clear();
        descend(FilePattern.parse(pattern), 0, workspace.root(), "", found);
        return new Found(List.copyOf(found.values()), List.copyOf(refused));
    }

    private void descend(FilePattern pattern, int part, Path folder, String path, Map<String, WorkspaceFile> found)
            throws RefusedPatternException {
        if (pattern.endsAt(part)) {
            return;
        }
        if (pattern.isAnyFolders(part)) {
            anyFolders(pattern, part, folder, path, found);
        } else if (pattern.isLiteral(part)) {
            Path child = folder.resolve(pattern.part(part));
            if (Files.exists(child, LinkOption.NOFOLLOW_LINKS)) {
                take(pattern, part + 1, child, path + pattern.part(part), true, found);
            }
        } else {
            for (Path child : children(folder)) {
                String name = name(child);
                if (pattern.matches(part, name)) {
                    take(pattern, part + 1, child, path + name, false, found);
                }
            }
        }
    }

    private void anyFolders(FilePattern pattern, int part, Path folder, String path, Map<String, WorkspaceFile> found)
            throws RefusedPatternException {
        boolean last = pattern.endsAt(part + 1);
        descend(pattern, part + 1, folder, path, found);
        for (Path child : children(folder)) {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                anyFolders(pattern, part, child, path + name(child) + "/", found);
            } else if (last) {
                take(pattern, part + 1, child, path + name(child), false, found);
            }
        }
    }

    private void take(
            FilePattern pattern, int next, Path child, String path, boolean named, Map<String, WorkspaceFile> found)
            throws RefusedPatternException {
        boolean link = Files.isSymbolicLink(child);
        boolean folder = Files.isDirectory(child);
        if (folder && link && !named) {
            return;
        }
        if (!folder && !pattern.endsAt(next)) {
            return;
        }
        try {
            Path location = child.toRealPath();
            if (!workspace.contains(location)) {
                refused.add(path + " is a symbolic link that leads outside the workspace");
            } else if (folder) {
                descend(pattern, next, location, path + "/", found);
            } else if (Files.isRegularFile(location)) {
                found.put(path, new WorkspaceFile(path, location));
            }
        } catch (IOException e) {
            refused.add(path + " can't be reached: " + e.getClass().getSimpleName());
        }
    }

    private Collection<Path> children(Path folder) throws RefusedPatternException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path child : stream) {
                if (++visited > maxVisited) {
                    throw new RefusedPatternException(
                            "more than " + maxVisited + " files and folders to search; name the folder of the reports");
                }
                children.add(child);
            }
        } catch (IOException | DirectoryIteratorException e) {
            refused.add(workspace.root().relativize(folder) + " can't be searched: "
                    + e.getClass().getSimpleName());
        }
        return children;
    }

    private static String name(Path child) {
        Path name = child.getFileName();
        return name == null ? "" : name.toString();
    }
}
