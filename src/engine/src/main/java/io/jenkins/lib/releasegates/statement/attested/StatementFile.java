package io.jenkins.lib.releasegates.statement.attested;

/**
 * A file with signed statements, as it was found.
 *
 * @param name for people: its path in the workspace
 * @param bytes all of it; an envelope, or one per line
 */
public record StatementFile(String name, byte[] bytes) {}
