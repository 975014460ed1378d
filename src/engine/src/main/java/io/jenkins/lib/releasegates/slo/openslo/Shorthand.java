package io.jenkins.lib.releasegates.slo.openslo;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenSLO's duration-shorthand: {@code 5m}, {@code 4w}, {@code 1M}. Upper and lower case differ: {@code m} are minutes, {@code M} months.
 *
 * @param unit minutes, hours, days, weeks, months or years; a quarter is three months
 */
record Shorthand(int amount, ChronoUnit unit) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([mhdwMQY])");

    static Optional<Shorthand> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2).charAt(0)) {
                    case 'm' -> new Shorthand(amount, ChronoUnit.MINUTES);
                    case 'h' -> new Shorthand(amount, ChronoUnit.HOURS);
                    case 'd' -> new Shorthand(amount, ChronoUnit.DAYS);
                    case 'w' -> new Shorthand(amount, ChronoUnit.WEEKS);
                    case 'M' -> new Shorthand(amount, ChronoUnit.MONTHS);
                    case 'Q' -> new Shorthand(3 * amount, ChronoUnit.MONTHS);
                    default -> new Shorthand(amount, ChronoUnit.YEARS);
                });
    }

    /** How long it is; empty for months and years, which aren't all of the same length. */
    Optional<Duration> length() {
        return unit == ChronoUnit.MONTHS || unit == ChronoUnit.YEARS
                ? Optional.empty()
                : Optional.of(unit.getDuration().multipliedBy(amount));
    }

    /** How long it is about: months of 31 days, years of 366. */
    Duration most() {
        return length().orElse(Duration.ofDays(amount * (unit == ChronoUnit.MONTHS ? 31L : 366L)));
    }

    /** Whether periods of the calendar can have this length. */
    boolean isOfCalendar() {
        return unit.compareTo(ChronoUnit.DAYS) >= 0;
    }
}
