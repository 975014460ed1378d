package io.jenkins.lib.releasegates.scanner.declared;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pom.xml as it stands there, with nothing of its parents; https://maven.apache.org/ref/3.9.11/maven-model/maven.html.
 *
 * @param path relative to the scanned folder
 * @param profiles each adds to what the project itself says
 */
record Pom(
        String path,
        @Nullable String group,
        @Nullable String artifact,
        @Nullable String version,
        Optional<Parent> parent,
        Part project,
        List<Part> profiles) {

    Pom {
        profiles = List.copyOf(profiles);
    }

    /**
     * Whom it takes the rest from.
     *
     * @param relativePath empty for none
     */
    record Parent(
            @Nullable String group,
            @Nullable String artifact,
            @Nullable String version,
            String relativePath,
            int line) {

        String coordinates() {
            return group + ":" + artifact + ":" + version;
        }
    }

    /** What the project, or one of its profiles, says of dependencies. */
    record Part(Map<String, String> properties, List<Dependency> dependencies, List<Dependency> managed) {

        Part {
            properties = Map.copyOf(properties);
            dependencies = List.copyOf(dependencies);
            managed = List.copyOf(managed);
        }
    }

    /** One of its dependencies, as it stands there. */
    record Dependency(
            @Nullable String group,
            @Nullable String artifact,
            @Nullable String version,
            @Nullable String scope,
            String type,
            String classifier,
            int line) {

        String label() {
            return group + ":" + artifact;
        }
    }

    /** Its own one, or its parent's. */
    @Nullable
    String effectiveGroup() {
        return group != null ? group : parent.map(Parent::group).orElse(null);
    }

    /** Its own one, or its parent's. */
    @Nullable
    String effectiveVersion() {
        return version != null ? version : parent.map(Parent::version).orElse(null);
    }
}
