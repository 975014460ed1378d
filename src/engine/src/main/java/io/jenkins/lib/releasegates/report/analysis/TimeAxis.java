package io.jenkins.lib.releasegates.report.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** From instants to places in a {@link Drawing}. */
record TimeAxis(Instant from, Instant to) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    boolean holds(Instant at) {
        return !at.isBefore(from) && !at.isAfter(to);
    }

    double share(Instant at) {
        double all = Duration.between(from, to).toMillis();
        double passed = Duration.between(from, at).toMillis();
        return Math.max(0, Math.min(1, passed / all));
    }

    double x(Instant at) {
        return Drawing.LEFT + share(at) * (Drawing.RIGHT - Drawing.LEFT);
    }

    List<Drawing.Time> times() {
        DateTimeFormatter format = Duration.between(from, to).toDays() >= 3 ? DAY : HOUR;
        Instant middle = from.plus(Duration.between(from, to).dividedBy(2));
        return List.of(
                new Drawing.Time(Scale.text(Drawing.LEFT), "start", format.format(from)),
                new Drawing.Time(Scale.text(x(middle)), "middle", format.format(middle)),
                new Drawing.Time(Scale.text(Drawing.RIGHT), "end", format.format(to)));
    }
}
