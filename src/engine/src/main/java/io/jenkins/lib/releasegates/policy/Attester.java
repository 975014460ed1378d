package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whose signed statements count, and for what.
 *
 * @param name for people; unique in its policy
 * @param keys at least one; a statement has to be signed by one of them
 * @param accepts what may be said; other statements with such a signature are passed over
 * @param builders ids of builders that a provenance may name
 * @param verifiers ids of verifiers that a verification summary may name
 * @param levels that a verification summary has to verify, all of them
 * @param resources that a verification summary may be about; empty when any will do
 * @param maxAge how old a statement may be; empty when any age will do
 */
public record Attester(
        String name,
        List<EnvelopeKey> keys,
        Set<StatementKind> accepts,
        Set<String> builders,
        Set<String> verifiers,
        Set<String> levels,
        Set<String> resources,
        Optional<Duration> maxAge) {

    /** Attesters that a policy may have. */
    public static final int MAX = 20;

    public Attester {
        keys = List.copyOf(keys);
        accepts = Set.copyOf(accepts);
        builders = Set.copyOf(builders);
        verifiers = Set.copyOf(verifiers);
        levels = Set.copyOf(levels);
        resources = Set.copyOf(resources);
    }
}
