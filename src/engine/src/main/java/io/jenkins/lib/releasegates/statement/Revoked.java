package io.jenkins.lib.releasegates.statement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A decision that nobody may rely on any more.
 *
 * @param decision its id, {@code <origin>/<seq>}
 * @param at when it was revoked, in milliseconds
 */
public record Revoked(String decision, Instant at) {

    public Revoked {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
