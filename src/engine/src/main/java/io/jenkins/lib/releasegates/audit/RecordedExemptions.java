package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.StandingExemption.State;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered.Answer;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered.What;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Exemptions;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Waivers and broken glass as the trail knows them. How one stands is told by the trail alone; who may answer is told by whoever asks. Whoever changes
 * one sees to it that nobody else does so at the same time.
 */
public final class RecordedExemptions implements Exemptions {

    /** Entries about one artifact that are looked at; an exception behind them doesn't count. */
    private static final int LOOKED_AT = 500;

    private final Ledger ledger;

    RecordedExemptions(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Somebody asks; durable on return.
     *
     * @param refused the decision that the exception is from
     * @param ticket may be empty
     */
    public StandingExemption ask(
            ExemptionAsked event, TrailEntry refused, Actor actor, String reason, String ticket, Instant at)
            throws LedgerException {
        if (!refused.id().equals(event.decision())) {
            throw new IllegalArgumentException("An exception from " + event.decision() + ", found " + refused.id());
        }
        TrailEntry asked = ledger.record(
                event,
                EntrySubject.of(refused),
                actor,
                Map.of(ExemptionAsked.REASON, reason, ExemptionAsked.TICKET, ticket),
                at);
        return new StandingExemption(asked, event, State.ASKED, List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Why that account can't answer so, a sentence; empty when it can. Only another person grants, and refuses, what somebody has asked for.
     *
     * @param aliases which accounts are one person
     */
    public Optional<String> objection(StandingExemption standing, Answer answer, String account, PersonAliases aliases)
            throws LedgerException {
        boolean open = standing.state() == State.ASKED;
        if (answer == Answer.WITHDRAWN) {
            return open || standing.state() == State.GRANTED
                    ? Optional.empty()
                    : Optional.of("It " + standing.state().words() + ", so there is nothing to withdraw.");
        }
        if (!open) {
            return Optional.of("It " + standing.state().words() + " already.");
        }
        return isAnother(standing.asked(), account, aliases);
    }

    /** Account of the one who asked for it; empty when that isn't kept any more. */
    public Optional<String> asker(String id, Instant now) throws LedgerException {
        Optional<StandingExemption> standing = standing(id, now);
        return standing.isPresent()
                ? HeldPeople.of(ledger, standing.get().asked()).actorId().filter(account -> !account.isBlank())
                : Optional.empty();
    }

    /** Accounts of all who have asked for it and answered, in their order; an empty one for each of whom that isn't kept any more. */
    public List<String> involved(StandingExemption standing) throws LedgerException {
        List<String> accounts = new ArrayList<>();
        accounts.add(HeldPeople.of(ledger, standing.asked()).actorId().orElse(""));
        for (TrailEntry answer : standing.answers()) {
            accounts.add(HeldPeople.of(ledger, answer).actorId().orElse(""));
        }
        return accounts;
    }

    /** Whether that person acted in an entry; not when it isn't kept any more who did. */
    public boolean isBy(TrailEntry entry, String account, PersonAliases aliases) throws LedgerException {
        String actor = HeldPeople.of(ledger, entry).actorId().orElse("");
        return !actor.isBlank() && aliases.ofAccount(actor).equals(aliases.ofAccount(account));
    }

    private Optional<String> isAnother(TrailEntry entry, String account, PersonAliases aliases) throws LedgerException {
        String other = HeldPeople.of(ledger, entry).actorId().orElse("");
        if (other.isBlank()) {
            return Optional.of("It isn't kept any more who acted in " + entry.id()
                    + ", so nobody can tell that you are somebody else.");
        }
        return isBy(entry, account, aliases)
                ? Optional.of("Another person has to answer than the one who asked.")
                : Optional.empty();
    }

    /**
     * An answer; durable on return.
     *
     * @param until it counts until then; only where it is granted
     * @throws IllegalArgumentException when it {@linkplain #objection can't be answered so}
     */
    public StandingExemption answer(
            StandingExemption standing,
            Answer answer,
            Optional<Instant> until,
            Actor actor,
            PersonAliases aliases,
            String reason,
            Instant at)
            throws LedgerException {
        Optional<String> objection = objection(standing, answer, actor.id(), aliases);
        if (objection.isPresent() || actor.id().isBlank()) {
            throw new IllegalArgumentException(objection.orElse("Nobody in particular can't answer"));
        }
        ExemptionAsked event = standing.event();
        ledger.record(
                new ExemptionAnswered(
                        what(event), event.environment(), standing.id(), event.artifacts(), answer, until),
                EntrySubject.of(standing.asked()),
                actor,
                Map.of(ExemptionAnswered.REASON, reason),
                at);
        return standing(standing.asked(), event, at);
    }

    /** Why that account can't review broken glass, a sentence; empty when it can. Neither of the two who broke it does. */
    public Optional<String> objectionToReview(StandingExemption standing, String account, PersonAliases aliases)
            throws LedgerException {
        if (!standing.lacksReview()) {
            return Optional.of("There is nothing to review.");
        }
        List<TrailEntry> involved = new ArrayList<>(List.of(standing.asked()));
        involved.addAll(standing.answers());
        for (TrailEntry entry : involved) {
            // Of whom it isn't kept any more who they were, nobody can tell; a review is wanted all the same.
            if (isBy(entry, account, aliases)) {
                return Optional.of("Whoever has broken the glass, or stopped that, doesn't review it.");
            }
        }
        return Optional.empty();
    }

    /**
     * What came of a review; durable on return.
     *
     * @throws IllegalArgumentException when they {@linkplain #objectionToReview can't review it}
     */
    public StandingExemption review(
            StandingExemption standing,
            BreakGlassReviewed.Finding finding,
            Actor actor,
            PersonAliases aliases,
            String reason,
            Instant at)
            throws LedgerException {
        Optional<String> objection = objectionToReview(standing, actor.id(), aliases);
        if (objection.isPresent() || actor.id().isBlank()) {
            throw new IllegalArgumentException(objection.orElse("Nobody in particular can't review"));
        }
        ExemptionAsked event = standing.event();
        ledger.record(
                new BreakGlassReviewed(event.environment(), standing.id(), event.artifacts(), finding),
                EntrySubject.of(standing.asked()),
                actor,
                Map.of(BreakGlassReviewed.REASON, reason),
                at);
        return standing(standing.asked(), event, at);
    }

    /** Takes back every decision that relies on an exception which was withdrawn, so that statements about them don't admit any more either. */
    public void revokeWhatReliesOn(StandingExemption withdrawn, Actor actor, Instant at) throws LedgerException {
        ExemptionAsked event = withdrawn.event();
        LedgerQuery query = LedgerQuery.ALL
                .ofEnvironment(event.environment())
                .ofArtifact(event.artifacts().get(0).digest())
                .ofKind(Event.DecisionMade.KIND);
        for (TrailEntry entry : ledger.find(query, Long.MAX_VALUE, LOOKED_AT).entries()) {
            if (entry.seq() > withdrawn.asked().seq()
                    && ledger.event(entry).orElse(null) instanceof Event.DecisionMade made
                    && made.effect().admits()
                    && made.gates().stream()
                            .anyMatch(gate ->
                                    gate.waiver().filter(withdrawn.id()::equals).isPresent())) {
                ledger.revocations()
                        .revoke(entry.id(), actor, "The exception " + withdrawn.id() + " was withdrawn.", at);
            }
        }
    }

    /** How the exception stands at that moment which that entry has asked for; empty when the ledger has no such one, or it isn't kept in full. */
    public Optional<StandingExemption> standing(String id, Instant now) throws LedgerException {
        Optional<TrailEntry> entry = ledger.entryOf(id);
        return entry.isPresent() ? standing(entry.get(), now) : Optional.empty();
    }

    private Optional<StandingExemption> standing(TrailEntry entry, Instant now) throws LedgerException {
        return ledger.event(entry).orElse(null) instanceof ExemptionAsked event
                ? Optional.of(standing(entry, event, now))
                : Optional.empty();
    }

    private StandingExemption standing(TrailEntry asked, ExemptionAsked event, Instant now) throws LedgerException {
        List<TrailEntry> answers = new ArrayList<>();
        Optional<TrailEntry> review = Optional.empty();
        Optional<Instant> until = Optional.empty();
        State state = State.ASKED;
        for (TrailEntry entry : ledger.entriesOf(asked.build())) {
            if (entry.seq() <= asked.seq() || !isAbout(entry, asked.id())) {
                continue;
            }
            if (entry.kind().equals(BreakGlassReviewed.KIND)) {
                review = Optional.of(entry);
            } else if (ledger.event(entry).orElse(null) instanceof ExemptionAnswered answer) {
                answers.add(entry);
                state = after(state, answer.answer());
                until = until.or(answer::until);
            } else {
                throw new LedgerException("it can't be told what entry " + entry.id() + " says of it");
            }
        }
        Instant end = until.orElse(event.open());
        boolean over = (state == State.ASKED || state == State.GRANTED) && !now.isBefore(end);
        return new StandingExemption(asked, event, over ? State.EXPIRED : state, answers, review, until);
    }

    /** The first answer decides; after that it can only be withdrawn. */
    private static State after(State before, Answer answer) {
        return switch (answer) {
            case GRANTED -> before == State.ASKED ? State.GRANTED : before;
            case REFUSED -> before == State.ASKED ? State.REFUSED : before;
            case WITHDRAWN -> State.WITHDRAWN;
        };
    }

    private static boolean isAbout(TrailEntry entry, String id) {
        for (What what : What.values()) {
            if (entry.body().path(what.member()).asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static What what(ExemptionAsked event) {
        return event instanceof WaiverAsked ? What.WAIVER : What.BREAK_GLASS;
    }

    /** All that was asked for in that build, the newest first. */
    public List<StandingExemption> of(String build, Instant now) throws LedgerException {
        List<StandingExemption> all = new ArrayList<>();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (entry.kind().equals(WaiverAsked.KIND) || entry.kind().equals(BreakGlassAsked.KIND)) {
                standing(entry, now).ifPresent(standing -> all.add(0, standing));
            }
        }
        return all;
    }

    /**
     * What was asked for in the whole ledger, the newest first.
     *
     * @param kind {@link WaiverAsked#KIND} or {@link BreakGlassAsked#KIND}
     * @param environment its name; empty for all
     * @param limit entries that are looked at
     */
    public List<StandingExemption> newest(String kind, Optional<String> environment, int limit, Instant now)
            throws LedgerException {
        LedgerQuery query = LedgerQuery.ALL.ofKind(kind);
        List<StandingExemption> all = new ArrayList<>();
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        while (before.isPresent() && all.size() < limit) {
            LedgerSearch.Page page = ledger.find(
                    environment.map(query::ofEnvironment).orElse(query), before.getAsLong(), limit - all.size());
            for (TrailEntry entry : page.entries()) {
                standing(entry, now).ifPresent(all::add);
            }
            before = page.next();
        }
        return all;
    }

    @Override
    public Optional<Counting> waiver(
            String environment, List<Artifact> artifacts, String gate, Digest grounds, Instant at) throws IOException {
        return counting(
                WaiverAsked.KIND,
                environment,
                artifacts,
                standing -> standing.event() instanceof WaiverAsked waiver
                        && waiver.gate().equals(gate)
                        && waiver.grounds().equals(grounds),
                at);
    }

    @Override
    public Optional<Counting> brokenGlass(String environment, List<Artifact> artifacts, Instant at) throws IOException {
        return counting(BreakGlassAsked.KIND, environment, artifacts, standing -> true, at);
    }

    private Optional<Counting> counting(
            String kind, String environment, List<Artifact> artifacts, Predicate<StandingExemption> wanted, Instant at)
            throws IOException {
        try {
            LedgerQuery query = LedgerQuery.ALL
                    .ofEnvironment(environment)
                    .ofArtifact(artifacts.get(0).digest())
                    .ofKind(kind);
            for (TrailEntry entry :
                    ledger.find(query, Long.MAX_VALUE, LOOKED_AT).entries()) {
                Optional<StandingExemption> standing = standing(entry, at);
                if (standing.isPresent()
                        && standing.get().state() == State.GRANTED
                        && digests(standing.get().event().artifacts()).equals(digests(artifacts))
                        && wanted.test(standing.get())) {
                    return Optional.of(new Counting(
                            entry.id(),
                            entry.build(),
                            standing.get().answers().get(0).at(),
                            standing.get().until().orElseThrow()));
                }
            }
            return Optional.empty();
        } catch (LedgerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Set<Digest> digests(List<Artifact> artifacts) {
        return artifacts.stream().map(Artifact::digest).collect(Collectors.toSet());
    }
}
