package io.jenkins.lib.releasegates.scanner.result;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as results and snapshots write them: ISO 8601 in UTC, whole milliseconds. */
public final class Moment {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moment() {}

    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
