package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.policy.Policy;
import java.util.Optional;

/**
 * A place that artifacts go to, with all that its owner demands. Only {@link EnvironmentValidation} makes one.
 *
 * @param name what the record calls it by: the name that pipelines use, behind the folder that it is of
 * @param after the environment that an artifact has to have been deployed in before
 * @param policy what is demanded of the evidence
 * @param approval who has to approve; empty where nobody has to
 * @param waivers what may be let through although it doesn't pass
 * @param health what is asked of the running service at that moment
 * @param rules over everything here but the times; a decision holds for these rules and no others
 */
public record Environment(
        String name,
        Optional<String> after,
        Policy policy,
        Entrance entrance,
        OpeningTimes times,
        Optional<ApprovalDemand> approval,
        WaiverRules waivers,
        HealthDemand health,
        Digest rules) {}
