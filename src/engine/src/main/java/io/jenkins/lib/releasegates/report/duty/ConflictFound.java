package io.jenkins.lib.releasegates.report.duty;

import java.util.List;

/**
 * A pair of duties that one person holds.
 *
 * @param person as the table of people calls them
 * @param administers whether they hold it only because they administer everything
 * @param guarded environments in which something keeps the two apart for each single release
 * @param open environments in which nothing does
 */
public record ConflictFound(
        Conflict conflict, String person, boolean administers, List<String> guarded, List<String> open) {

    public ConflictFound {
        guarded = List.copyOf(guarded);
        open = List.copyOf(open);
    }
}
