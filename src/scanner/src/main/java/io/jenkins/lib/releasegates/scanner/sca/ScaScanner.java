package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.database.Snapshot;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import io.jenkins.lib.releasegates.scanner.tree.FolderWalk;
import io.jenkins.lib.releasegates.scanner.tree.RefusedArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds components with known vulnerabilities in the files of a folder. */
public final class ScaScanner implements Scanner {

    private static final Header.Tool TOOL = new Header.Tool("OWASP Dependency-Check", "13.0.0");

    private final Clock clock;

    public ScaScanner(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void scan(ScanJob job, Progress progress, ResultFile result) throws ScanException, IOException {
        Snapshot database = Snapshot.open(job.database().orElseThrow());
        result.begin(new Header(Kind.SCA, TOOL, null, database.header()));
        SuppressionRules suppressions = SuppressionRules.read(job.suppressions(), clock.instant());
        FolderWalk walk = FolderWalk.of(job, Units::wanted);
        List<Unit> units = Units.of(walk.files());
        List<UnitResult> results = new ArrayList<>();
        List<StagedUnit> staged = new ArrayList<>();
        for (Unit unit : units) {
            Path copy = job.work().resolve("units").resolve(Integer.toString(staged.size()));
            try {
                staged.add(StagedUnit.of(unit, copy, job.limits()));
            } catch (RefusedArchiveException e) {
                results.add(UnitResult.unreadable(unit.path(), String.valueOf(e.getMessage())));
            }
        }
        progress.info(units.stream().mapToLong(Unit::lookedAt).sum() + " files to look at");
        if (!staged.isEmpty()) {
            Path work = Files.createDirectories(job.work().resolve("dependency-check"));
            Analysis.of(job.folder(), staged, database, suppressions, work, progress)
                    .forEach((unit, found) -> results.add(found.at(unit.unit().path())));
        }
        write(results, walk.problems(), result);
        Set<Integer> used = new TreeSet<>();
        results.forEach(found -> used.addAll(found.suppressions()));
        result.end(
                units.stream().mapToLong(Unit::lookedAt).sum(),
                0,
                job.suppressions().isEmpty() ? null : suppressions.use(used));
    }

    /** In an order that doesn't tell what was remembered. */
    private static void write(List<UnitResult> results, List<Problem> problems, ResultFile result) throws IOException {
        List<Component> components = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Problem> all = new ArrayList<>(problems);
        for (UnitResult found : results) {
            components.addAll(found.components());
            findings.addAll(found.findings());
            all.addAll(found.problems());
        }
        components.sort(Comparator.comparing(Component::path).thenComparing(Component::toString));
        findings.sort(
                Comparator.comparing(Finding::path).thenComparing(Finding::rule).thenComparing(Finding::toString));
        all.sort(Comparator.comparing(Problem::path).thenComparing(Problem::message));
        for (Component component : components) {
            result.component(component);
        }
        for (Finding finding : findings) {
            result.finding(finding);
        }
        for (Problem problem : all) {
            result.problem(problem);
        }
    }
}
