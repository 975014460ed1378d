package io.jenkins.lib.releasegates.environment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When an environment takes artifacts: in its hours, and never in a freeze.
 *
 * @param zone that the hours are meant in
 * @param hours without any it is always open
 * @param freezes win over hours
 * @param calendar more of them, which may repeat
 */
public record OpeningTimes(ZoneId zone, List<OpenHours> hours, List<Freeze> freezes, FreezeCalendar calendar) {

    /** How far ahead it is looked for the next opening. */
    private static final int DAYS_AHEAD = 366;

    /** Freezes of a calendar that are shown ahead. */
    private static final int MOST_AHEAD = 20;

    /** Without a calendar. */
    public OpeningTimes(ZoneId zone, List<OpenHours> hours, List<Freeze> freezes) {
        this(zone, hours, freezes, FreezeCalendar.NONE);
    }

    public OpeningTimes {
        hours = List.copyOf(hours);
        freezes = List.copyOf(freezes);
    }

    /** The freezes that hold then. */
    public List<Freeze> frozen(Instant at) {
        return Stream.concat(freezes.stream().filter(freeze -> freeze.contains(at)), calendar.at(at).stream())
                .toList();
    }

    /** Whether that is in its hours, whatever is frozen. */
    public boolean inHours(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return hours.isEmpty() || hours.stream().anyMatch(open -> open.contains(local));
    }

    /** Whether it takes artifacts then. */
    public boolean isOpen(Instant at) {
        return inHours(at) && frozen(at).isEmpty();
    }

    /** When it takes artifacts again, from then on; empty when it won't within a year. */
    public Optional<Instant> opens(Instant at) {
        if (isOpen(at)) {
            return Optional.of(at);
        }
        Instant end = at.atZone(zone).plusDays(DAYS_AHEAD).toInstant();
        NavigableMap<Instant, Instant> closed = closed(at, end);
        TreeSet<Instant> edges = new TreeSet<>(closed.values());
        ZonedDateTime day = at.atZone(zone).minusDays(1);
        for (int i = 0; i <= DAYS_AHEAD; i++) {
            for (OpenHours open : hours) {
                open.edges(day.plusDays(i)).forEach(edge -> edges.add(edge.toInstant()));
            }
        }
        return edges.tailSet(at, false).stream()
                .filter(edge -> edge.isBefore(end))
                .filter(edge -> inHours(edge) && !holds(closed, edge))
                .findFirst();
    }

    /** What is frozen in that time, without overlaps: from the beginning of each to the end of it. */
    private NavigableMap<Instant, Instant> closed(Instant from, Instant until) {
        List<Freeze> all = new ArrayList<>(calendar.within(from, until));
        all.addAll(freezes);
        all.sort(Comparator.comparing(Freeze::from));
        NavigableMap<Instant, Instant> closed = new TreeMap<>();
        for (Freeze freeze : all) {
            Map.Entry<Instant, Instant> before = closed.lastEntry();
            if (before != null && !before.getValue().isBefore(freeze.from())) {
                if (before.getValue().isBefore(freeze.until())) {
                    closed.put(before.getKey(), freeze.until());
                }
            } else {
                closed.put(freeze.from(), freeze.until());
            }
        }
        return closed;
    }

    private static boolean holds(NavigableMap<Instant, Instant> closed, Instant at) {
        Map.Entry<Instant, Instant> before = closed.floorEntry(at);
        return before != null && at.isBefore(before.getValue());
    }

    /** The hours as the owner wrote them, with the zone. */
    public String words() {
        return hours.isEmpty()
                ? "at any time"
                : hours.stream().map(OpenHours::text).collect(Collectors.joining("; ")) + " (" + zone + ")";
    }

    /** Freezes that are still to come or hold, the next one first; of the calendar the next ones within a year. */
    public List<Freeze> ahead(Instant at) {
        List<Freeze> ahead = new ArrayList<>(
                freezes.stream().filter(freeze -> freeze.until().isAfter(at)).toList());
        Instant end = at.atZone(zone).plusDays(DAYS_AHEAD).toInstant();
        calendar.within(at, end).stream().limit(MOST_AHEAD).forEach(ahead::add);
        ahead.sort(Comparator.comparing(Freeze::from));
        return ahead;
    }
}
