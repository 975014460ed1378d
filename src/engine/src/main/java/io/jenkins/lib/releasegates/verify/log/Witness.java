package io.jenkins.lib.releasegates.verify.log;

import java.nio.file.Path;

/**
 * A copy of what a witness was given.
 *
 * @param name what it is called in findings and words
 * @param directory in which a folder per log stands
 */
public record Witness(String name, Path directory) {}
