package io.jenkins.lib.releasegates.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Freezes that come from the events of an iCalendar (RFC 5545), which may repeat for ever. Immutable; thread-safe. */
public final class FreezeCalendar {

    /** No event at all. */
    public static final FreezeCalendar NONE = new FreezeCalendar(List.of());

    private final List<CalendarEvent> events;

    FreezeCalendar(List<CalendarEvent> events) {
        this.events = List.copyOf(events);
    }

    /** Its freezes that hold at any time from an instant on until another one, that one excluded; the earliest first. */
    List<Freeze> within(Instant from, Instant until) {
        List<Freeze> found = new ArrayList<>();
        events.forEach(event -> event.within(from, until, found));
        found.sort(Comparator.comparing(Freeze::from).thenComparing(Freeze::until));
        return found;
    }

    /** Its freezes that hold then. */
    List<Freeze> at(Instant at) {
        return within(at, at.plus(Duration.ofNanos(1)));
    }
}
