package io.jenkins.plugins.releasegates.readiness;

import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedReadiness;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.answer.Statement;
import io.jenkins.lib.releasegates.readiness.answer.Typed;
import io.jenkins.lib.releasegates.readiness.answer.Voice;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.RefusedAnswerException;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Where people say something about items, as the one who asks for this page or makes this call. Whether they may is looked up here and now; what would count
 * for nothing is refused in words and not recorded. Durable on return, and only then anything goes on.
 */
final class AnswerDesk {

    /** Nobody says two things at once about what the other one has changed meanwhile. */
    private static final Object SAYING = new Object();

    private static final Digest NOT_YET = Digest.of(new byte[0]);

    private final ServiceItem service;
    private final Checklist checklist;
    private final Actor actor = ReleaseGates.actor();
    private final KnownPeople people = EnvironmentConfiguration.get().knownPeople();

    AnswerDesk(ServiceItem service, Checklist checklist) throws RefusedAnswerException {
        this.service = service;
        this.checklist = checklist;
        if (actor.id().isEmpty()) {
            throw new RefusedAnswerException(Messages.ApprovalAction_NobodyInParticular());
        }
    }

    /**
     * Takes what was filled in.
     *
     * @return id of the entry
     * @throws RefusedAnswerException when it doesn't count, with why
     */
    String take(SaidForm form) throws RefusedAnswerException, LedgerException, ServletException, IOException {
        Item item = checklist.items(service.getTier()).stream()
                .filter(one -> one.id().equals(form.text("item")))
                .findFirst()
                .orElseThrow(() -> new RefusedAnswerException(Messages.AnswerDesk_NoItem(form.text("item"))));
        if (!form.text("itemDigest").equals(item.digest().toString())) {
            throw new RefusedAnswerException(Messages.AnswerDesk_Changed());
        }
        List<GivenEvidence> evidence = form.evidence();
        synchronized (SAYING) {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            ReadinessState state = ledger.readiness().state(service.getName(), checklist.name(), people.aliases());
            ReadinessEvent event = event(form, item, evidence, state);
            // As the fold of the record will see it; what it refuses need not be recorded.
            String why = state.with(event).refused().get(event.head().id());
            if (why != null) {
                throw new RefusedAnswerException(why);
            }
            RecordedReadiness.Said said = ledger.readiness().record(event, EntrySubject.ledger(), actor);
            ReadinessDesk.get().said(service.getName(), checklist.name());
            return said.entry().id();
        }
    }

    private ReadinessEvent event(SaidForm form, Item item, List<GivenEvidence> evidence, ReadinessState state)
            throws RefusedAnswerException {
        ReadinessEvent.Head head = new ReadinessEvent.Head(
                "to be recorded", service.getName(), checklist.name(), item.id(), item.digest(), now());
        boolean inRole = service.isInRole(actor.id(), item.role(), people);
        Voice by = new Voice(NOT_YET, Optional.of(actor.id()), inRole);
        Typed reason = form.typed("reason");
        String statement = form.text("statement");
        String what = form.text("what");
        if (what.equals("WITHDRAW")) {
            return new ReadinessEvent.Withdrawn(head, by, statement, reason);
        }
        if (!inRole) {
            throw new RefusedAnswerException(Messages.AnswerDesk_NotInRole(actor.id(), item.role()));
        }
        return switch (what) {
            case "YES" -> {
                checkYes(item, reason, evidence);
                yield new ReadinessEvent.Answered(head, by, Answer.YES, reason, evidence, expires(form));
            }
            case "NO" -> new ReadinessEvent.Answered(head, by, Answer.NO, reason, evidence, Optional.empty());
            case "NOT_APPLICABLE" -> {
                needReason(reason);
                yield new ReadinessEvent.Answered(head, by, Answer.NOT_APPLICABLE, reason, evidence, expires(form));
            }
            case "CONFIRM" -> {
                needReason(reason);
                yield new ReadinessEvent.NotApplicableConfirmed(head, by, statement, reason);
            }
            case "FOLLOW_UP" -> followUp(form, item, head, by, reason, state);
            case "DONE" -> {
                checkYes(item, reason, evidence);
                yield new ReadinessEvent.FollowUpDone(head, by, statement, reason, evidence);
            }
            default -> throw new RefusedAnswerException(Messages.AnswerDesk_BadWhat(what));
        };
    }

    private static void needReason(Typed reason) throws RefusedAnswerException {
        if (!reason.given()) {
            throw new RefusedAnswerException(Messages.AnswerDesk_NoReason());
        }
    }

    private static void checkYes(Item item, Typed reason, List<GivenEvidence> evidence) throws RefusedAnswerException {
        if (!item.isAttested()) {
            throw new RefusedAnswerException(Messages.AnswerDesk_AnswersItself());
        }
        needReason(reason);
        if (item.evidenceRequired() && evidence.isEmpty()) {
            throw new RefusedAnswerException(Messages.AnswerDesk_NoEvidence());
        }
    }

    private static Optional<Instant> expires(SaidForm form) throws RefusedAnswerException {
        Optional<Instant> expires = form.day("until");
        if (expires.filter(day -> !day.isAfter(now())).isPresent()) {
            throw new RefusedAnswerException(Messages.AnswerDesk_Past(form.text("until")));
        }
        return expires;
    }

    private ReadinessEvent followUp(
            SaidForm form, Item item, ReadinessEvent.Head head, Voice by, Typed reason, ReadinessState state)
            throws RefusedAnswerException {
        if (!item.followUp()) {
            throw new RefusedAnswerException(Messages.AnswerDesk_NoFollowUp());
        }
        needReason(reason);
        Typed owner = form.typed("owner");
        if (!owner.given() || !people.isKnown(owner.text().orElse(""))) {
            throw new RefusedAnswerException(Messages.AnswerDesk_NoOwner(form.text("owner")));
        }
        Optional<Instant> due = form.day("until");
        Instant since = state.statements(item.id()).stream()
                .filter(one -> one.itemDigest().equals(item.digest()))
                .flatMap(one -> one.followUp().stream())
                .map(Statement.FollowUp::since)
                .min(Instant::compareTo)
                .orElse(head.at());
        Instant latest = since.plus(checklist.longestFollowUp());
        if (due.isEmpty() || !due.get().isAfter(head.at()) || due.get().isAfter(latest)) {
            throw new RefusedAnswerException(Messages.AnswerDesk_BadDue(form.text("until"), latest));
        }
        return new ReadinessEvent.FollowUpOpened(head, by, reason, owner, due.get());
    }

    /** Whether that is somebody else than the one who asks. */
    boolean isAnother(Optional<Person> person) {
        return person.isPresent() && !person.get().equals(people.aliases().ofAccount(actor.id()));
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
