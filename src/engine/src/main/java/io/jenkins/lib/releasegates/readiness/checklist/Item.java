package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One question.
 *
 * @param id unique in its checklist; answers belong to it
 * @param why what goes wrong where it isn't so
 * @param guidance how to find out; may be empty
 * @param tiers of services that it concerns, at least one
 * @param validFor how long an answer is good
 * @param role group whose members answer
 * @param evidenceRequired whether a yes needs a file or link
 * @param followUp whether a no can be accepted until a day
 * @param leastProvenance weakest that a check may have
 * @param check how it answers itself; empty where people attest it
 */
public record Item(
        String id,
        String question,
        String why,
        String guidance,
        ItemSeverity severity,
        Set<Integer> tiers,
        Duration validFor,
        String role,
        boolean evidenceRequired,
        boolean followUp,
        Provenance leastProvenance,
        Optional<Check> check) {

    public Item {
        tiers = Collections.unmodifiableSet(new TreeSet<>(tiers));
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("An item concerns at least one tier, found none in " + id);
        }
    }

    /** Whether it is asked for services of this tier. */
    public boolean concerns(int tier) {
        return tiers.contains(tier);
    }

    /**
     * What an answer is an answer to: question, guidance, role, check, demanded evidence and provenance. Severity, tiers, validity and the reason why it is
     * asked may change without asking again; they are always taken from the checklist of today.
     */
    public Digest digest() {
        return ItemJson.digest(this);
    }

    /** Whether people attest it. */
    public boolean isAttested() {
        return check.isEmpty();
    }
}
