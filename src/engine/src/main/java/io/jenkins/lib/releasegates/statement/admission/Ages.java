package io.jenkins.lib.releasegates.statement.admission;

import java.time.Duration;
import java.time.Instant;

/** Whether something is too old, or of the future. */
final class Ages {

    /** How far the clock of the one who signs may be ahead of ours. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private Ages() {}

    /** A sentence, or nothing where all is well. */
    static String problem(String what, Instant at, Instant now, Duration maxAge) {
        Duration age = Duration.between(at, now);
        if (age.negated().compareTo(SKEW) > 0) {
            return what + " at " + at + ", which is in the future: here it is " + now + ", and a clock may be "
                    + words(SKEW) + " ahead.";
        }
        if (age.compareTo(maxAge) > 0) {
            return what + " at " + at + ", " + words(age) + " ago; at most " + words(maxAge) + " are allowed.";
        }
        return "";
    }

    static String words(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        if (duration.toMinutes() >= 120) {
            return duration.toHours() + " hours";
        }
        return duration.toSeconds() >= 120 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }
}
