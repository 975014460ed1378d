package io.jenkins.lib.releasegates.policy;

import java.time.Duration;

/**
 * What a scan has to be like to be believed.
 *
 * @param maxDatabaseAge vulnerabilities that were looked up in a database that was last checked longer ago count as unknown
 */
public record ScanRule(Duration maxDatabaseAge) {

    /** Without a policy of its own: 24 hours. */
    public static final ScanRule DEFAULT = new ScanRule(Duration.ofHours(24));
}
