package io.jenkins.lib.releasegates.slo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the owner says about files of objectives, because the files can't or may not.
 *
 * @param connections the names of those connections that a file may name
 * @param otherwise which of them is asked where a file names none; empty where it has to
 * @param slothPeriod over which time objectives in Sloth's files hold; Sloth takes it from its command line
 */
public record SloSettings(List<String> connections, Optional<String> otherwise, Duration slothPeriod) {

    /** Unless Sloth is told another one. */
    public static final Duration SLOTH_PERIOD = Duration.ofDays(30);

    /** A shorter window says nothing; a longer one nobody keeps the data of. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    public static final Duration LONGEST = Duration.ofDays(366);

    public SloSettings {
        connections = List.copyOf(connections);
        if (otherwise.isPresent() && !connections.contains(otherwise.get())) {
            throw new IllegalArgumentException(
                    "connection: found " + otherwise.get() + ", allowed: one of " + connections);
        }
        if (slothPeriod.compareTo(SHORTEST) < 0 || slothPeriod.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("period: found " + slothPeriod + ", allowed: 1h to 366d");
        }
    }

    /** One connection for all, which files may name and needn't. */
    public static SloSettings of(String connection) {
        return new SloSettings(List.of(connection), Optional.of(connection), SLOTH_PERIOD);
    }
}
