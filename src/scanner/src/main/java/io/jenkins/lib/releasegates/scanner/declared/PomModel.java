package io.jenkins.lib.releasegates.scanner.declared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pom with what it inherits and imports, as far as that is in the tree; see
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html.
 */
final class PomModel {

    private static final int MAX_IMPORTS = 16;
    private static final int MAX_SHOWN = 3;
    private static final Pattern EXACTLY = Pattern.compile("\\[([^,\\[\\]()]+)\\]");

    private final PomTree tree;
    private final PomTree.Lineage lineage;
    private final Optional<Pom.Part> profile;
    private final PomValues values;
    private final Set<String> elsewhere = new LinkedHashSet<>();
    private @Nullable Map<String, Managed> managed;

    PomModel(PomTree tree, Pom pom, Optional<Pom.Part> profile) {
        this.tree = tree;
        this.lineage = tree.lineage(pom);
        this.profile = profile;
        this.values = new PomValues(lineage.poms(), profile);
        lineage.outside().ifPresent(elsewhere::add);
    }

    /** What is said of a dependency for all that name it without. */
    private record Managed(
            PomValues.@Nullable Value version, @Nullable String scope) {}

    /**
     * What becomes of a dependency.
     *
     * @param found what it is; none where it is passed over or unknown
     * @param unknown why nobody knows what it is; none where it is known or passed over
     */
    record Answer(@Nullable Declared found, @Nullable String unknown) {

        static final Answer PASSED_OVER = new Answer(null, null);
    }

    List<Pom> lineage() {
        return lineage.poms();
    }

    /** What two of the same are told to be the same by. */
    String key(Pom.Dependency dependency) {
        return text(dependency.group()) + ":" + text(dependency.artifact()) + ":" + text(dependency.type()) + ":"
                + text(dependency.classifier());
    }

    /** What it is, here. Those for tests alone are passed over. */
    Answer answer(Pom.Dependency dependency) {
        String name = text(dependency.group()) + ":" + text(dependency.artifact());
        if (name.contains("${")) {
            return new Answer(null, "its name has a property that nothing in the folder sets");
        }
        Managed here = managed().get(key(dependency));
        String scope = dependency.scope() != null ? text(dependency.scope()) : here == null ? null : here.scope();
        if ("test".equals(scope)) {
            return Answer.PASSED_OVER;
        }
        PomValues.Value version =
                dependency.version() != null ? values.of(dependency.version()) : here == null ? null : here.version();
        if (version == null) {
            return new Answer(null, elsewhere.isEmpty() ? "it has no version" : "it has no version here" + managedBy());
        }
        if (version.missing() != null) {
            return new Answer(null, "nothing in the folder sets the property " + version.missing() + managedBy());
        }
        return answer(text(dependency.group()), text(dependency.artifact()), version.text(), dependency.line());
    }

    private static Answer answer(String group, String artifact, String version, int line) {
        Matcher exact = EXACTLY.matcher(version);
        if (exact.matches()) {
            return new Answer(new Declared(Declared.Kind.MAVEN, group, artifact, exact.group(1), line), null);
        }
        if (version.startsWith("[") || version.startsWith("(")) {
            return new Answer(null, "its version is a range");
        }
        return version.equals("LATEST") || version.equals("RELEASE")
                ? new Answer(null, "its version is whatever is the newest")
                : new Answer(new Declared(Declared.Kind.MAVEN, group, artifact, version, line), null);
    }

    private String managedBy() {
        if (elsewhere.isEmpty()) {
            return "";
        }
        List<String> names = elsewhere.stream().limit(MAX_SHOWN).toList();
        return "; not in the folder: " + String.join(", ", names) + (elsewhere.size() > MAX_SHOWN ? ", …" : "");
    }

    /** The paths of all that is looked at: this pom, its parents, and what they import from the tree. */
    Set<String> looked() {
        Set<String> looked = new LinkedHashSet<>();
        addLooked(looked, 0);
        return looked;
    }

    private void addLooked(Set<String> looked, int depth) {
        lineage.poms().forEach(pom -> looked.add(pom.path()));
        for (Pom.Dependency bom : imports()) {
            Optional<Pom> found = imported(bom);
            if (found.isPresent()
                    && depth < MAX_IMPORTS
                    && !looked.contains(found.get().path())) {
                new PomModel(tree, found.get(), Optional.empty()).addLooked(looked, depth + 1);
            }
        }
    }

    private Map<String, Managed> managed() {
        Map<String, Managed> known = managed;
        if (known == null) {
            known = new HashMap<>();
            manage(known, new HashSet<>());
            managed = known;
        }
        return known;
    }

    /** Its own word, then its parents', then what is imported, the first one first. */
    private void manage(Map<String, Managed> all, Set<String> imported) {
        for (Pom.Part part : parts()) {
            for (Pom.Dependency entry : part.managed()) {
                if (!isImport(entry)) {
                    all.putIfAbsent(
                            key(entry),
                            new Managed(
                                    entry.version() == null ? null : values.of(entry.version()),
                                    entry.scope() == null ? null : text(entry.scope())));
                }
            }
        }
        for (Pom.Dependency entry : imports()) {
            Optional<Pom> bom = imported(entry);
            if (bom.isEmpty() || imported.size() >= MAX_IMPORTS) {
                elsewhere.add(text(entry.group()) + ":" + text(entry.artifact()) + ":" + text(entry.version()));
            } else if (imported.add(bom.get().path())) {
                PomModel model = new PomModel(tree, bom.get(), Optional.empty());
                model.manage(all, imported);
                elsewhere.addAll(model.elsewhere);
            }
        }
    }

    private List<Pom.Dependency> imports() {
        List<Pom.Dependency> imports = new ArrayList<>();
        parts().forEach(part ->
                part.managed().stream().filter(PomModel::isImport).forEach(imports::add));
        return imports;
    }

    private Optional<Pom> imported(Pom.Dependency bom) {
        return tree.find(text(bom.group()), text(bom.artifact()), text(bom.version()));
    }

    private static boolean isImport(Pom.Dependency entry) {
        return "import".equals(entry.scope()) && entry.type().equals("pom");
    }

    private List<Pom.Part> parts() {
        List<Pom.Part> parts = new ArrayList<>();
        profile.ifPresent(parts::add);
        lineage.poms().forEach(pom -> parts.add(pom.project()));
        return parts;
    }

    private String text(@Nullable String raw) {
        return raw == null ? "" : values.of(raw).text();
    }
}
