package io.jenkins.lib.releasegates.environment;

import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.DurationProperty;
import biweekly.property.ExceptionDates;
import biweekly.property.ICalProperty;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceId;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one VEVENT. Times are taken as they were written, in the zone that they name; the library's own instants depend on the zone of the machine. */
final class EventReader {

    private static final int MAX_DATES = 1_000;
    private static final int MAX_DAYS = 3_660;
    private static final int MAX_REASON = 200;

    private final VEvent event;
    private final int number;
    private final CalendarLines lines;
    private final TimezoneInfo zones;
    private final ZoneId floating;
    private final Optional<Instant> replaces;

    EventReader(VEvent event, int number, CalendarLines lines, TimezoneInfo zones, ZoneId floating)
            throws UnreadableCalendarException {
        this.event = event;
        this.number = number;
        this.lines = lines;
        this.zones = zones;
        this.floating = floating;
        RecurrenceId id = event.getRecurrenceId();
        if (id == null || id.getValue() == null) {
            replaces = Optional.empty();
        } else {
            if (id.getRange() != null) {
                throw refused("RECURRENCE-ID", "a RANGE", "one occurrence");
            }
            replaces = Optional.of(instant("RECURRENCE-ID", id, id.getValue()));
        }
    }

    /** The occurrence of another event of the same UID that it stands for; empty when it is none. */
    Optional<Instant> replaces() {
        return replaces;
    }

    String uid() {
        return event.getUid() == null || event.getUid().getValue() == null
                ? ""
                : event.getUid().getValue();
    }

    /** Whether it takes place, and takes up time. */
    boolean freezes() {
        boolean cancelled = event.getStatus() != null && event.getStatus().isCancelled();
        boolean transparent =
                event.getTransparency() != null && event.getTransparency().isTransparent();
        return !cancelled && !transparent;
    }

    CalendarEvent read(Set<Instant> replaced) throws UnreadableCalendarException {
        DateStart start = event.getDateStart();
        if (start == null || start.getValue() == null) {
            throw refused("DTSTART", "none", "an event with DTSTART");
        }
        if (!event.getExceptionRules().isEmpty()) {
            throw refused("EXRULE", "EXRULE", "EXDATE");
        }
        ZoneId zone = zone("DTSTART", start, start.getValue());
        LocalDateTime first = local("DTSTART", start.getValue());
        boolean wholeDays = !start.getValue().hasTime();
        Length length = length(first, zone, wholeDays);
        if (length.days() > MAX_DAYS
                || length.time().toDays() > MAX_DAYS
                || length.time().plusDays(length.days()).compareTo(Duration.ZERO) <= 0) {
            throw refused(
                    event.getDuration() != null ? "DURATION" : event.getDateEnd() != null ? "DTEND" : "DTSTART",
                    "an event that lasts " + length.days() + " days and " + length.time(),
                    "DTEND after DTSTART, or a DURATION, of at most " + MAX_DAYS + " days");
        }
        Set<Instant> without = new HashSet<>(replaced);
        without.addAll(excluded());
        return new CalendarEvent(
                first, zone, length.days(), length.time(), rule(), last(zone), further(), without, reason());
    }

    private record Length(int days, Duration time) {}

    private Length length(LocalDateTime first, ZoneId zone, boolean wholeDays) throws UnreadableCalendarException {
        DateEnd end = event.getDateEnd();
        DurationProperty duration = event.getDuration();
        if (end != null && duration != null) {
            throw refused("DURATION", "DTEND and DURATION", "one of both");
        }
        if (duration != null && duration.getValue() != null) {
            return length(duration.getValue());
        }
        if (end == null || end.getValue() == null) {
            return new Length(wholeDays ? 1 : 0, Duration.ZERO);
        }
        if (end.getValue().hasTime() == wholeDays) {
            throw refused("DTEND", "a date and a time", "DTSTART and DTEND of one kind");
        }
        LocalDateTime last = local("DTEND", end.getValue());
        return wholeDays
                ? new Length((int) ChronoUnit.DAYS.between(first, last), Duration.ZERO)
                : new Length(0, Duration.between(first.atZone(zone), last.atZone(zone("DTEND", end, end.getValue()))));
    }

    private Length length(biweekly.util.Duration given) throws UnreadableCalendarException {
        if (given.isPrior()) {
            throw refused("DURATION", String.valueOf(given), "a time that isn't negative");
        }
        return new Length(
                number(given.getWeeks()) * 7 + number(given.getDays()),
                Duration.ofHours(number(given.getHours()))
                        .plusMinutes(number(given.getMinutes()))
                        .plusSeconds(number(given.getSeconds())));
    }

    private int number(@Nullable Integer given) throws UnreadableCalendarException {
        if (given != null && (given < 0 || given > 10_000_000)) {
            throw refused("DURATION", String.valueOf(given), "0 to 10000000");
        }
        return given == null ? 0 : given;
    }

    private Optional<Recurrence> rule() throws UnreadableCalendarException {
        RecurrenceRule rule = event.getRecurrenceRule();
        return rule == null || rule.getValue() == null
                ? Optional.empty()
                : Optional.of(CalendarReader.endless(rule.getValue(), lines.of(number, "RRULE")));
    }

    /** The end of the rule: in UTC, or as the clock of the event shows it; a date means all of that day. */
    private Optional<Instant> last(ZoneId zone) throws UnreadableCalendarException {
        RecurrenceRule rule = event.getRecurrenceRule();
        ICalDate until =
                rule == null || rule.getValue() == null ? null : rule.getValue().getUntil();
        if (until == null) {
            return Optional.empty();
        }
        LocalDateTime local = local("RRULE", until);
        boolean utc =
                CalendarReader.components(until, lines.of(number, "RRULE")).isUtc();
        return Optional.of(
                until.hasTime()
                        ? local.atZone(utc ? ZoneOffset.UTC : zone).toInstant()
                        : local.plusDays(1).atZone(zone).toInstant().minusNanos(1));
    }

    private Set<Instant> further() throws UnreadableCalendarException {
        Set<Instant> all = new HashSet<>();
        for (RecurrenceDates dates : event.getRecurrenceDates()) {
            if (!dates.getPeriods().isEmpty()) {
                throw refused("RDATE", "a period", "dates, or dates with times");
            }
            for (ICalDate date : dates.getDates()) {
                all.add(instant("RDATE", dates, date));
            }
        }
        return bounded("RDATE", all);
    }

    private Set<Instant> excluded() throws UnreadableCalendarException {
        Set<Instant> all = new HashSet<>();
        for (ExceptionDates dates : event.getExceptionDates()) {
            for (ICalDate date : dates.getValues()) {
                all.add(instant("EXDATE", dates, date));
            }
        }
        return bounded("EXDATE", all);
    }

    private Set<Instant> bounded(String property, Set<Instant> all) throws UnreadableCalendarException {
        if (all.size() > MAX_DATES) {
            throw refused(property, all.size() + " dates", "at most " + MAX_DATES);
        }
        return all;
    }

    private Instant instant(String name, ICalProperty property, ICalDate date) throws UnreadableCalendarException {
        return local(name, date).atZone(zone(name, property, date)).toInstant();
    }

    private LocalDateTime local(String name, ICalDate date) throws UnreadableCalendarException {
        DateTimeComponents raw = CalendarReader.components(date, lines.of(number, name));
        try {
            return LocalDateTime.of(
                    raw.getYear(),
                    raw.getMonth(),
                    raw.getDate(),
                    date.hasTime() ? raw.getHour() : 0,
                    date.hasTime() ? raw.getMinute() : 0,
                    date.hasTime() ? raw.getSecond() : 0);
        } catch (DateTimeException e) {
            throw refused(name, String.valueOf(raw), "a date of the calendar, and a time from 00:00:00 to 23:59:59");
        }
    }

    private ZoneId zone(String name, ICalProperty property, ICalDate date) throws UnreadableCalendarException {
        if (date.hasTime()
                && CalendarReader.components(date, lines.of(number, name)).isUtc()) {
            return ZoneOffset.UTC;
        }
        TimezoneAssignment assigned = zones.getTimezone(property);
        String id = assigned == null
                ? property.getParameters().getTimezoneId()
                : assigned.getTimeZone().getID();
        if (id == null) {
            return floating;
        }
        try {
            return ZoneId.of(id.startsWith("/") ? id.substring(1) : id);
        } catch (DateTimeException e) {
            throw refused(name, "TZID=" + id, "a zone of the IANA database such as Europe/Zurich, or UTC");
        }
    }

    private String reason() {
        String summary = event.getSummary() == null ? null : event.getSummary().getValue();
        if (summary == null || summary.isBlank()) {
            return "calendar";
        }
        return summary.length() > MAX_REASON ? summary.substring(0, MAX_REASON - 1) + "…" : summary;
    }

    private UnreadableCalendarException refused(String property, String found, String allowed) {
        return CalendarReader.refused(lines.of(number, property), property + " " + found, allowed);
    }
}
