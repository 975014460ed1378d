package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState.LastCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What stands about one item.
 *
 * @param statements the newest last
 * @param promises that were given and not yet kept, by digest of the item
 */
record ItemState(List<Statement> statements, Optional<LastCheck> lastCheck, Map<Digest, Promise> promises) {

    static final ItemState NOTHING = new ItemState(List.of(), Optional.empty(), Map.of());

    ItemState {
        statements = List.copyOf(statements);
        promises = Map.copyOf(promises);
    }

    /**
     * A no was accepted until a day, once or more often.
     *
     * @param since the first time
     * @param due the earliest of the days
     * @param by who accepted it
     */
    record Promise(Instant since, Instant due, Set<Person> by) {
        Promise {
            by = Set.copyOf(by);
        }
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
        return new ItemState(all, lastCheck, promises);
    }

    ItemState withCheck(LastCheck check) {
        return new ItemState(statements, Optional.of(check), promises);
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
                statements.stream().filter(one -> !one.id().equals(id)).toList(), lastCheck, promises);
    }

    ItemState changed(String id, UnaryOperator<Statement> change) {
        return new ItemState(
                statements.stream()
                        .map(one -> one.id().equals(id) ? change.apply(one) : one)
                        .toList(),
                lastCheck,
                promises);
    }

    /** One more acceptance; it neither begins anew nor moves the first day. */
    ItemState promised(Digest itemDigest, Instant at, Instant due, Optional<Person> person) {
        Promise earlier = promises.getOrDefault(itemDigest, new Promise(at, due, Set.of()));
        Set<Person> by = new HashSet<>(earlier.by());
        person.ifPresent(by::add);
        Instant since = at.isBefore(earlier.since()) ? at : earlier.since();
        Map<Digest, Promise> all = new HashMap<>(promises);
        all.put(itemDigest, new Promise(since, due.isBefore(earlier.due()) ? due : earlier.due(), by));
        return new ItemState(statements, lastCheck, all);
    }

    /** A yes keeps what was promised, where somebody says so who didn't accept the no. */
    ItemState kept(Digest itemDigest, Person person) {
        Promise promise = promises.get(itemDigest);
        if (promise == null || promise.by().contains(person)) {
            return this;
        }
        Map<Digest, Promise> all = new HashMap<>(promises);
        all.remove(itemDigest);
        return new ItemState(statements, lastCheck, all);
    }
}
