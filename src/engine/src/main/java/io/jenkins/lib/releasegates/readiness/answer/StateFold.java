package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answered;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Checked;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.FollowUpDone;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.FollowUpOpened;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Head;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.NotApplicableConfirmed;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Withdrawn;
import io.jenkins.lib.releasegates.readiness.answer.Statement.Confirmation;
import io.jenkins.lib.releasegates.readiness.answer.Statement.FollowUp;
import io.jenkins.lib.releasegates.readiness.answer.Statement.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes events one after the other; each gives why it counts for nothing, or nothing. For one thread. */
final class StateFold implements ReadinessEvent.Cases<Optional<String>> {

    private static final String NOT_IN_ROLE = "Who said it was not in the role that the item names.";
    private static final String NOTHING_THERE = "What it refers to did not stand when it came.";

    private final String service;
    private final String checklist;
    private final PersonAliases aliases;
    private final Map<String, ItemState> items;
    private final Map<String, String> refused;
    private final Set<String> taken;

    StateFold(
            String service,
            String checklist,
            PersonAliases aliases,
            Map<String, ItemState> items,
            Map<String, String> refused,
            Set<String> taken) {
        this.service = service;
        this.checklist = checklist;
        this.aliases = aliases;
        this.items = new LinkedHashMap<>(items);
        this.refused = new LinkedHashMap<>(refused);
        this.taken = new HashSet<>(taken);
    }

    Map<String, ItemState> items() {
        return items;
    }

    Map<String, String> refused() {
        return refused;
    }

    /** The same entry again changes nothing. */
    void take(ReadinessEvent event) {
        Head head = event.head();
        if (!taken.add(head.id())) {
            return;
        }
        if (!head.service().equals(service) || !head.checklist().equals(checklist)) {
            refused.put(head.id(), "It is about another service or checklist.");
        } else {
            event.fold(this).ifPresent(why -> refused.put(head.id(), why));
        }
    }

    private ItemState item(Head head) {
        ItemState state = items.get(head.item());
        return state == null ? ItemState.NOTHING : state;
    }

    private Optional<String> put(Head head, ItemState state) {
        items.put(head.item(), state);
        return Optional.empty();
    }

    private Optional<Person> person(Voice by) {
        return by.account().map(aliases::ofAccount);
    }

    Set<String> taken() {
        return taken;
    }

    @Override
    public Optional<String> answered(Answered event) {
        if (!event.by().inRole()) {
            return Optional.of(NOT_IN_ROLE);
        }
        Kind kind = Kind.valueOf(event.answer().name());
        if (kind != Kind.NO && !event.reason().given()) {
            return Optional.of("It says no reason.");
        }
        Statement said = statement(event.head(), kind, event.by(), event.evidence(), event.expires(), Optional.empty());
        return put(event.head(), withKept(item(event.head()), said));
    }

    private static ItemState withKept(ItemState item, Statement said) {
        boolean keeps = said.kind() == Kind.YES
                && !said.evidence().isEmpty()
                && said.person().isPresent();
        return (keeps ? item.kept(said.itemDigest(), said.person().get()) : item).with(said);
    }

    private Statement statement(
            Head head,
            Kind kind,
            Voice by,
            List<GivenEvidence> evidence,
            Optional<Instant> expires,
            Optional<FollowUp> followUp) {
        return new Statement(
                head.id(),
                kind,
                head.itemDigest(),
                head.at(),
                by.commitment(),
                person(by),
                evidence,
                expires,
                followUp,
                List.of());
    }

    /** Taking back can only close: who isn't known any more may. */
    @Override
    public Optional<String> withdrawn(Withdrawn event) {
        ItemState item = item(event.head());
        Optional<Statement> confirmed = item.confirmedBy(event.statement());
        if (confirmed.isPresent()) {
            if (!event.by().inRole() && !isOwnConfirmation(event, confirmed.get())) {
                return Optional.of(NOT_IN_ROLE);
            }
            return put(
                    event.head(),
                    item.changed(confirmed.get().id(), statement -> statement.without(event.statement())));
        }
        Optional<Statement> said = item.statement(event.statement());
        if (said.isEmpty()) {
            return Optional.of(NOTHING_THERE);
        }
        boolean own = person(event.by()).isEmpty()
                || person(event.by()).equals(said.get().person());
        return event.by().inRole() || own
                ? put(event.head(), item.without(event.statement()))
                : Optional.of(NOT_IN_ROLE);
    }

    private boolean isOwnConfirmation(Withdrawn event, Statement confirmed) {
        Optional<Person> person = person(event.by());
        return person.isEmpty()
                || confirmed.confirmations().stream()
                        .anyMatch(one -> one.id().equals(event.statement())
                                && one.person().equals(person.get()));
    }

    @Override
    public Optional<String> notApplicableConfirmed(NotApplicableConfirmed event) {
        if (!event.by().inRole()) {
            return Optional.of(NOT_IN_ROLE);
        }
        Optional<Statement> said = item(event.head())
                .statement(event.statement())
                .filter(one -> one.kind() == Kind.NOT_APPLICABLE)
                .filter(one -> one.itemDigest().equals(event.head().itemDigest()));
        if (said.isEmpty()) {
            return Optional.of(NOTHING_THERE);
        }
        Optional<Person> second = person(event.by());
        if (second.isEmpty() || said.get().person().isEmpty()) {
            return Optional.of("Who said or confirmed it isn't known any more.");
        }
        if (second.equals(said.get().person())) {
            return Optional.of("Nobody confirms their own answer.");
        }
        if (event.head().at().isBefore(said.get().at())) {
            return Optional.of("It is from before the answer.");
        }
        Confirmation confirmation = new Confirmation(
                event.head().id(), event.head().at(), event.by().commitment(), second.get());
        return put(
                event.head(), item(event.head()).changed(said.get().id(), statement -> statement.with(confirmation)));
    }

    /** A follow-up that lacks something is still a no. */
    @Override
    public Optional<String> followUpOpened(FollowUpOpened event) {
        if (!event.by().inRole()) {
            return Optional.of(NOT_IN_ROLE);
        }
        Head head = event.head();
        boolean complete =
                event.reason().given() && event.owner().given() && event.due().isAfter(head.at());
        if (!complete) {
            Statement no = statement(head, Kind.NO, event.by(), List.of(), Optional.empty(), Optional.empty());
            return put(head, item(head).with(no));
        }
        ItemState item = item(head).promised(head.itemDigest(), head.at(), event.due(), person(event.by()));
        ItemState.Promise promise = item.promises().get(head.itemDigest());
        Instant since = promise == null ? head.at() : promise.since();
        FollowUp followUp = new FollowUp(event.owner(), event.due(), since);
        Statement accepted =
                statement(head, Kind.FOLLOW_UP, event.by(), List.of(), Optional.empty(), Optional.of(followUp));
        return put(head, item.with(accepted));
    }

    /** Leaves the follow-up where it is: if this yes comes to nothing, that no still stands. */
    @Override
    public Optional<String> followUpDone(FollowUpDone event) {
        if (!event.by().inRole()) {
            return Optional.of(NOT_IN_ROLE);
        }
        if (!event.reason().given()) {
            return Optional.of("It says no reason.");
        }
        Head head = event.head();
        Optional<Statement> open = item(head)
                .statement(event.statement())
                .filter(one -> one.kind() == Kind.FOLLOW_UP)
                .filter(one -> one.itemDigest().equals(head.itemDigest()));
        if (open.isEmpty()) {
            return Optional.of(NOTHING_THERE);
        }
        Statement yes = statement(head, Kind.YES, event.by(), event.evidence(), Optional.empty(), Optional.empty());
        return put(head, withKept(item(head), yes));
    }

    @Override
    public Optional<String> checked(Checked event) {
        Head head = event.head();
        return put(
                head,
                item(head).withCheck(new ReadinessState.LastCheck(head.at(), head.itemDigest(), event.verdict())));
    }
}
