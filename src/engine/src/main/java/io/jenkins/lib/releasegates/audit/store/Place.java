package io.jenkins.lib.releasegates.audit.store;

/**
 * Where consecutive entries stand in the trail.
 *
 * @param first number of the first of them
 * @param offset where in its file that one begins
 * @param count how many they are
 */
public record Place(long first, int offset, int count) {}
