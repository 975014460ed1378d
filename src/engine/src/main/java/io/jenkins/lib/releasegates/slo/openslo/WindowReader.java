package io.jenkins.lib.releasegates.slo.openslo;

import static io.jenkins.lib.releasegates.slo.SloIssues.keys;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.slo.BudgetWindow;
import io.jenkins.lib.releasegates.slo.SloSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the one {@code timeWindow} of an SLO. */
final class WindowReader {

    private static final Set<String> WINDOW = keys("duration", "isRolling", "calendar");
    private static final Set<String> CALENDAR = keys("startTime", "timeZone");
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /**
     * A window and how long it is at most.
     *
     * @param most for months and years about
     */
    record Read(BudgetWindow window, Duration most) {}

    private WindowReader() {}

    static Optional<Read> read(Fields spec, Issues issues) {
        spec.require("timeWindow", "a list of one window");
        List<PolicyNode> windows = spec.items("timeWindow", 1);
        if (windows.isEmpty()) {
            if (spec.has("timeWindow") && issues.none()) {
                spec.issue("timeWindow", "no window", "a list of one window");
            }
            return Optional.empty();
        }
        Optional<Fields> fields =
                Fields.of(windows.get(0), Fields.pathOf(spec.path(), "timeWindow") + "[0]", WINDOW, issues);
        return fields.flatMap(WindowReader::window);
    }

    private static Optional<Read> window(Fields fields) {
        Optional<Shorthand> duration = duration(fields, "duration");
        boolean calendar = fields.has("calendar");
        boolean rolling = fields.flag("isRolling", false);
        if (rolling && calendar) {
            fields.issue("isRolling", "true together with calendar", "one of both");
            return Optional.empty();
        }
        if (!rolling && !calendar) {
            fields.issue(
                    "calendar",
                    "nothing",
                    "isRolling: true, or a calendar with startTime and timeZone, without which nobody knows when it"
                            + " begins");
            return Optional.empty();
        }
        if (duration.isPresent() && isTooShortOrLong(fields, duration.get())) {
            return Optional.empty();
        }
        return calendar ? calendar(fields, duration) : duration.flatMap(length -> rolling(fields, length));
    }

    private static boolean isTooShortOrLong(Fields fields, Shorthand duration) {
        if (duration.most().compareTo(SloSettings.SHORTEST) >= 0
                && duration.most().compareTo(SloSettings.LONGEST) <= 0) {
            return false;
        }
        fields.issue("duration", describe(fields), "1h to 366d (m are minutes, M are months)");
        return true;
    }

    private static Optional<Read> rolling(Fields fields, Shorthand duration) {
        if (duration.length().isEmpty()) {
            fields.issue(
                    "duration",
                    describe(fields) + " rolling",
                    "a whole number with m, h, d or w; months, quarters and years only with a calendar");
        }
        return duration.length().map(length -> new Read(new BudgetWindow.Rolling(length), length));
    }

    private static Optional<Read> calendar(Fields fields, Optional<Shorthand> duration) {
        Optional<Fields> calendar = fields.fields("calendar", CALENDAR);
        if (calendar.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDateTime> start = start(calendar.get());
        Optional<ZoneId> zone = zone(calendar.get());
        if (duration.isPresent() && !duration.get().isOfCalendar()) {
            fields.issue(
                    "duration", describe(fields), "a whole number with d, w, M, Q or Y (m are minutes, M are months)");
            return Optional.empty();
        }
        return duration.isEmpty() || start.isEmpty() || zone.isEmpty()
                ? Optional.empty()
                : Optional.of(new Read(
                        new BudgetWindow.Calendar(
                                start.get(),
                                zone.get(),
                                duration.get().amount(),
                                duration.get().unit()),
                        duration.get().most()));
    }

    private static Optional<LocalDateTime> start(Fields calendar) {
        String allowed = "a time such as 2026-01-21 12:30:00";
        Optional<PolicyNode.Scalar> text =
                calendar.require("startTime", allowed).flatMap(node -> calendar.scalar("startTime", allowed));
        try {
            return text.map(scalar -> LocalDateTime.parse(scalar.text(), START));
        } catch (DateTimeException e) {
            calendar.issue("startTime", text.map(Issues::describe).orElse(""), allowed);
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Fields calendar) {
        String allowed = "a name of the IANA time zone database, such as America/New_York";
        Optional<PolicyNode.Scalar> text =
                calendar.require("timeZone", allowed).flatMap(node -> calendar.scalar("timeZone", allowed));
        if (text.isPresent()
                && !ZoneId.getAvailableZoneIds().contains(text.get().text())) {
            calendar.issue("timeZone", Issues.describe(text.get()), allowed);
            return Optional.empty();
        }
        return text.map(scalar -> ZoneId.of(scalar.text()));
    }

    /** The duration under a key; one in another form is an issue. */
    static Optional<Shorthand> duration(Fields fields, String key) {
        String allowed = "a whole number with m, h, d, w, M, Q or Y, such as 4w";
        Optional<PolicyNode.Scalar> text = fields.require(key, allowed).flatMap(node -> fields.scalar(key, allowed));
        Optional<Shorthand> duration = text.flatMap(scalar -> Shorthand.of(scalar.text()));
        if (text.isPresent() && duration.isEmpty()) {
            fields.issue(key, Issues.describe(text.get()), allowed);
        }
        return duration;
    }

    private static String describe(Fields fields) {
        return fields.get("duration").map(Issues::describe).orElse("nothing");
    }
}
