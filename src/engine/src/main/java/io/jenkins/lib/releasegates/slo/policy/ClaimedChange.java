package io.jenkins.lib.releasegates.slo.policy;

import java.util.List;

/**
 * What somebody says that a release is, and what is known of it.
 *
 * @param changeClass the name of a class of the policy; empty where nothing is claimed
 * @param facts that may prove it
 */
public record ClaimedChange(String changeClass, List<ChangeFact> facts) {

    /** One of which nothing is claimed. */
    public static final ClaimedChange NONE = new ClaimedChange("", List.of());

    public ClaimedChange {
        facts = List.copyOf(facts);
    }
}
