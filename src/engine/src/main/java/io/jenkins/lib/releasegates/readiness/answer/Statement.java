package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody last said about an item, and has not taken back.
 *
 * @param id of the entry
 * @param by what the record calls them by
 * @param person empty where who it was was erased
 * @param evidence of a yes
 * @param expires when it ends, where that is before the item says
 * @param followUp of a no that is accepted until a day
 * @param confirmations of others that the item doesn't apply
 */
public record Statement(
        String id,
        Kind kind,
        Digest itemDigest,
        Instant at,
        Digest by,
        Optional<Person> person,
        List<GivenEvidence> evidence,
        Optional<Instant> expires,
        Optional<FollowUp> followUp,
        List<Confirmation> confirmations) {

    public Statement {
        evidence = List.copyOf(evidence);
        confirmations = List.copyOf(confirmations);
        if (followUp.isPresent() != (kind == Kind.FOLLOW_UP)) {
            throw new IllegalArgumentException("A " + kind + " with the follow-up " + followUp);
        }
    }

    /** What it says. */
    public enum Kind {
        YES,
        NO,
        NOT_APPLICABLE,
        FOLLOW_UP
    }

    /**
     * A no that is accepted.
     *
     * @param owner who will do it
     * @param due it isn't accepted from then on
     * @param since when it was first accepted; opening it anew doesn't begin anew
     */
    public record FollowUp(Typed owner, Instant due, Instant since) {}

    /** Somebody else agrees that the item doesn't apply. */
    public record Confirmation(String id, Instant at, Digest by, Person person) {}

    Statement with(Confirmation confirmation) {
        List<Confirmation> all = new ArrayList<>(confirmations);
        all.add(confirmation);
        return withConfirmations(all);
    }

    Statement without(String confirmation) {
        return withConfirmations(confirmations.stream()
                .filter(one -> !one.id.equals(confirmation))
                .toList());
    }

    private Statement withConfirmations(List<Confirmation> all) {
        return new Statement(id, kind, itemDigest, at, by, person, evidence, expires, followUp, all);
    }
}
