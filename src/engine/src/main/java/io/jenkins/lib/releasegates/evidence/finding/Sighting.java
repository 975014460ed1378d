package io.jenkins.lib.releasegates.evidence.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * When and where a finding was seen for the first time, along the line of baselines.
 *
 * @param at the instant of that judgement
 * @param build the id of our own of the build; empty where the record that it was found in doesn't tell
 */
public record Sighting(Instant at, String build) implements Comparable<Sighting> {

    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final int MAX_BUILD = 300;
    private static final Comparator<Sighting> ORDER =
            Comparator.comparing(Sighting::at).thenComparing(Sighting::build);

    public Sighting {
        build = Bounds.text(build, MAX_BUILD);
    }

    /** Days of 24 hours from then to this instant; never below 0. */
    public double daysUntil(Instant instant) {
        return Math.max(0, Duration.between(at, instant).toSeconds() / SECONDS_OF_A_DAY);
    }

    @Override
    public int compareTo(Sighting other) {
        return ORDER.compare(this, other);
    }
}
