package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.ReadinessRecorded;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson.Kept;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.answer.UnreadableEventException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people have said about the readiness of services, as the trail knows it: found by service and checklist without reading anything else, in whatever
 * build or on whatever page it was said. Nothing is passed over: an entry that can't be read is an error, since it could have been a no. Thread-safe.
 */
public final class RecordedReadiness {

    private final Store store;
    private final Ledger ledger;

    RecordedReadiness(Store store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * An event and what is still known of who brought it about.
     *
     * @param entry that it stands in
     * @param people clear values that are still kept, each what the entry commits to
     */
    public record Said(TrailEntry entry, ReadinessEvent event, People people) {}

    /**
     * Records an event; durable on return.
     *
     * @param event its id and its commitments are made up here, and what it was given is left aside
     * @param subject the build that it is from; {@link EntrySubject#ledger()} for what is said outside of builds
     * @param actor who says it, or by whom the check came about
     * @throws IllegalArgumentException when the event names another account than the actor's
     */
    public Said record(ReadinessEvent event, EntrySubject subject, Actor actor) throws LedgerException {
        Kept kept = ReadinessEventJson.write(event);
        boolean said = ReadinessRecorded.SAID.contains(kept.kind());
        if (said && (actor.id().isBlank() || !actor.id().equals(kept.clear().get(ReadinessEventJson.ACTOR)))) {
            throw new IllegalArgumentException("Only who says it answers, and nobody in particular can't");
        }
        Map<String, String> typed = new TreeMap<>(kept.clear());
        typed.remove(ReadinessEventJson.ACTOR);
        TrailEntry entry = ledger.record(
                ReadinessRecorded.of(event), subject, actor, typed, event.head().at());
        return said(entry);
    }

    /**
     * All that was said and seen, in the order of the record.
     *
     * @throws LedgerException when one of it can't be read
     */
    public List<Said> all(String service, String checklist) throws LedgerException {
        try {
            List<Place> places =
                    new ArrayList<>(store.places(EntryKeys.readiness(service, checklist), Integer.MAX_VALUE));
            Collections.reverse(places);
            List<Said> all = new ArrayList<>();
            for (Place place : places) {
                for (TrailEntry entry : store.entries(place)) {
                    all.add(about(service, checklist, entry));
                }
            }
            return all;
        } catch (IOException e) {
            throw ledger.notRead(e);
        }
    }

    /**
     * What stands of it.
     *
     * @param aliases which accounts are one person
     * @throws LedgerException when one of the events can't be read
     */
    public ReadinessState state(String service, String checklist, PersonAliases aliases) throws LedgerException {
        List<ReadinessEvent> events =
                all(service, checklist).stream().map(Said::event).toList();
        return ReadinessState.of(service, checklist, aliases, events);
    }

    private Said about(String service, String checklist, TrailEntry entry) throws LedgerException {
        if (!ReadinessRecorded.isKind(entry.kind())) {
            throw misplaced(entry);
        }
        Said said = said(entry);
        ReadinessEvent.Head head = said.event().head();
        if (!head.service().equals(service) || !head.checklist().equals(checklist)) {
            throw misplaced(entry);
        }
        return said;
    }

    private static LedgerException misplaced(TrailEntry entry) {
        return new LedgerException(
                "Entry " + entry.id()
                        + " stands where one about the readiness of this service was written, and is about something else; `release-gates verify` lists all that is wrong");
    }

    private Said said(TrailEntry entry) throws LedgerException {
        try {
            People people = HeldPeople.of(ledger, entry);
            Kept kept = new Kept(entry.kind(), entry.body().toString(), people.values());
            return new Said(entry, ReadinessEventJson.read(entry.id(), entry.at(), actor(entry), kept), people);
        } catch (UnreadableEventException | IllegalArgumentException e) {
            throw new LedgerException(
                    "Entry " + entry.id() + " says something about readiness that can't be read: " + e.getMessage(), e);
        }
    }

    /** What the entry calls who acted by. */
    private static Digest actor(TrailEntry entry) {
        return Digest.parse(entry.body().path("people").path(People.ACTOR_ID).asText());
    }
}
