package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The poms of a folder or of an archive, and which of them is whose parent. */
final class PomTree {

    private static final String IN = "!/";
    private static final int MAX_PARENTS = 50;

    private final Map<String, Pom> poms = new HashMap<>();
    private final Map<String, RefusedDeclarationException> refused = new HashMap<>();
    private final Map<String, List<Pom>> byName = new HashMap<>();

    /** Reads them; one that can't be read is refused when it is asked for, and nobody's parent. */
    PomTree(Collection<FolderFile> files) {
        List<FolderFile> sorted =
                files.stream().sorted(Comparator.comparing(FolderFile::path)).toList();
        for (FolderFile file : sorted) {
            try {
                Pom pom = PomReader.read(file.path(), DeclaredFile.POM.bytes(file));
                poms.put(file.path(), pom);
                byName.computeIfAbsent(pom.effectiveGroup() + ":" + pom.artifact(), name -> new ArrayList<>())
                        .add(pom);
            } catch (RefusedDeclarationException e) {
                refused.put(file.path(), e);
            }
        }
    }

    /** The one at that path, which is one of those that were given. */
    Pom get(String path) throws RefusedDeclarationException {
        RefusedDeclarationException refusal = refused.get(path);
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(poms.get(path), path);
    }

    /** A pom and its parents, as far as they are here. */
    record Lineage(List<Pom> poms, Optional<String> outside) {

        Lineage {
            poms = List.copyOf(poms);
        }
    }

    /** The pom first, then its parent and so on; the name of the one that isn't here. */
    Lineage lineage(Pom pom) {
        List<Pom> all = new ArrayList<>(List.of(pom));
        Set<String> paths = new HashSet<>(Set.of(pom.path()));
        for (Optional<Pom.Parent> parent = pom.parent(); parent.isPresent(); ) {
            Optional<Pom> found = parent(all.get(all.size() - 1), parent.get());
            // Parents in a circle, or too many, are refused by Maven; what they would bring is as good as elsewhere.
            if (found.isEmpty()
                    || all.size() >= MAX_PARENTS
                    || !paths.add(found.get().path())) {
                return new Lineage(all, Optional.of(parent.get().coordinates()));
            }
            all.add(found.get());
            parent = found.get().parent();
        }
        return new Lineage(all, Optional.empty());
    }

    /** The one of that name; of several that of the first path. */
    Optional<Pom> find(@Nullable String group, @Nullable String artifact, @Nullable String version) {
        return byName.getOrDefault(group + ":" + artifact, List.of()).stream()
                .filter(pom -> is(pom, group, artifact, version))
                .findFirst();
    }

    /** As Maven looks for it: at the relative path, where it has to have the right name, else by its name alone. */
    private Optional<Pom> parent(Pom child, Pom.Parent wanted) {
        return at(child.path(), wanted.relativePath())
                .filter(pom -> is(pom, wanted.group(), wanted.artifact(), wanted.version()))
                .or(() -> find(wanted.group(), wanted.artifact(), wanted.version()));
    }

    private static boolean is(Pom pom, @Nullable String group, @Nullable String artifact, @Nullable String version) {
        return Objects.equals(pom.effectiveGroup(), group)
                && Objects.equals(pom.artifact(), artifact)
                && (Objects.equals(pom.effectiveVersion(), version) || Objects.equals(ownVersion(pom), version));
    }

    /** With versions such as ${revision} put in. */
    private static @Nullable String ownVersion(Pom pom) {
        String version = pom.effectiveVersion();
        return version == null
                ? null
                : new PomValues(List.of(pom), Optional.empty()).of(version).text();
    }

    private Optional<Pom> at(String child, String relativePath) {
        if (relativePath.isEmpty() || relativePath.startsWith("/") || relativePath.contains("\\")) {
            return Optional.empty();
        }
        int root = child.lastIndexOf(IN) < 0 ? 0 : child.lastIndexOf(IN) + IN.length();
        List<String> parts = new ArrayList<>(List.of(child.substring(root).split("/", -1)));
        parts.remove(parts.size() - 1);
        for (String part : relativePath.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String path = child.substring(0, root) + String.join("/", parts);
        String inFolder = path.isEmpty() || path.endsWith("/") ? path + "pom.xml" : path + "/pom.xml";
        return Optional.ofNullable(poms.get(path)).or(() -> Optional.ofNullable(poms.get(inFolder)));
    }
}
