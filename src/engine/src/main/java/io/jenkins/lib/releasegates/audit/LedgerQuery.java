package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.SearchKey;
import io.jenkins.lib.releasegates.audit.store.SearchKey.By;
import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody looks for in a ledger; everything that is given has to be so.
 *
 * @param job id of a job, or the full name that it had when it happened
 * @param artifact digest of a file that was decided about
 * @param environment name of an environment that it is about
 * @param person id of who acted, or who is named as an owner, as long as it is kept
 * @param kind kind of an event
 * @param from not earlier than this
 * @param to earlier than this
 */
public record LedgerQuery(
        Optional<String> job,
        Optional<Digest> artifact,
        Optional<String> environment,
        Optional<String> person,
        Optional<String> kind,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** Everything. */
    public static final LedgerQuery ALL = new LedgerQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same, of that job alone. */
    public LedgerQuery ofJob(String idOrName) {
        return new LedgerQuery(Optional.of(idOrName), artifact, environment, person, kind, from, to);
    }

    /** The same, about that artifact alone. */
    public LedgerQuery ofArtifact(Digest digest) {
        return new LedgerQuery(job, Optional.of(digest), environment, person, kind, from, to);
    }

    /** The same, about that environment alone. */
    public LedgerQuery ofEnvironment(String name) {
        return new LedgerQuery(job, artifact, Optional.of(name), person, kind, from, to);
    }

    /** The same, of that person alone. */
    public LedgerQuery ofPerson(String id) {
        return new LedgerQuery(job, artifact, environment, Optional.of(id), kind, from, to);
    }

    /** The same, of that kind alone. */
    public LedgerQuery ofKind(String name) {
        return new LedgerQuery(job, artifact, environment, person, Optional.of(name), from, to);
    }

    /** The same, of that instant or later alone. */
    public LedgerQuery notBefore(Instant instant) {
        return new LedgerQuery(job, artifact, environment, person, kind, Optional.of(instant), to);
    }

    /** What it is looked for by: the one of which there are fewest, as a rule, first. */
    List<SearchKey> keys() {
        List<SearchKey> keys = new ArrayList<>();
        artifact.ifPresent(digest -> keys.add(new SearchKey(By.ARTIFACT, digest.toString())));
        person.ifPresent(id -> keys.add(new SearchKey(By.PERSON, id)));
        environment.ifPresent(name -> keys.add(new SearchKey(By.ENVIRONMENT, name)));
        job.ifPresent(name -> keys.add(new SearchKey(By.JOB, name)));
        kind.ifPresent(name -> keys.add(new SearchKey(By.KIND, name)));
        return keys;
    }

    /** Whether the entry is one, as far as it tells itself: not by whom. */
    boolean fits(TrailEntry entry) {
        List<SearchKey> found = SearchKey.of(entry);
        return keys().stream().filter(key -> key.by() != By.PERSON).allMatch(found::contains)
                && from.filter(instant -> entry.at().isBefore(instant)).isEmpty()
                && to.filter(instant -> !entry.at().isBefore(instant)).isEmpty();
    }
}
