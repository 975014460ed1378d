package io.jenkins.lib.releasegates.scanner.declared;

/**
 * A dependency that a file names, with its exact version.
 *
 * @param group of a Maven artifact; empty for all others
 * @param name the artifact id, the name of the package with its scope, the path of the module
 * @param version as the file says it
 * @param line where it stands, from 1
 */
public record Declared(Kind kind, String group, String name, String version, int line) {

    /** Whose package it is. */
    public enum Kind {
        MAVEN,
        NPM,
        GO
    }

    /** What tells it from others, wherever it stands: group, name and version. */
    public String coordinates() {
        return (group.isEmpty() ? "" : group + ":") + name + ":" + version;
    }
}
