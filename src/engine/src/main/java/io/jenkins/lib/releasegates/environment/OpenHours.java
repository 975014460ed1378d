package io.jenkins.lib.releasegates.environment;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of some days of the week, such as {@code Mon-Fri 09:00-17:00}; local time of the environment's time zone. Hours that end at or before
 * they begin reach into the next day. The first minute counts, the last one doesn't.
 *
 * @param text as the owner wrote it
 */
record OpenHours(String text, Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    static final String ALLOWED =
            "days and hours such as Mon-Fri 09:00-17:00, Sat,Sun 22:00-04:00 or Mon-Sun 00:00-24:00";

    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final Pattern FORM =
            Pattern.compile("(" + DAY + "(?:[-,]" + DAY + "){0,6}) +([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
    private static final List<String> NAMES = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    OpenHours {
        days = Set.copyOf(days);
    }

    /** Reads them; empty when the text has another form. */
    static Optional<OpenHours> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime from = LocalTime.parse(form.group(2));
            String end = form.group(3);
            LocalTime to = end.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(end);
            return days(form.group(1)).map(days -> new OpenHours(text, days, from, to));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<DayOfWeek>> days(String text) {
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",")) {
            String[] ends = part.split("-");
            if (ends.length > 2) {
                return Optional.empty();
            }
            int first = NAMES.indexOf(ends[0]);
            int last = NAMES.indexOf(ends[ends.length - 1]);
            for (int i = first; ; i = (i + 1) % NAMES.size()) {
                days.add(DayOfWeek.of(i + 1));
                if (i == last) {
                    break;
                }
            }
        }
        return Optional.of(days);
    }

    /** Whether it is open then, in the local time of the environment. */
    boolean contains(ZonedDateTime at) {
        LocalTime time = at.toLocalTime();
        LocalDate day = at.toLocalDate();
        if (from.isBefore(to)) {
            return days.contains(day.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return days.contains(day.getDayOfWeek()) && !time.isBefore(from)
                || days.contains(day.minusDays(1).getDayOfWeek()) && time.isBefore(to);
    }

    /** The instants of that day and the next at which something may change. */
    List<ZonedDateTime> edges(ZonedDateTime day) {
        return List.of(
                day.toLocalDate().atTime(from).atZone(day.getZone()),
                day.toLocalDate().atTime(to).atZone(day.getZone()),
                day.toLocalDate().plusDays(1).atTime(to).atZone(day.getZone()));
    }

    @Override
    public String toString() {
        return text;
    }
}
