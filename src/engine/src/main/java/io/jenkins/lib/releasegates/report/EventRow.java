package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One event in a list: when, what, who, about what. Every text in it is hostile until it is escaped.
 *
 * @param record id of the entry
 * @param seq its number
 * @param kind as it stands in the entry
 * @param words what happened, a sentence
 * @param outcome of a gate or a decision
 * @param actor who acted; empty where the entry names nobody
 * @param job id of the job; empty where it is about none
 * @param jobName its full name at that moment; empty where it is about none
 * @param build id of the build; empty where it is about none
 * @param number of the build; 0 outside Jenkins, and where it is about none
 */
public record EventRow(
        String record,
        long seq,
        Instant at,
        String kind,
        String words,
        Optional<Verdict.Kind> outcome,
        Optional<AuditPage.Person> actor,
        String job,
        String jobName,
        String build,
        int number) {

    /** The row of an entry, with what is kept beside it. */
    public static EventRow of(Ledger ledger, TrailEntry entry) throws LedgerException {
        EventWords words = EventWords.of(ledger, entry);
        return new EventRow(
                entry.id(),
                entry.seq(),
                entry.at(),
                entry.kind(),
                words.words(),
                words.outcome(),
                person(entry, ledger.people(entry.seq())),
                entry.subject().path("job").asText(""),
                entry.subject().path("jobName").asText(""),
                entry.build(),
                entry.subject().path("number").asInt());
    }

    /** What it is about, as a person reads it. */
    public String about() {
        if (jobName.isEmpty()) {
            return "the ledger";
        }
        return number > 0 ? jobName + " #" + number : jobName;
    }

    private static Optional<AuditPage.Person> person(TrailEntry entry, People people) {
        String means = entry.body().at("/actor/means").asText("");
        if (means.isEmpty()) {
            return Optional.empty();
        }
        for (Actor.Means known : Actor.Means.values()) {
            if (known.name().equals(means)) {
                return Optional.of(new AuditPage.Person(people.actorId(), people.actorName(), known));
            }
        }
        return Optional.of(new AuditPage.Person(people.actorId(), people.actorName(), Actor.Means.UNKNOWN));
    }
}
