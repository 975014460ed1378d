package io.jenkins.lib.releasegates.environment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which environment somebody means by a name: those of the whole controller are seen from everywhere, those of a folder from what lies in it. What
 * is farther out comes first, so that nothing that a folder defines can stand in for what it inherits.
 */
final class NamesInSight {

    private static final int MAX_FOLDER = 500;

    private final List<EnvironmentDefinition> outermostFirst;

    NamesInSight(List<EnvironmentDefinition> definitions) {
        this.outermostFirst = definitions.stream()
                .filter(definition -> EnvironmentValidation.isName(definition.name()))
                .sorted(Comparator.comparingInt(definition -> depth(definition.folder())))
                .toList();
    }

    /** Whether that text can be the full name of a folder. */
    static boolean isFolder(String text) {
        return text.length() <= MAX_FOLDER
                && text.equals(text.strip())
                && List.of(text.split("/", -1)).stream().noneMatch(String::isBlank);
    }

    /**
     * The environment that goes by that name, with its folder or without.
     *
     * @param fullName of the job, or of what else in a folder names it; empty where nothing is inside of anything
     * @return as the record calls it
     */
    Optional<String> id(String called, String fullName) {
        return outermostFirst.stream()
                .filter(definition -> Entrance.isInside(definition.folder(), fullName))
                .filter(definition ->
                        definition.name().equals(called) || definition.id().equals(called))
                .map(EnvironmentDefinition::id)
                .findFirst();
    }

    /** All that are seen from there, as the record calls them. */
    List<String> from(String fullName) {
        return outermostFirst.stream()
                .filter(definition -> Entrance.isInside(definition.folder(), fullName))
                .map(EnvironmentDefinition::id)
                .toList();
    }

    /** The one farther out whose name that definition would take; names that differ by case alone are one to the eye. */
    Optional<EnvironmentDefinition> inherited(EnvironmentDefinition definition) {
        return outermostFirst.stream()
                .filter(outer -> depth(outer.folder()) < depth(definition.folder()))
                .filter(outer -> Entrance.isInside(outer.folder(), definition.id()))
                .filter(outer -> outer.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(definition.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static int depth(String folder) {
        return folder.isEmpty() ? 0 : folder.split("/", -1).length;
    }
}
