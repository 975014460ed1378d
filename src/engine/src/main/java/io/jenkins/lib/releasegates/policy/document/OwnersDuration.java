package io.jenkins.lib.releasegates.policy.document;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as owners write them: a whole number with m, h or d, and where it is to be that exact, with s. */
public final class OwnersDuration {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private OwnersDuration() {}

    /** The duration; empty when the text is none, it is in seconds, or it is longer than that. */
    public static Optional<Duration> read(String text, Duration longest) {
        return text.endsWith("s") ? Optional.empty() : readExact(text, longest);
    }

    /** The duration, which may be in seconds; empty when the text is none, or it is longer than that. */
    public static Optional<Duration> readExact(String text, Duration longest) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        return time.compareTo(longest) > 0 ? Optional.empty() : Optional.of(time);
    }

    /** What {@link #read} allows, for messages. */
    public static String allowed(Duration longest) {
        return "a whole number with m, h or d, such as 30m, 24h or 7d, and at most " + longest.toDays() + "d";
    }

    /** What {@link #readExact} allows, for messages. */
    public static String allowedExact(Duration longest) {
        return "a whole number with s, m, h or d, such as 30s, 5m or 1h, and at most " + longest.toDays() + "d";
    }
}
