package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the files of one place, which may refer to one another and to nothing else. */
public final class DeclarationReader {

    private final PomTree poms;

    /** For these files; those that name no dependencies are passed over. */
    public DeclarationReader(Collection<FolderFile> files) {
        this.poms = new PomTree(files.stream()
                .filter(file -> DeclaredFile.of(file.path()).orElse(null) == DeclaredFile.POM)
                .toList());
    }

    /**
     * What a file names.
     *
     * @param file one of those that were given, of which {@link DeclaredFile} knows the kind
     * @throws RefusedDeclarationException when it isn't what its name says, or is larger than allowed
     */
    public Declarations read(FolderFile file) throws RefusedDeclarationException {
        DeclaredFile kind = DeclaredFile.of(file.path())
                .orElseThrow(() -> new IllegalArgumentException("Names no dependencies: " + file.path()));
        return switch (kind) {
            case POM -> PomDeclarations.of(poms, poms.get(file.path()));
            case YARN -> YarnLock.read(kind.bytes(file));
            case PNPM -> PnpmLock.read(kind.bytes(file));
            case GO -> GoModule.read(kind.bytes(file));
        };
    }

    /**
     * The files that each pom is judged by, the pom itself first: its parents, and what it imports. A pom that can't be read is judged by itself alone.
     *
     * @param files those that may be among them
     */
    public static Map<String, List<FolderFile>> related(Collection<FolderFile> files) {
        Map<String, FolderFile> byPath = new HashMap<>();
        files.stream()
                .filter(file -> DeclaredFile.of(file.path()).orElse(null) == DeclaredFile.POM)
                .forEach(file -> byPath.put(file.path(), file));
        PomTree tree = new PomTree(byPath.values());
        Map<String, List<FolderFile>> related = new HashMap<>();
        for (String path : byPath.keySet()) {
            Set<String> looked = new LinkedHashSet<>(Set.of(path));
            try {
                looked.addAll(PomDeclarations.looked(tree, tree.get(path)));
            } catch (RefusedDeclarationException e) {
                // Told when it is looked at.
            }
            related.put(
                    path,
                    looked.stream()
                            .map(each -> Objects.requireNonNull(byPath.get(each)))
                            .toList());
        }
        return related;
    }
}
