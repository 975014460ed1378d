package io.jenkins.lib.releasegates.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * Which earlier run "new" and "delta" are told against, when neither this branch nor the target branch has one.
 *
 * @param reference the branch, or other name of runs, that is tried last
 * @param maxAge a baseline older than this counts as none
 * @param bootstrap whether a run without any baseline may be compared with nothing, once per job and reference
 */
public record BaselineRule(Optional<String> reference, Duration maxAge, boolean bootstrap) {

    /** Without a policy of its own: no further reference, 90 days, no bootstrap. */
    public static final BaselineRule DEFAULT = new BaselineRule(Optional.empty(), Duration.ofDays(90), false);
}
