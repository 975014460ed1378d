package io.jenkins.lib.releasegates.report.compliance;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a report is about.
 *
 * @param environment its name
 * @param from not earlier than this
 * @param to earlier than this
 * @param sample how many promotions are drawn
 * @param seed what the reader adds to the seed of the sample, so that whoever makes the report can't choose it; may be empty
 * @param names whether persons are named
 * @param require the strength that is demanded of the record: {@code chain}, {@code signed} or {@code witnessed}
 */
public record Scope(
        String environment, Instant from, Instant to, int sample, String seed, boolean names, String require) {

    /** Promotions of the largest sample. */
    public static final int MAX_SAMPLE = 100;

    /** Characters of the longest seed. */
    public static final int MAX_SEED = 200;

    /** With a sample of that many, persons named, and nothing demanded of the record but that it is whole. */
    public static Scope of(String environment, Instant from, Instant to, int sample) {
        return new Scope(environment, from, to, sample, "", true, "chain");
    }

    public Scope {
        if (environment.isBlank()) {
            throw new IllegalArgumentException("an environment has a name");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period begins before it ends; found " + from + " to " + to);
        }
        if (sample < 0 || sample > MAX_SAMPLE) {
            throw new IllegalArgumentException("a sample has 0 to " + MAX_SAMPLE + " promotions; found " + sample);
        }
        if (seed.length() > MAX_SEED || seed.lines().count() > 1) {
            throw new IllegalArgumentException("a seed is one line of at most " + MAX_SEED + " characters");
        }
    }

    /** The beginning of a period: a day in UTC, or an instant; empty when it is neither. */
    public static Optional<Instant> from(String text) {
        return instant(text, 0);
    }

    /** The end of a period: a day in UTC, which belongs to it, or the first instant that doesn't; empty when it is neither. */
    public static Optional<Instant> to(String text) {
        return instant(text, 1);
    }

    private static Optional<Instant> instant(String text, int days) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text)
                                    .plusDays(days)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it happened in the period. */
    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
