package io.jenkins.lib.releasegates.slo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The time over which an objective holds. */
public sealed interface BudgetWindow {

    /** The window that an instant is in; empty before the first one. */
    Optional<Period> at(Instant instant);

    /** For people: {@code 30 days}, {@code 1 month from 2026-01-01T00:00 Europe/Berlin}. */
    String words();

    /**
     * A window in time.
     *
     * @param from its beginning
     * @param now up to where it is looked at
     * @param end when it is over; {@code now} where it moves along
     */
    record Period(Instant from, Instant now, Instant end) {

        /** What has passed of it. */
        public Duration elapsed() {
            return Duration.between(from, now);
        }

        /** All of it. */
        public Duration length() {
            return Duration.between(from, end);
        }
    }

    /** The time before now. */
    record Rolling(Duration length) implements BudgetWindow {
        @Override
        public Optional<Period> at(Instant instant) {
            return Optional.of(new Period(instant.minus(length), instant, instant));
        }

        @Override
        public String words() {
            return Expression.of(length) + " rolling";
        }
    }

    /**
     * Periods of the calendar, one after the other.
     *
     * @param start the beginning of the first, by the clocks of the zone
     * @param amount of units in each
     * @param unit days, weeks, months or years
     */
    record Calendar(LocalDateTime start, ZoneId zone, int amount, ChronoUnit unit) implements BudgetWindow {

        @Override
        public Optional<Period> at(Instant instant) {
            LocalDateTime there = LocalDateTime.ofInstant(instant, zone);
            long passed = Math.max(0, unit.between(start, there) / amount - 1);
            if (instant.isBefore(begin(0))) {
                return Optional.empty();
            }
            while (!instant.isBefore(begin(passed + 1))) {
                passed++;
            }
            return Optional.of(new Period(begin(passed), instant, begin(passed + 1)));
        }

        /** Counted from the first one each time, so that months after a 31st don't wander. */
        private Instant begin(long period) {
            return start.plus(period * amount, unit).atZone(zone).toInstant();
        }

        @Override
        public String words() {
            return amount + " " + unit.name().toLowerCase(Locale.ROOT) + " from " + start + " " + zone;
        }
    }
}
