package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState.LastCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What stands about one item.
 *
 * @param statements the newest last
 * @param acceptedSince when a no was first accepted, by digest of the item
 */
record ItemState(List<Statement> statements, Optional<LastCheck> lastCheck, Map<Digest, Instant> acceptedSince) {

    static final ItemState NOTHING = new ItemState(List.of(), Optional.empty(), Map.of());

    ItemState {
        statements = List.copyOf(statements);
        acceptedSince = Map.copyOf(acceptedSince);
    }

    /** A person's statement in place of what they said before. */
    ItemState with(Statement statement) {
        List<Statement> all = new ArrayList<>();
        for (Statement earlier : statements) {
            boolean same = earlier.person().isPresent() && earlier.person().equals(statement.person());
            if (!same) {
                all.add(earlier);
            }
        }
        all.add(statement);
        return new ItemState(all, lastCheck, acceptedSince);
    }

    ItemState withCheck(LastCheck check) {
        return new ItemState(statements, Optional.of(check), acceptedSince);
    }

    Optional<Statement> statement(String id) {
        return statements.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The statement that this is a confirmation of. */
    Optional<Statement> confirmedBy(String id) {
        return statements.stream()
                .filter(one -> one.confirmations().stream()
                        .anyMatch(confirmation -> confirmation.id().equals(id)))
                .findFirst();
    }

    ItemState without(String id) {
        return new ItemState(
                statements.stream().filter(one -> !one.id().equals(id)).toList(), lastCheck, acceptedSince);
    }

    ItemState changed(String id, UnaryOperator<Statement> change) {
        return new ItemState(
                statements.stream()
                        .map(one -> one.id().equals(id) ? change.apply(one) : one)
                        .toList(),
                lastCheck,
                acceptedSince);
    }

    Instant acceptedSince(Digest itemDigest, Instant otherwise) {
        Instant since = acceptedSince.get(itemDigest);
        return since != null && since.isBefore(otherwise) ? since : otherwise;
    }

    ItemState acceptedAt(Digest itemDigest, Instant at) {
        Map<Digest, Instant> all = new TreeMap<>(acceptedSince);
        all.put(itemDigest, acceptedSince(itemDigest, at));
        return new ItemState(statements, lastCheck, all);
    }
}
