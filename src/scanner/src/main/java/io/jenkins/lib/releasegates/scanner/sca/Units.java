package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.declared.DeclarationReader;
import io.jenkins.lib.releasegates.scanner.declared.DeclaredFile;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides the files of a folder into units. */
final class Units {

    private static final String POM = ".pom";

    private Units() {}

    /** Whether a file is read at all, for itself or because of another one. */
    static boolean wanted(String path) {
        return FileTypes.lookedAt(path) || FileTypes.isCompanion(path) || path.endsWith(POM);
    }

    static List<Unit> of(List<FolderFile> files) {
        Map<String, FolderFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        List<Unit> units = new ArrayList<>();
        Map<String, List<FolderFile>> related = DeclarationReader.related(files);
        List<FolderFile> others = new ArrayList<>();
        for (FolderFile file : files) {
            if (FileTypes.isArchive(file.path())) {
                units.add(new Unit(file.path(), archive(file, byPath)));
            } else if (DeclaredFile.of(file.path()).isPresent()) {
                units.add(new Unit(file.path(), related.getOrDefault(file.path(), List.of(file))));
            } else if (!file.path().endsWith(POM)) {
                others.add(file);
            }
        }
        if (others.stream().anyMatch(file -> FileTypes.lookedAt(file.path()))) {
            units.add(new Unit("", others));
        }
        return units;
    }

    private static List<FolderFile> archive(FolderFile archive, Map<String, FolderFile> byPath) {
        int dot = archive.path().lastIndexOf('.');
        FolderFile pom = byPath.get(archive.path().substring(0, dot) + POM);
        return pom == null ? List.of(archive) : List.of(archive, pom);
    }
}
