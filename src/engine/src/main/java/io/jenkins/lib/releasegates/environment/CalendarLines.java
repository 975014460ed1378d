package io.jenkins.lib.releasegates.environment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Where things stand in the text of a calendar, for messages; a line that goes on in the next one begins that with a blank. */
final class CalendarLines {

    private final List<String> lines;
    private final List<Integer> events = new ArrayList<>();

    CalendarLines(String text) {
        lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (is(i, "BEGIN:VEVENT")) {
                events.add(i);
            }
        }
    }

    private boolean is(int line, String text) {
        return lines.get(line).strip().equalsIgnoreCase(text);
    }

    /** How many events begin. */
    int events() {
        return events.size();
    }

    /** How many calendars begin. */
    long calendars() {
        return lines.stream()
                .filter(line -> line.strip().equalsIgnoreCase("BEGIN:VCALENDAR"))
                .count();
    }

    /** The 1-based line of an END that ends nothing, or the last one where a BEGIN has no end; 0 where each has its own. */
    int unbalanced() {
        Deque<String> open = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip().toUpperCase(Locale.ROOT);
            if (line.startsWith("BEGIN:")) {
                open.push(line.substring("BEGIN:".length()));
            } else if (line.startsWith("END:")
                    && !line.substring("END:".length()).equals(open.poll())) {
                return i + 1;
            }
        }
        return open.isEmpty() ? 0 : lines.size();
    }

    /** The 1-based line of a property of an event, or else of the event. */
    int of(int event, String property) {
        int begin = events.get(event);
        for (int i = begin + 1; i < lines.size() && !is(i, "END:VEVENT"); i++) {
            String line = lines.get(i).toUpperCase(Locale.ROOT);
            if (line.startsWith(property + ":") || line.startsWith(property + ";")) {
                return i + 1;
            }
        }
        return begin + 1;
    }
}
