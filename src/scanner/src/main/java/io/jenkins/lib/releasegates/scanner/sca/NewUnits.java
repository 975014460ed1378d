package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.cache.UnitCache;
import io.jenkins.lib.releasegates.scanner.cache.UnitResult;
import io.jenkins.lib.releasegates.scanner.database.Snapshot;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.RefusedArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at units that nobody knows yet, and remembers what it found. For one use. */
final class NewUnits {

    private final ScanJob job;
    private final Snapshot database;
    private final SuppressionRules suppressions;
    private final Optional<UnitCache> cache;
    private final Progress progress;

    NewUnits(
            ScanJob job,
            Snapshot database,
            SuppressionRules suppressions,
            Optional<UnitCache> cache,
            Progress progress) {
        this.job = job;
        this.database = database;
        this.suppressions = suppressions;
        this.cache = cache;
        this.progress = progress;
    }

    /** A copy, or the problem that there is none. */
    private record Staged(
            @Nullable StagedUnit unit, @Nullable UnitResult problem) {}

    /** What is in them, with the paths of this scan. */
    List<UnitResult> look(List<Unit> units) throws ScanException, IOException {
        List<Staged> staged = IntStream.range(0, units.size())
                .parallel()
                .mapToObj(i -> stage(units.get(i), job.work().resolve("units").resolve(Integer.toString(i))))
                .toList();
        List<UnitResult> results = new ArrayList<>();
        List<StagedUnit> readable = new ArrayList<>();
        for (Staged each : staged) {
            if (each.unit() != null) {
                readable.add(each.unit());
            } else if (each.problem() != null) {
                results.add(each.problem());
            }
        }
        if (!readable.isEmpty()) {
            Path work = Files.createDirectories(job.work().resolve("dependency-check"));
            for (Map.Entry<StagedUnit, UnitResult> found : Analysis.of(
                            shown(), readable, database, suppressions, work, progress)
                    .entrySet()) {
                Unit unit = found.getKey().unit();
                results.add(found.getValue().at(unit.path()));
                if (cache.isPresent() && found.getValue().problems().isEmpty()) {
                    cache.get().store(KnownUnits.key(unit, found.getKey().content()), found.getValue());
                }
            }
            if (cache.isPresent()) {
                cache.get().prune();
            }
        }
        return results;
    }

    /**
     * Below which folder Dependency-Check sees the files. Rules of its own ask for parts of paths, and what a workspace is called must not be one
     * of these; rules of the job ask for absolute ones.
     */
    private Path shown() {
        Path root = job.folder().getRoot();
        return suppressions.askForPaths() || root == null ? job.folder() : root;
    }

    private Staged stage(Unit unit, Path folder) {
        try {
            return new Staged(StagedUnit.of(unit, folder, job.limits()), null);
        } catch (RefusedArchiveException e) {
            return new Staged(null, UnitResult.unreadable(unit.path(), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            String path = unit.isArchive() ? unit.path() : unit.files().get(0).path();
            return new Staged(
                    null,
                    UnitResult.unreadable(path, "Can't be read: " + e.getClass().getSimpleName()));
        }
    }
}
