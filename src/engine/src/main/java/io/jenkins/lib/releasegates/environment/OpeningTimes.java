package io.jenkins.lib.releasegates.environment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When an environment takes artifacts: in its hours, and never in a freeze.
 *
 * @param zone that the hours are meant in
 * @param hours without any it is always open
 * @param freezes win over hours
 */
public record OpeningTimes(ZoneId zone, List<OpenHours> hours, List<Freeze> freezes) {

    /** How far ahead it is looked for the next opening. */
    private static final int DAYS_AHEAD = 366;

    public OpeningTimes {
        hours = List.copyOf(hours);
        freezes = List.copyOf(freezes);
    }

    /** The freezes that hold then. */
    public List<Freeze> frozen(Instant at) {
        return freezes.stream().filter(freeze -> freeze.contains(at)).toList();
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
        TreeSet<Instant> edges = new TreeSet<>();
        freezes.forEach(freeze -> edges.add(freeze.until()));
        ZonedDateTime day = at.atZone(zone).minusDays(1);
        for (int i = 0; i <= DAYS_AHEAD; i++) {
            for (OpenHours open : hours) {
                open.edges(day.plusDays(i)).forEach(edge -> edges.add(edge.toInstant()));
            }
        }
        Instant end = at.atZone(zone).plusDays(DAYS_AHEAD).toInstant();
        return edges.tailSet(at, false).stream()
                .filter(edge -> edge.isBefore(end))
                .filter(this::isOpen)
                .findFirst();
    }

    /** The hours as the owner wrote them, with the zone. */
    public String words() {
        return hours.isEmpty()
                ? "at any time"
                : hours.stream().map(OpenHours::text).collect(Collectors.joining("; ")) + " (" + zone + ")";
    }

    /** Freezes that are still to come or hold, the next one first. */
    public List<Freeze> ahead(Instant at) {
        List<Freeze> ahead = new ArrayList<>(
                freezes.stream().filter(freeze -> freeze.until().isAfter(at)).toList());
        ahead.sort((left, right) -> left.from().compareTo(right.from()));
        return ahead;
    }
}
