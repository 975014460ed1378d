package io.jenkins.lib.releasegates.environment;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as owners write them: a whole number with m, h or d. */
final class OwnersDuration {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

    private OwnersDuration() {}

    /** The duration; empty when the text is none, or it is longer than that. */
    static Optional<Duration> read(String text, Duration longest) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        return time.compareTo(longest) > 0 ? Optional.empty() : Optional.of(time);
    }

    /** What is allowed, for messages. */
    static String allowed(Duration longest) {
        return "a whole number with m, h or d, such as 30m, 24h or 7d, and at most " + longest.toDays() + "d";
    }
}
