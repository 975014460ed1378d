package io.jenkins.lib.releasegates.environment;

import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;

/**
 * An event that freezes, each time it takes place. It repeats by the clock of its own zone, so that one at nine is at nine in summer and in winter.
 *
 * @param start its first beginning, by that clock
 * @param days how many days it lasts, by that clock
 * @param time and how much longer
 * @param rule how it repeats; without its end
 * @param last the latest instant at which it may begin by that rule
 * @param further beginnings besides
 * @param without instants at which it doesn't begin
 * @param reason for people
 */
record CalendarEvent(
        LocalDateTime start,
        ZoneId zone,
        int days,
        Duration time,
        Optional<Recurrence> rule,
        Optional<Instant> last,
        Set<Instant> further,
        Set<Instant> without,
        String reason) {

    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    /** Of rules that go on without ever taking place; a rule takes place once a day at most, for 200 years. */
    private static final int MOST_STEPS = 100_000;

    CalendarEvent {
        further = Set.copyOf(further);
        without = Set.copyOf(without);
    }

    /** Adds all that hold at any time from an instant on until another one. */
    void within(Instant from, Instant until, List<Freeze> found) {
        TreeSet<Instant> begins = new TreeSet<>(further);
        begins.add(start.atZone(zone).toInstant());
        rule.ifPresent(recurrence -> repeat(recurrence, from, until, begins));
        begins.removeAll(without);
        for (Instant begin : begins) {
            Instant end = begin.atZone(zone).plusDays(days).toInstant().plus(time);
            if (begin.isBefore(until) && end.isAfter(from)) {
                found.add(new Freeze(begin, end, reason));
            }
        }
    }

    private void repeat(Recurrence recurrence, Instant from, Instant until, Set<Instant> begins) {
        // Dates as the clock on the wall shows them, as if that were UTC: the library then never meets a change of
        // clocks.
        DateIterator clock = recurrence.getDateIterator(new ICalDate(wall(start)), UTC);
        LocalDateTime earliest =
                from.atZone(zone).toLocalDateTime().minusDays(days + 2L).minus(time);
        if (earliest.isAfter(start)) {
            clock.advanceTo(wall(earliest));
        }
        for (int steps = 0; clock.hasNext(); steps++) {
            if (steps > MOST_STEPS) {
                throw new IllegalStateException("An event of a calendar repeats more often than once a day");
            }
            Instant begin = LocalDateTime.ofInstant(clock.next().toInstant(), ZoneOffset.UTC)
                    .atZone(zone)
                    .toInstant();
            if (!begin.isBefore(until) || last.isPresent() && begin.isAfter(last.get())) {
                return;
            }
            begins.add(begin);
        }
    }

    private static Date wall(LocalDateTime time) {
        return Date.from(time.toInstant(ZoneOffset.UTC));
    }
}
