package io.jenkins.lib.releasegates.readiness.checklist;

/**
 * What is to be ready.
 *
 * @param name as its owner calls it
 * @param tier from 1, what everything depends on, to {@link #LOWEST_TIER}
 */
public record Service(String name, int tier) {

    /** The number of the tier that least depends on. */
    public static final int LOWEST_TIER = 4;

    public Service {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("A service has a name of 1 to 200 characters, found " + name.length());
        }
        if (tier < 1 || tier > LOWEST_TIER) {
            throw new IllegalArgumentException("tier: found " + tier + ", allowed: 1 to " + LOWEST_TIER);
        }
    }
}
