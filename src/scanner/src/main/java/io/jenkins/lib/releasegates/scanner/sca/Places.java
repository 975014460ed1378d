package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.owasp.dependencycheck.dependency.Dependency;

/** Where a dependency of Dependency-Check lies in terms of the scan: which unit, which path. */
final class Places {

    private final Map<String, Place> places = new HashMap<>();
    private final Path folder;

    /** For units below the scanned folder. */
    Places(Path folder, Collection<StagedUnit> units) {
        this.folder = folder;
        for (StagedUnit unit : units) {
            for (FolderFile file : unit.files()) {
                Place place = new Place(unit, file);
                places.put(file.place().toString(), place);
                places.put(shown(file), place);
            }
        }
    }

    /**
     * A file of a unit, and what in it is meant.
     *
     * @param within the rest of a path that goes on within the file; mostly nothing
     */
    record Place(StagedUnit unit, FolderFile file, String within) {

        Place(StagedUnit unit, FolderFile file) {
            this(unit, file, "");
        }

        /** Relative to the path of the unit. */
        String path() {
            String path = file.path().substring(unit.unit().path().length());
            return within.isEmpty() ? path : path + "!/" + within;
        }
    }

    /** As suppressions ask for it: the absolute path in the scanned folder, with slashes alone, as Dependency-Check itself writes it. */
    String shown(FolderFile file) {
        return folder.resolve(file.path().replace("!/", "/")).toString();
    }

    /** Empty where it is of no unit, which doesn't happen. */
    Optional<Place> of(Dependency dependency) {
        return find(dependency.getFilePath()).or(() -> find(dependency.getActualFilePath()));
    }

    /** The file that the path is, or that it goes on within, behind a slash or a question mark. */
    private Optional<Place> find(String path) {
        for (int end = path.length();
                end > 0;
                end = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('?', end - 1))) {
            Place place = places.get(path.substring(0, end));
            if (place != null) {
                boolean inArchive = end < path.length() && path.charAt(end) == '/';
                return Optional.of(inArchive ? new Place(place.unit(), place.file(), path.substring(end + 1)) : place);
            }
        }
        return Optional.empty();
    }
}
