package io.jenkins.lib.releasegates.evidence.finding;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule by which a scan left findings out of the count, and what became of it; hostile text, like all of a report.
 *
 * @param id over what it covers and until when; the same for the same rule, wherever it stands and whatever reason is given
 * @param by the name of the file that holds it
 * @param line where it begins there; 0 where nobody knows
 * @param covers what it covers, in words
 * @param reason empty when none was given
 * @param owner who answers for it; empty when nobody is named
 * @param until the day from which on it is over; empty when it never is
 */
public record SuppressionRule(
        Digest id, Use use, String by, int line, String covers, String reason, String owner, String until) {

    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 300;
    private static final int MAX_DAY = 40;

    /** What became of a rule. */
    public enum Use {
        /** It covered a finding. */
        USED,
        /** It covered none. */
        UNUSED,
        /** It is over, and wasn't applied. */
        EXPIRED;

        /** The use of that name; empty when there is none. */
        public static Optional<Use> of(String name) {
            for (Use use : values()) {
                if (use.name().equals(name)) {
                    return Optional.of(use);
                }
            }
            return Optional.empty();
        }

        /** As a person reads it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SuppressionRule {
        by = Bounds.text(by, MAX_NAME);
        covers = Bounds.text(covers, MAX_TEXT);
        reason = Bounds.text(reason, MAX_TEXT);
        owner = Bounds.text(owner, MAX_NAME);
        until = Bounds.text(until, MAX_DAY);
    }
}
