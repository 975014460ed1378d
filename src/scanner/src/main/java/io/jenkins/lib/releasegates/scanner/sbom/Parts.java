package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The components of a document, and which lies in which: what is in an archive in that archive, what a lock names in the lock. */
final class Parts {

    private static final String IN = "!/";

    private final Map<String, Part> files = new TreeMap<>();
    private final Map<String, List<Part>> byPath = new HashMap<>();
    private final Set<String> refs = new HashSet<>();
    private final Map<String, List<Part>> within = new HashMap<>();
    private final List<Part> all = new ArrayList<>();
    private final List<Part> outermost = new ArrayList<>();
    private final List<Part> unreadable = new ArrayList<>();

    Parts(Contents contents) {
        Map<String, List<Component>> components = new LinkedHashMap<>();
        contents.components()
                .forEach(component -> components
                        .computeIfAbsent(component.path(), path -> new ArrayList<>())
                        .add(component));
        Map<String, Set<String>> problems = new TreeMap<>();
        for (Problem problem : contents.problems()) {
            problems.computeIfAbsent(problem.path(), path -> new LinkedHashSet<>())
                    .add(problem.message());
        }
        for (HashedFile file : contents.files()) {
            Set<String> of = problems.remove(file.path());
            files.put(file.path(), part(file, components, of == null ? Set.of() : of));
        }
        problems.forEach((path, of) -> files.put(path, Part.of(path, null, null, List.copyOf(of))));
        for (Part part : files.values()) {
            add(part, enclosing(part.path()));
        }
        components.forEach((path, rest) -> {
            Part holder = files.getOrDefault(path, enclosing(path));
            new LinkedHashSet<>(rest).forEach(component -> add(Part.of(path, null, component, List.of()), holder));
        });
    }

    /** A file, as the first component of its path that is of its very bytes. */
    private static Part part(HashedFile file, Map<String, List<Component>> components, Set<String> problems) {
        List<Component> here = components.getOrDefault(file.path(), new ArrayList<>());
        for (Component component : here) {
            if (file.sha256().equals(component.sha256())) {
                here.remove(component);
                return Part.of(file.path(), file, component, List.copyOf(problems));
            }
        }
        return Part.of(file.path(), file, null, List.copyOf(problems));
    }

    private void add(Part part, @Nullable Part holder) {
        if (!refs.add(part.ref())) {
            return;
        }
        (holder == null ? outermost : within.computeIfAbsent(holder.ref(), ref -> new ArrayList<>())).add(part);
        all.add(part);
        byPath.computeIfAbsent(part.path(), path -> new ArrayList<>()).add(part);
        if (!part.problems().isEmpty()) {
            unreadable.add(part);
        }
    }

    /** The innermost archive that the path goes through. */
    private @Nullable Part enclosing(String path) {
        for (int end = path.lastIndexOf(IN); end > 0; end = path.lastIndexOf(IN, end - 1)) {
            Part archive = files.get(path.substring(0, end));
            if (archive != null) {
                return archive;
            }
        }
        return null;
    }

    List<Part> all() {
        return List.copyOf(all);
    }

    /** Those that lie in no other one. */
    List<Part> outermost() {
        return List.copyOf(outermost);
    }

    /** What has the vulnerability; empty where nobody knows. */
    Optional<Part> of(Finding finding) {
        List<Part> here = byPath.getOrDefault(finding.path(), List.of());
        return here.stream()
                .filter(part -> isOf(part.component(), finding.component()))
                .findFirst()
                .or(() -> here.stream().findFirst());
    }

    private static boolean isOf(@Nullable Component component, Finding.@Nullable Affected affected) {
        return component != null
                && affected != null
                && Objects.equals(component.purl(), affected.purl())
                && Objects.equals(component.name(), affected.name())
                && Objects.equals(component.version(), affected.version());
    }

    List<Part> within(Part part) {
        return within.getOrDefault(part.ref(), List.of());
    }

    /** Those that couldn't be looked at. */
    List<Part> unreadable() {
        return List.copyOf(unreadable);
    }
}
