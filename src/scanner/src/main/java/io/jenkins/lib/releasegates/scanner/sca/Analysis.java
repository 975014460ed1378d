package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.cache.UnitResult;
import io.jenkins.lib.releasegates.scanner.database.Snapshot;
import io.jenkins.lib.releasegates.scanner.declared.DeclarationReader;
import io.jenkins.lib.releasegates.scanner.declared.Declarations;
import io.jenkins.lib.releasegates.scanner.declared.DeclaredFile;
import io.jenkins.lib.releasegates.scanner.declared.RefusedDeclarationException;
import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.owasp.dependencycheck.analyzer.exception.AnalysisException;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.dependency.VulnerableSoftware;
import org.owasp.dependencycheck.dependency.naming.CpeIdentifier;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.exception.InitializationException;
import org.owasp.dependencycheck.utils.Settings;

/** One run of Dependency-Check over units that have no remembered result. For one use. */
final class Analysis {

    private final Snapshot database;
    private final SuppressionRules suppressions;
    private final Translation translation;
    private final Places places;
    private final DeclaredComponents declared;
    /** By identity: what a unit consists of would be hashed for each of its files. */
    private final IdentityHashMap<StagedUnit, Gathered> results = new IdentityHashMap<>();

    private Analysis(Path folder, List<StagedUnit> units, Snapshot database, SuppressionRules suppressions) {
        this.database = database;
        this.suppressions = suppressions;
        this.translation = new Translation(database.exploited());
        this.places = new Places(folder, units);
        this.declared = new DeclaredComponents(suppressions.askForPaths());
        units.forEach(unit -> results.put(unit, new Gathered()));
    }

    /** What one unit has come to so far. */
    private static final class Gathered {

        private final Set<Component> components = new LinkedHashSet<>();
        private final Set<Finding> findings = new LinkedHashSet<>();
        private final Set<Problem> problems = new LinkedHashSet<>();
        private final Set<Integer> suppressions = new TreeSet<>();
        private final Set<Unresolved> unresolved = new LinkedHashSet<>();

        UnitResult of(StagedUnit unit) {
            return new UnitResult(components, findings, problems, suppressions)
                    .with(unit.hashed())
                    .unresolved(unresolved);
        }
    }

    /**
     * Analyses.
     *
     * @param folder the scanned one
     * @param work a folder of this run alone
     * @return a result for each unit, with paths within it
     */
    static Map<StagedUnit, UnitResult> of(
            Path folder,
            List<StagedUnit> units,
            Snapshot database,
            SuppressionRules suppressions,
            Path work,
            Progress progress)
            throws ScanException, IOException {
        Analysis analysis = new Analysis(folder, units, database, suppressions);
        Settings settings = OfflineSettings.of(database, suppressions.write(work), work);
        try (QuietEngine engine = new QuietEngine(settings, progress)) {
            analysis.run(engine, units);
            analysis.gather(engine);
        } finally {
            settings.cleanup(true);
        }
        Map<StagedUnit, UnitResult> done = new LinkedHashMap<>();
        analysis.results.forEach((unit, result) -> done.put(unit, result.of(unit)));
        return done;
    }

    private void run(QuietEngine engine, List<StagedUnit> units) throws ScanException {
        for (StagedUnit unit : units) {
            for (FolderFile file : unit.files()) {
                if (engine.accept(file.place().toFile())) {
                    Dependency dependency = new Dependency(file.place().toFile());
                    dependency.setFilePath(places.shown(file));
                    engine.addDependency(dependency);
                }
            }
            declare(engine, unit);
        }
        try {
            engine.analyzeDependencies();
        } catch (ExceptionCollection e) {
            // Files that can't be analysed are in the engine's failures; what arrives here is of the scan as a whole.
            Throwable first =
                    e.getExceptions().isEmpty() ? e : e.getExceptions().get(0);
            boolean data = e.getExceptions().stream().anyMatch(cause -> cause instanceof DatabaseException)
                    || !(first instanceof InitializationException)
                            && String.valueOf(first).contains("NoData");
            throw new ScanException(
                    data ? Outcome.UNUSABLE_DATA : Outcome.FAILED,
                    (data
                                    ? "No usable vulnerability database in " + database.folder() + ": "
                                    : "Dependency-Check failed: ")
                            + first,
                    e);
        }
    }

    /** What its files name, and we read ourselves. */
    private void declare(QuietEngine engine, StagedUnit unit) throws ScanException {
        List<FolderFile> naming = unit.files().stream()
                .filter(file -> DeclaredFile.of(file.path()).isPresent())
                .toList();
        if (naming.isEmpty()) {
            return;
        }
        DeclarationReader reader = new DeclarationReader(
                Stream.concat(unit.files().stream(), unit.beside().stream()).toList());
        for (FolderFile file : naming) {
            Places.Place place = new Places.Place(unit, file);
            try {
                Declarations all = reader.read(file);
                all.unresolved().forEach(each -> gathered(unit).unresolved.add(each.at(place.path())));
                declared.add(place, places.shown(file), all, engine::addDependency);
            } catch (RefusedDeclarationException e) {
                gathered(unit).problems.add(new Problem(place.path(), String.valueOf(e.getMessage())));
            } catch (AnalysisException e) {
                throw new ScanException(Outcome.FAILED, "Dependency-Check failed: " + e.getMessage(), e);
            }
        }
    }

    private void gather(QuietEngine engine) {
        for (Dependency dependency : engine.getDependencies()) {
            List<Dependency> same = new ArrayList<>(dependency.getRelatedDependencies());
            same.add(dependency);
            List<Finding> findings = findings(dependency);
            for (Dependency each : same) {
                for (DeclaredComponents.Spot spot : spots(each)) {
                    Places.Place place = spot.place();
                    Gathered result = gathered(place.unit());
                    Translation.component(dependency, place).ifPresent(result.components::add);
                    findings.forEach(finding -> result.findings.add(finding.at(place.path(), spot.line())));
                    result.suppressions.addAll(used(dependency));
                }
            }
        }
        engine.failures()
                .forEach((file, message) -> places(file)
                        .forEach(place -> gathered(place.unit()).problems.add(new Problem(place.path(), message))));
    }

    /** Where a file lies that something went wrong with, or whatever names what is no file at all. */
    private List<Places.Place> places(Path file) {
        List<Places.Place> named = declared.places(file);
        if (!named.isEmpty()) {
            return named;
        }
        Dependency failed = new Dependency();
        failed.setActualFilePath(file.toString());
        failed.setFilePath(file.toString());
        return places.of(failed).stream().toList();
    }

    /** Where it lies, or is named. */
    private List<DeclaredComponents.Spot> spots(Dependency dependency) {
        List<DeclaredComponents.Spot> named = declared.spots(dependency);
        return named.isEmpty()
                ? places.of(dependency).stream()
                        .map(place -> new DeclaredComponents.Spot(place, 0))
                        .toList()
                : named;
    }

    private Gathered gathered(StagedUnit unit) {
        return results.computeIfAbsent(unit, key -> new Gathered());
    }

    private List<Finding> findings(Dependency dependency) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (Vulnerability vulnerability : dependency.getVulnerabilities()) {
            told.add(vulnerability.getName());
            findings.add(translation.finding(dependency, vulnerability, "", null));
        }
        for (Vulnerability vulnerability : dependency.getSuppressedVulnerabilities()) {
            // What another product of the same file has, too, isn't covered by a rule for one of them.
            if (told.add(vulnerability.getName())) {
                findings.add(translation.finding(dependency, vulnerability, "", suppressed(dependency, vulnerability)));
            }
        }
        return findings;
    }

    private Finding.Suppressed suppressed(Dependency dependency, Vulnerability vulnerability) {
        return suppressions
                .ofNotes(vulnerability.getNotes())
                .or(() -> ofProduct(dependency, vulnerability))
                .map(SuppressionRules::suppressed)
                .orElseGet(() -> new Finding.Suppressed("Dependency-Check", null, vulnerability.getNotes(), null));
    }

    /** A rule for a product leaves its notes with the product alone. */
    private Optional<SuppressionFile.Rule> ofProduct(Dependency dependency, Vulnerability vulnerability) {
        VulnerableSoftware matched = vulnerability.getMatchedVulnerableSoftware();
        return dependency.getSuppressedIdentifiers().stream()
                .filter(identifier -> identifier instanceof CpeIdentifier product
                        && matched != null
                        && product.getCpe().getVendor().equals(matched.getVendor())
                        && product.getCpe().getProduct().equals(matched.getProduct()))
                .flatMap(identifier -> suppressions.ofNotes(identifier.getNotes()).stream())
                .findFirst();
    }

    private static Set<Integer> used(Dependency dependency) {
        Set<Integer> used = new TreeSet<>();
        dependency
                .getSuppressedVulnerabilities()
                .forEach(vulnerability ->
                        SuppressionFile.number(vulnerability.getNotes()).ifPresent(used::add));
        dependency
                .getSuppressedIdentifiers()
                .forEach(identifier ->
                        SuppressionFile.number(identifier.getNotes()).ifPresent(used::add));
        return used;
    }
}
