package io.jenkins.lib.releasegates.environment;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads freezes from the text of an iCalendar (RFC 5545): the VEVENTs that aren't cancelled and take up time. What isn't understood is refused, never passed
 * over: a freeze that is lost lets something in.
 */
final class CalendarReader {

    /** Characters of a calendar. */
    static final int MAX_CHARS = 256 * 1024;

    private static final int MAX_EVENTS = 200;

    /** The library's messages about a TZID without a VTIMEZONE; which zones there are is decided where they are used, with their line. */
    private static final Set<Integer> ABOUT_ZONES = Set.of(37, 38, 43);

    private final CalendarLines lines;
    private final ZoneId floating;
    private final Map<String, Set<Instant>> replaced = new HashMap<>();

    private CalendarReader(CalendarLines lines, ZoneId floating) {
        this.lines = lines;
        this.floating = floating;
    }

    /**
     * Reads one.
     *
     * @param floating zone of dates, and of times that name none
     */
    static FreezeCalendar read(String text, ZoneId floating) throws UnreadableCalendarException {
        if (text.isBlank()) {
            return FreezeCalendar.NONE;
        }
        if (text.length() > MAX_CHARS) {
            throw refused(0, text.length() + " characters", "at most " + MAX_CHARS);
        }
        CalendarLines lines = new CalendarLines(text);
        ICalendar calendar = parse(text, lines);
        if (lines.events() > MAX_EVENTS) {
            throw refused(0, lines.events() + " events", "at most " + MAX_EVENTS);
        }
        if (calendar.getEvents().size() != lines.events()) {
            throw refused(
                    0,
                    lines.events() + " lines BEGIN:VEVENT and "
                            + calendar.getEvents().size() + " events",
                    "events that stand in the calendar itself, each with its END:VEVENT");
        }
        return new CalendarReader(lines, floating).events(calendar);
    }

    private static ICalendar parse(String text, CalendarLines lines) throws UnreadableCalendarException {
        if (lines.calendars() != 1) {
            throw refused(0, lines.calendars() + " calendars", "one, from BEGIN:VCALENDAR to END:VCALENDAR");
        }
        if (lines.unbalanced() > 0) {
            throw refused(lines.unbalanced(), "BEGIN and END that don't belong together", "an END for each BEGIN");
        }
        try (ICalReader reader = new ICalReader(text)) {
            ICalendar calendar = reader.readNext();
            for (ParseWarning warning : reader.getWarnings()) {
                if (warning.getCode() != null && ABOUT_ZONES.contains(warning.getCode())) {
                    continue;
                }
                Integer line = warning.getLineNumber();
                String property = warning.getPropertyName();
                throw refused(
                        line == null ? 0 : line,
                        (property == null ? "" : property + ": ") + warning.getMessage(),
                        "an iCalendar as RFC 5545 has it");
            }
            if (calendar == null) {
                throw refused(0, "no calendar", "an iCalendar as RFC 5545 has it");
            }
            return calendar;
        } catch (IOException | RuntimeException e) {
            throw refused(0, "what can't be read: " + e.getMessage(), "an iCalendar as RFC 5545 has it");
        }
    }

    static UnreadableCalendarException refused(int line, String found, String allowed) {
        return new UnreadableCalendarException(line, found, allowed);
    }

    private FreezeCalendar events(ICalendar calendar) throws UnreadableCalendarException {
        List<VEvent> all = calendar.getEvents();
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            EventReader reader = new EventReader(all.get(i), i, lines, calendar.getTimezoneInfo(), floating);
            readers.add(reader);
            if (reader.replaces().isPresent()) {
                replaced.computeIfAbsent(reader.uid(), uid -> new HashSet<>())
                        .add(reader.replaces().get());
            }
        }
        List<CalendarEvent> events = new ArrayList<>();
        for (EventReader reader : readers) {
            Set<Instant> without =
                    reader.replaces().isPresent() ? Set.of() : replaced.getOrDefault(reader.uid(), Set.of());
            CalendarEvent event = reader.read(without);
            if (reader.freezes()) {
                events.add(event);
            }
        }
        return new FreezeCalendar(events);
    }

    /** What a rule may say, and how it would go on without its end. */
    static Recurrence endless(Recurrence rule, int line) throws UnreadableCalendarException {
        Frequency frequency = rule.getFrequency();
        if (frequency == null
                || frequency == Frequency.HOURLY
                || frequency == Frequency.MINUTELY
                || frequency == Frequency.SECONDLY) {
            throw refused(line, "FREQ=" + frequency, "DAILY, WEEKLY, MONTHLY, YEARLY");
        }
        if (!rule.getByHour().isEmpty()
                || !rule.getByMinute().isEmpty()
                || !rule.getBySecond().isEmpty()
                || !rule.getXRules().isEmpty()) {
            throw refused(line, "BYHOUR, BYMINUTE, BYSECOND or a part of another name", "a rule of days");
        }
        Integer count = rule.getCount();
        Integer interval = rule.getInterval();
        if (count != null && (count < 1 || count > 10_000) || interval != null && interval < 1) {
            throw refused(line, "COUNT " + count + ", INTERVAL " + interval, "COUNT 1 to 10000, INTERVAL from 1 on");
        }
        return new Recurrence.Builder(rule).until((ICalDate) null).build();
    }

    /** The parts of a date as they were written. */
    static DateTimeComponents components(ICalDate date, int line) throws UnreadableCalendarException {
        DateTimeComponents raw = date.getRawComponents();
        if (raw == null || raw.getYear() < 1970 || raw.getYear() > 2200) {
            throw refused(line, String.valueOf(raw), "a date from 1970 to 2200");
        }
        return raw;
    }
}
