package io.jenkins.lib.releasegates.scanner.declared;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The direct dependencies of one project of Maven. */
final class PomDeclarations {

    private final PomTree tree;
    private final Named named = new Named();

    private PomDeclarations(PomTree tree) {
        this.tree = tree;
    }

    /**
     * Those that it names itself, its profiles' among them, and those of its parents to which it gives another version; what a parent says of itself is told
     * of the parent.
     */
    static Declarations of(PomTree tree, Pom pom) throws RefusedDeclarationException {
        PomDeclarations declarations = new PomDeclarations(tree);
        PomModel model = new PomModel(tree, pom, Optional.empty());
        for (Pom.Dependency dependency : pom.project().dependencies()) {
            declarations.add(dependency, model.answer(dependency));
        }
        for (Pom.Part profile : pom.profiles()) {
            PomModel within = new PomModel(tree, pom, Optional.of(profile));
            for (Pom.Dependency dependency : profile.dependencies()) {
                declarations.add(dependency, within.answer(dependency));
            }
        }
        declarations.inherited(pom, model);
        return declarations.named.all();
    }

    /** All that the pom is judged by: itself, its parents, and what it imports, where these are in the tree. */
    static Set<String> looked(PomTree tree, Pom pom) {
        Set<String> paths = new LinkedHashSet<>();
        paths.addAll(new PomModel(tree, pom, Optional.empty()).looked());
        for (Pom.Part profile : pom.profiles()) {
            paths.addAll(new PomModel(tree, pom, Optional.of(profile)).looked());
        }
        return paths;
    }

    private void add(Pom.Dependency dependency, PomModel.Answer answer) throws RefusedDeclarationException {
        if (answer.found() != null) {
            named.add(answer.found());
        } else if (answer.unknown() != null) {
            named.unresolved(dependency.line(), dependency.label(), answer.unknown());
        }
    }

    private void inherited(Pom pom, PomModel model) throws RefusedDeclarationException {
        Set<String> nearer = new HashSet<>();
        pom.project().dependencies().forEach(dependency -> nearer.add(model.key(dependency)));
        List<Pom> lineage = model.lineage();
        for (Pom ancestor : lineage.subList(1, lineage.size())) {
            PomModel there = new PomModel(tree, ancestor, Optional.empty());
            for (Pom.Dependency dependency : ancestor.project().dependencies()) {
                PomModel.Answer here = model.answer(dependency);
                Declared found = here.found();
                if (nearer.add(model.key(dependency)) && found != null && !isSame(found, there.answer(dependency))) {
                    int line = pom.parent().map(Pom.Parent::line).orElse(0);
                    named.add(new Declared(found.kind(), found.group(), found.name(), found.version(), line));
                }
            }
        }
    }

    private static boolean isSame(Declared here, PomModel.Answer there) {
        return there.found() != null
                && Objects.equals(here.coordinates(), there.found().coordinates());
    }
}
