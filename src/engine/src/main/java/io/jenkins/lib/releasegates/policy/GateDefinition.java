package io.jenkins.lib.releasegates.policy;

import java.util.List;

/**
 * A named gate of a policy.
 *
 * @param name unique in its policy
 * @param criteria all of them must be met; never empty
 * @param criticality what happens to build and stage when it isn't passed
 * @param advisory evaluated, recorded and shown, but without a part in the decision
 */
public record GateDefinition(String name, List<Criterion> criteria, Criticality criticality, boolean advisory) {

    public GateDefinition {
        if (criteria.isEmpty()) {
            throw new IllegalArgumentException(
                    "Gate " + name + " has no criterion: it would pass by demanding nothing");
        }
        criteria = List.copyOf(criteria);
    }
}
