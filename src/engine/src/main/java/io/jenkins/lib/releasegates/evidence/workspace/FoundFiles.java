package io.jenkins.lib.releasegates.evidence.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a list of patterns finds.
 *
 * @param files sorted by path, each once
 * @param without patterns that found none
 */
public record FoundFiles(List<WorkspaceFile> files, List<String> without) {

    public FoundFiles {
        files = List.copyOf(files);
        without = List.copyOf(without);
    }

    /**
     * Finds them.
     *
     * @param what they are, for messages: "Artifacts"
     * @param patterns Ant-style, separated by commas
     * @param maxVisited files and folders that are looked at
     * @throws RefusedPatternException when there is no pattern, or when one leaves the workspace
     */
    public static FoundFiles find(Workspace workspace, String what, String patterns, int maxVisited)
            throws RefusedPatternException {
        WorkspaceSearch search = workspace.search(maxVisited);
        Map<String, WorkspaceFile> files = new TreeMap<>();
        List<String> without = new ArrayList<>();
        boolean any = false;
        for (String part : patterns.split(",")) {
            String pattern = part.trim();
            if (pattern.isEmpty()) {
                continue;
            }
            any = true;
            WorkspaceSearch.Found found = find(search, what, pattern);
            if (!found.refused().isEmpty()) {
                throw new RefusedPatternException(what + " " + pattern + ": " + String.join("; ", found.refused()));
            }
            if (found.files().isEmpty()) {
                without.add(pattern);
            }
            found.files().forEach(file -> files.put(file.path(), file));
        }
        if (!any) {
            throw new RefusedPatternException(
                    what + " '" + patterns + "': no pattern; allowed are patterns of files, separated by commas");
        }
        return new FoundFiles(List.copyOf(files.values()), without);
    }

    private static WorkspaceSearch.Found find(WorkspaceSearch search, String what, String pattern)
            throws RefusedPatternException {
        try {
            return search.find(pattern);
        } catch (RefusedPatternException e) {
            throw new RefusedPatternException(what + " " + pattern + ": " + e.getMessage());
        }
    }
}
