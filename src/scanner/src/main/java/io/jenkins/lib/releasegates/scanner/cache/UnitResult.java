package io.jenkins.lib.releasegates.scanner.cache;

import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one unit of a scan holds. Paths are those within the unit, so that it can be told again wherever the unit lies.
 *
 * @param suppressions numbers of the rules that covered something
 * @param files all that was looked at, where a kind of scan tells that
 * @param unresolved dependencies whose version isn't known
 */
public record UnitResult(
        List<Component> components,
        List<Finding> findings,
        List<Problem> problems,
        Set<Integer> suppressions,
        List<HashedFile> files,
        List<Unresolved> unresolved) {

    public UnitResult {
        // An entry of a cache without one of them is none.
        files = List.copyOf(files);
        unresolved = List.copyOf(unresolved);
    }

    public UnitResult(
            Collection<Component> components,
            Collection<Finding> findings,
            Collection<Problem> problems,
            Collection<Integer> suppressions) {
        this(
                List.copyOf(components),
                List.copyOf(findings),
                List.copyOf(problems),
                new TreeSet<>(suppressions),
                List.of(),
                List.of());
    }

    /** That it couldn't be looked at. */
    public static UnitResult unreadable(String path, String message) {
        return new UnitResult(List.of(), List.of(), List.of(new Problem(path, message)), Set.of());
    }

    /** The same, with the files that it is of. */
    public UnitResult with(List<HashedFile> all) {
        return new UnitResult(components, findings, problems, suppressions, all, unresolved);
    }

    /** The same, with dependencies whose version isn't known. */
    public UnitResult unresolved(Collection<Unresolved> all) {
        return new UnitResult(components, findings, problems, suppressions, files, List.copyOf(all));
    }

    /** The same for a unit whose own path is this. */
    public UnitResult at(String path) {
        return new UnitResult(
                components.stream()
                        .map(component -> component.at(path + component.path()))
                        .toList(),
                findings.stream()
                        .map(finding -> finding.at(path + finding.path()))
                        .toList(),
                problems.stream()
                        .map(problem -> problem.at(path + problem.path()))
                        .toList(),
                suppressions,
                files.stream().map(file -> file.at(path + file.path())).toList(),
                unresolved.stream().map(each -> each.at(path + each.path())).toList());
    }
}
