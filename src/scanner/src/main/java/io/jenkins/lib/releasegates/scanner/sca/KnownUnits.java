package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.cache.UnitCache;
import io.jenkins.lib.releasegates.scanner.cache.UnitResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The units whose results an earlier scan has found, and the others.
 *
 * @param results with the paths of this scan
 * @param files how many files these are of
 */
record KnownUnits(List<UnitResult> results, List<Unit> unknown, long files) {

    KnownUnits {
        results = List.copyOf(results);
        unknown = List.copyOf(unknown);
    }

    /** A digest for each unit; empty where it can't be read, which is told when it is looked at. */
    static List<Optional<String>> contents(List<Unit> units) {
        return units.parallelStream().map(KnownUnits::content).toList();
    }

    private static Optional<String> content(Unit unit) {
        try {
            return Optional.of(StagedUnit.content(unit));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static KnownUnits of(List<Unit> units, List<Optional<String>> contents, Optional<UnitCache> cache) {
        List<Optional<UnitResult>> known = IntStream.range(0, units.size())
                .parallel()
                .mapToObj(i -> cache.flatMap(place ->
                        contents.get(i).flatMap(content -> place.load(key(units.get(i), content)))))
                .toList();
        List<UnitResult> results = new ArrayList<>();
        List<Unit> unknown = new ArrayList<>();
        long files = 0;
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            if (known.get(i).isPresent()) {
                results.add(known.get(i).get().at(unit.path()));
                files += unit.lookedAt();
            } else {
                unknown.add(unit);
            }
        }
        return new KnownUnits(results, unknown, files);
    }

    /** What a unit is remembered by. Its path in the folder is part of it, because suppressions ask for that, Dependency-Check's own ones, too. */
    static String key(Unit unit, String content) {
        return content + " " + unit.path();
    }
}
