package io.jenkins.plugins.securityscan.database;

import io.jenkins.plugins.securityscan.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a database that is to be updated. */
final class DatabaseTroubles {

    /** What policies allow a database unless they say otherwise. */
    private static final Duration FRESH = Duration.ofHours(24);

    private static final int TOLD_AFTER = 3;

    private DatabaseTroubles() {}

    /** A sentence each. */
    static List<String> of(Optional<CurrentDatabase.Snapshot> current, UpdateHistory history, Instant now) {
        List<String> troubles = new ArrayList<>();
        boolean old =
                current.isPresent() && current.get().lastChecked().plus(FRESH).isBefore(now);
        if (old) {
            troubles.add(Messages.DatabaseTroubles_Old(current.get().lastChecked()));
        }
        if (current.isEmpty() && history.failures() > 0) {
            troubles.add(Messages.DatabaseTroubles_None());
        }
        if (history.failures() >= TOLD_AFTER) {
            troubles.add(Messages.DatabaseTroubles_Failures(history.failures()));
        }
        if (!troubles.isEmpty() && history.failures() > 0) {
            troubles.add(Messages.DatabaseTroubles_Last(history.words()));
        }
        return troubles;
    }
}
