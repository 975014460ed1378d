package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.evidence.Provenance;
import java.util.List;

/**
 * Something that is known of a change.
 *
 * @param values labels, tickets, or all paths that the change touches
 * @param provenance who vouches for it
 */
public record ChangeFact(Kind kind, List<String> values, Provenance provenance) {

    /** What it tells of the change. */
    public enum Kind {
        LABELS,
        TICKETS,
        PATHS
    }

    public ChangeFact {
        values = List.copyOf(values);
    }
}
