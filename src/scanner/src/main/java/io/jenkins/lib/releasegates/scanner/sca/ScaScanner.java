package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.cache.UnitCache;
import io.jenkins.lib.releasegates.scanner.cache.UnitResult;
import io.jenkins.lib.releasegates.scanner.database.Snapshot;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import io.jenkins.lib.releasegates.scanner.sbom.Contents;
import io.jenkins.lib.releasegates.scanner.sbom.Heading;
import io.jenkins.lib.releasegates.scanner.sbom.PackagedFiles;
import io.jenkins.lib.releasegates.scanner.sbom.SbomFiles;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import io.jenkins.lib.releasegates.scanner.tree.FolderWalk;
import io.jenkins.lib.releasegates.scanner.vex.VexRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds components with known vulnerabilities in the files of a folder. */
public final class ScaScanner implements Scanner {

    private static final Header.Tool TOOL = new Header.Tool("OWASP Dependency-Check", "13.0.0");

    private static final int MAX_NAMES = 5;

    private final Clock clock;

    public ScaScanner(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void scan(ScanJob job, Progress progress, ResultFile result) throws ScanException, IOException {
        Instant now = clock.instant();
        Path folder = job.database().orElseThrow();
        CompletableFuture<Opened> opening = CompletableFuture.supplyAsync(() -> Opened.of(folder));
        Map<Boolean, List<Path>> given =
                job.suppressions().stream().collect(Collectors.partitioningBy(VexRules::isJson));
        SuppressionRules suppressions = SuppressionRules.read(given.getOrDefault(false, List.of()), now);
        VexRules statements = VexRules.read(given.getOrDefault(true, List.of()), now);
        // What is packaged is more than what can be looked at.
        FolderWalk walk = FolderWalk.of(job, path -> job.sbom().isPresent() || Units.wanted(path));
        List<Unit> units = Units.of(
                walk.files().stream().filter(file -> Units.wanted(file.path())).toList());
        // Reading every byte of the database takes as long as reading those of the folder.
        List<Optional<String>> contents = KnownUnits.contents(units);
        Snapshot database = opening.join().orThrow();
        result.begin(new Header(Kind.SCA, TOOL, null, database.header()));
        Optional<UnitCache> cache = job.cache()
                .map(place -> new UnitCache(
                        place, Kind.SCA.word(), surroundings(job, result.worker(), database, suppressions), now));
        KnownUnits known = KnownUnits.of(units, contents, cache);
        long files = units.stream().mapToLong(Unit::lookedAt).sum();
        progress.info(files + " files to look at, " + known.files() + " of them known");
        List<UnitResult> results = new ArrayList<>(known.results());
        if (!known.unknown().isEmpty()) {
            results.addAll(new NewUnits(job, database, suppressions, cache, progress).look(known.unknown()));
        }
        // Not remembered with the units: another document has none of them looked at again.
        Contents found = gathered(results, walk, job.sbom().isPresent());
        VexRules.Applied applied = statements.apply(found.findings());
        Contents all = new Contents(found.files(), found.components(), applied.findings(), found.problems());
        write(all, result);
        if (job.sbom().isPresent()) {
            boolean chosen = !job.include().isEmpty() || !job.exclude().isEmpty();
            SbomFiles.write(new Heading(job.sbom().get(), TOOL, result.worker(), chosen, now), all, result);
        }
        Set<Integer> used = new TreeSet<>();
        results.forEach(unit -> used.addAll(unit.suppressions()));
        for (SuppressionRule rule : suppressions.use(used)) {
            result.suppression(rule);
        }
        for (SuppressionRule rule : applied.rules()) {
            result.suppression(rule);
        }
        List<Unresolved> unresolved = results.stream()
                .flatMap(unit -> unit.unresolved().stream())
                .sorted(Comparator.comparing(Unresolved::path)
                        .thenComparing(Unresolved::line)
                        .thenComparing(Unresolved::name))
                .toList();
        tell(unresolved, progress);
        result.unresolved(unresolved);
        result.end(files, known.files());
    }

    /** One line, whatever their number. */
    private static void tell(List<Unresolved> unresolved, Progress progress) {
        if (!unresolved.isEmpty()) {
            List<String> names =
                    unresolved.stream().map(Unresolved::name).distinct().toList();
            progress.warning(unresolved.size()
                    + " dependencies have no version that a file in the folder tells, and were not looked up: "
                    + String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())))
                    + (names.size() > MAX_NAMES ? ", …" : ""));
        }
    }

    /** All but the units themselves that changes what is found in them. */
    private static String surroundings(ScanJob job, String worker, Snapshot database, SuppressionRules suppressions) {
        return String.join(
                "\n",
                "3",
                worker,
                TOOL.version(),
                database.content(),
                suppressions.digest(),
                // A rule that asks for a path means an absolute one.
                suppressions.askForPaths() ? job.folder().toString() : "",
                job.limits().archiveFiles() + " " + job.limits().archiveBytes() + " "
                        + job.limits().depth());
    }

    /** A database, or why there is none. */
    private record Opened(
            @Nullable Snapshot snapshot, @Nullable ScanException failure) {

        static Opened of(Path folder) {
            try {
                return new Opened(Snapshot.open(folder), null);
            } catch (ScanException e) {
                return new Opened(null, e);
            }
        }

        Snapshot orThrow() throws ScanException {
            if (snapshot == null) {
                throw Objects.requireNonNull(failure);
            }
            return snapshot;
        }
    }

    /** In an order that doesn't tell what was remembered. */
    private static Contents gathered(List<UnitResult> results, FolderWalk walk, boolean withFiles) {
        List<Component> components = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(walk.problems());
        PackagedFiles files = new PackagedFiles();
        for (UnitResult found : results) {
            components.addAll(found.components());
            findings.addAll(found.findings());
            problems.addAll(found.problems());
            files.add(found.files());
        }
        if (withFiles) {
            problems.addAll(files.addOthers(walk.files()));
        }
        components.sort(Comparator.comparing(Component::path)
                .thenComparing(component -> component.purl() + component.name() + component.sha256()));
        findings.sort(Comparator.comparing(Finding::path)
                .thenComparing(Finding::rule)
                .thenComparing(finding -> String.valueOf(finding.component())));
        problems.sort(Comparator.comparing(Problem::path).thenComparing(Problem::message));
        return new Contents(
                files.all(), components, findings, problems.stream().distinct().toList());
    }

    private static void write(Contents contents, ResultFile result) throws IOException {
        for (Component component : contents.components()) {
            result.component(component);
        }
        for (Finding finding : contents.findings()) {
            result.finding(finding);
        }
        for (Problem problem : contents.problems()) {
            result.problem(problem);
        }
    }
}
