package io.jenkins.lib.releasegates.statement.admission;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody demands before an artifact passes.
 *
 * @param artifact with the digest that was computed here, from the file itself
 * @param keys whoever holds one of these is believed, whatever he signs
 * @param now the one instant of this check
 * @param maxAge how long ago the decision may have been made
 * @param revocations where it is looked up whether the decision was revoked; empty admits nothing
 * @param policies digests of the policies that are accepted; empty accepts each
 * @param environment the environment that the decision has to be made for
 * @param verifier the id of the only verifier that is accepted
 * @param resourceUri the only address of the artifact that is accepted
 * @param rehearsals whether a rehearsal will do
 */
public record Requirement(
        Artifact artifact,
        List<EnvelopeKey> keys,
        Instant now,
        Duration maxAge,
        Optional<RevocationSource> revocations,
        Set<Digest> policies,
        Optional<String> environment,
        Optional<String> verifier,
        Optional<String> resourceUri,
        boolean rehearsals) {

    public Requirement {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("Nothing is younger than " + maxAge);
        }
        keys = List.copyOf(keys);
        policies = Set.copyOf(policies);
    }

    /** A decision of any policy, for any environment or none; no rehearsal. */
    public static Requirement of(
            Artifact artifact,
            List<EnvelopeKey> keys,
            Instant now,
            Duration maxAge,
            Optional<RevocationSource> revocations) {
        return new Requirement(
                artifact,
                keys,
                now,
                maxAge,
                revocations,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same, by one of these policies only. */
    public Requirement byPolicy(Set<Digest> accepted) {
        return new Requirement(
                artifact, keys, now, maxAge, revocations, accepted, environment, verifier, resourceUri, rehearsals);
    }

    /** The same, for this environment only. */
    public Requirement forEnvironment(String name) {
        return new Requirement(
                artifact,
                keys,
                now,
                maxAge,
                revocations,
                policies,
                Optional.of(name),
                verifier,
                resourceUri,
                rehearsals);
    }

    /** The same, of this verifier only. */
    public Requirement byVerifier(String id) {
        return new Requirement(
                artifact,
                keys,
                now,
                maxAge,
                revocations,
                policies,
                environment,
                Optional.of(id),
                resourceUri,
                rehearsals);
    }

    /** The same, for an artifact at this address only. */
    public Requirement forResource(String uri) {
        return new Requirement(
                artifact,
                keys,
                now,
                maxAge,
                revocations,
                policies,
                environment,
                verifier,
                Optional.of(uri),
                rehearsals);
    }

    /** The same, and a rehearsal will do. */
    public Requirement orRehearsed() {
        return new Requirement(
                artifact, keys, now, maxAge, revocations, policies, environment, verifier, resourceUri, true);
    }
}
