package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalJson;
import io.jenkins.lib.releasegates.approval.ApprovalJson.UnreadableApprovalException;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Ending;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalEnded;
import io.jenkins.lib.releasegates.audit.entry.ApprovalReminded;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requests for approval as the trail knows them. How a request stands is told from its entries; only how it began lies beside the trail, with the
 * build, and the entry that asks holds it to its digest. Whoever changes a request sees to it that nobody else does so at the same time.
 */
public final class Approvals {

    private final Ledger ledger;

    Approvals(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A request and how it stands.
     *
     * @param asked the entry that asks
     */
    public record Standing(TrailEntry asked, ApprovalRequest request) {

        /** What it is known by. */
        public String id() {
            return asked.id();
        }

        /** The same request after something has happened. */
        public Standing with(ApprovalRequest now) {
            return new Standing(asked, now);
        }
    }

    /** The form in which a request that nobody has answered yet is kept with its build. */
    public static String state(ApprovalRequest request) {
        return ApprovalJson.write(request);
    }

    /**
     * People are asked; durable on return. Its {@link #state} has to lie on the disk before.
     *
     * @throws IllegalArgumentException when the request doesn't wait, or is about something else than the event
     */
    public Standing ask(ApprovalAsked event, ApprovalRequest request, Subject subject, Actor actor)
            throws LedgerException {
        if (request.status() != Status.WAITING
                || !request.answers().isEmpty()
                || !request.content().digest().equals(event.content())) {
            throw new IllegalArgumentException("A request begins with a question, found " + request.status());
        }
        Map<String, String> typed = Map.of(
                ApprovalAsked.RULE,
                request.terms().rule().words(),
                ApprovalAsked.STATE,
                digest(state(request)).toString());
        return new Standing(ledger.record(event, EntrySubject.of(subject), actor, typed, request.askedAt()), request);
    }

    /** The newest request of that build for that environment; empty when there is none. */
    public Optional<TrailEntry> newest(String build, String environment) throws LedgerException {
        Optional<TrailEntry> newest = Optional.empty();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (entry.kind().equals(ApprovalAsked.KIND)
                    && entry.body().path("environment").path("name").asText().equals(environment)) {
                newest = Optional.of(entry);
            }
        }
        return newest;
    }

    /** All requests of that build, the first one first. */
    public List<TrailEntry> of(String build) throws LedgerException {
        return ledger.entriesOf(build).stream()
                .filter(entry -> entry.kind().equals(ApprovalAsked.KIND))
                .toList();
    }

    /**
     * How a request stands, by all that the trail tells of it.
     *
     * @param state what is kept with the build
     * @throws LedgerException when it isn't what was kept then, when it can't be understood, or when an answer isn't kept any more; nothing counts
     *     then
     */
    public Standing standing(TrailEntry asked, String state) throws LedgerException {
        String kept = HeldPeople.of(ledger, asked).value(ApprovalAsked.STATE).orElse("");
        if (!digest(state).toString().equals(kept)) {
            throw new LedgerException("request " + asked.id() + " isn't kept with its build as it was asked");
        }
        try {
            return new Standing(asked, replayed(ApprovalJson.read(state), asked));
        } catch (UnreadableApprovalException | IllegalArgumentException e) {
            throw new LedgerException("request " + asked.id() + " can't be read: " + e.getMessage(), e);
        }
    }

    private ApprovalRequest replayed(ApprovalRequest begun, TrailEntry asked) throws LedgerException {
        List<Answer> answers = new ArrayList<>();
        Status status = Status.WAITING;
        @Nullable Ending ending = null;
        for (TrailEntry entry : ledger.entriesOf(asked.build())) {
            if (!entry.body().path("request").asText().equals(asked.id())) {
                continue;
            }
            People people = HeldPeople.of(ledger, entry);
            @Nullable Event event = ledger.event(entry).orElse(null);
            if (event instanceof ApprovalAnswered answered) {
                Answer answer = answer(entry, answered, people);
                answers.add(answer);
                status = answered.status();
                ending = status == Status.WAITING
                        ? null
                        : new Ending(entry.at(), words(status) + " by " + answer.account() + ".");
            } else if (event instanceof ApprovalEnded ended) {
                status = ended.status();
                ending =
                        new Ending(entry.at(), people.value(ApprovalEnded.WORDS).orElse(words(status) + "."));
            } else {
                throw new LedgerException("it can't be told what entry " + entry.id() + " says of it");
            }
        }
        return new ApprovalRequest(
                begun.terms(),
                begun.content(),
                begun.exclusions(),
                begun.askedAt(),
                answers,
                status,
                Optional.ofNullable(ending));
    }

    private static Answer answer(TrailEntry entry, ApprovalAnswered answered, People people) throws LedgerException {
        String account = people.actorId().orElse("");
        if (account.isBlank()) {
            throw new LedgerException("it isn't kept any more whose answer " + entry.id() + " is");
        }
        Set<String> groups = new TreeSet<>();
        people.value(ApprovalAnswered.GROUPS)
                .orElse("")
                .lines()
                .filter(group -> !group.isEmpty())
                .forEach(groups::add);
        return new Answer(
                answered.answer(),
                account,
                answered.content(),
                people.value(ApprovalAnswered.REASON).orElse(""),
                entry.at(),
                groups,
                answered.reauthenticated());
    }

    private static String words(Status status) {
        return status == Status.REJECTED ? "Rejected" : status == Status.APPROVED ? "Completed" : "Ended";
    }

    /**
     * What was answered last in a request; durable on return.
     *
     * @param now with that answer
     */
    public Standing answered(Standing before, ApprovalRequest now, Actor actor) throws LedgerException {
        int given = now.answers().size();
        if (given != before.request().answers().size() + 1
                || !actor.id().equals(now.answers().get(given - 1).account())) {
            throw new IllegalArgumentException("One answer by the one who gave it, found " + given);
        }
        Answer last = now.answers().get(given - 1);
        ApprovalAsked asked = asked(before.asked());
        Map<String, String> typed = new HashMap<>();
        typed.put(ApprovalAnswered.REASON, last.reason());
        typed.put(ApprovalAnswered.GROUPS, String.join("\n", new TreeSet<>(last.groups())));
        ledger.record(
                new ApprovalAnswered(
                        asked.environment(),
                        before.id(),
                        asked.artifacts(),
                        asked.content(),
                        last.kind(),
                        now.status(),
                        last.reauthenticated()),
                EntrySubject.of(before.asked()),
                actor,
                typed,
                last.at());
        return before.with(now);
    }

    /** A request has come to an end without an answer that ends it; durable on return. */
    public Standing ended(Standing before, ApprovalRequest now, Actor actor) throws LedgerException {
        Ending ending =
                now.ending().orElseThrow(() -> new IllegalArgumentException("It has ended, found " + now.status()));
        if (!now.answers().equals(before.request().answers())) {
            throw new IllegalArgumentException(
                    "No other answers than before, found " + now.answers().size() + " instead of "
                            + before.request().answers().size());
        }
        ApprovalAsked asked = asked(before.asked());
        ledger.record(
                new ApprovalEnded(asked.environment(), before.id(), asked.artifacts(), now.status()),
                EntrySubject.of(before.asked()),
                actor,
                Map.of(ApprovalEnded.WORDS, ending.words()),
                ending.at());
        return before.with(now);
    }

    /** When people were reminded of a request last, or else were asked. */
    public Instant remindedAt(Standing standing) throws LedgerException {
        Instant last = standing.asked().at();
        for (TrailEntry entry : ledger.entriesOf(standing.asked().build())) {
            if (ledger.event(entry).orElse(null) instanceof ApprovalReminded reminded
                    && reminded.reminds().equals(standing.id())) {
                last = entry.at();
            }
        }
        return last;
    }

    /**
     * People are reminded of a request that waits; durable on return. How it stands stays as it is.
     *
     * @throws IllegalArgumentException when it doesn't wait
     */
    public TrailEntry reminded(Standing standing, Actor actor, Instant at) throws LedgerException {
        if (standing.request().status() != Status.WAITING) {
            throw new IllegalArgumentException(
                    "Nobody is missing, found " + standing.request().status());
        }
        ApprovalAsked asked = asked(standing.asked());
        return ledger.record(
                new ApprovalReminded(asked.environment(), standing.id(), asked.artifacts(), asked.deadline()),
                EntrySubject.of(standing.asked()),
                actor,
                Map.of(),
                at);
    }

    /** What the entry says that asks. */
    public ApprovalAsked asked(TrailEntry asked) throws LedgerException {
        if (ledger.event(asked).orElse(null) instanceof ApprovalAsked event) {
            return event;
        }
        throw new LedgerException("Entry " + asked.id() + " asks nobody");
    }

    private static Digest digest(String state) {
        return Digest.of(state.getBytes(StandardCharsets.UTF_8));
    }
}
