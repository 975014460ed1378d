package io.jenkins.plugins.releasegates.exemption;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedExemptions;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed.Finding;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered.Answer;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.Exemptions;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalDesk;
import io.jenkins.plugins.releasegates.approval.Involved;
import io.jenkins.plugins.releasegates.approval.LateAdmission;
import io.jenkins.plugins.releasegates.approval.RefusedAnswerException;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where exceptions are asked for and answered, by the person who asks for this page or makes this call. Durable on return, and only then anything goes
 * on.
 */
final class ExemptionDesk {

    /** Within which a second person has to confirm an emergency. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofHours(1);

    private final Run<?, ?> run;
    private final Ledger ledger;
    private final RecordedExemptions exemptions;
    private final Actor actor = ReleaseGates.actor();
    private String note = "";
    private final KnownPeople people = EnvironmentConfiguration.get().knownPeople();

    ExemptionDesk(Run<?, ?> run) throws LedgerException, RefusedAnswerException {
        if (actor.id().isEmpty()) {
            throw new RefusedAnswerException(Messages.ApprovalAction_NobodyInParticular());
        }
        this.run = run;
        this.ledger = ReleaseGatesHome.get().ledger();
        this.exemptions = ledger.exemptions();
    }

    /**
     * Asks that a gate be waived.
     *
     * @param decision id of the decision that was shown
     * @param expires a day
     */
    StandingExemption askForWaiver(
            @Nullable String decision,
            @Nullable String gate,
            @Nullable String reason,
            @Nullable String ticket,
            @Nullable String expires)
            throws LedgerException, RefusedAnswerException {
        if (!run.getParent().hasPermission(Item.BUILD) && !ReleaseGates.may(run, ReleaseGates.WAIVE)) {
            throw new RefusedAnswerException(Messages.ExemptionDesk_MayNotAsk());
        }
        synchronized (ApprovalDesk.lock(build())) {
            Refusal refusal = refusal(decision);
            Environment environment = environment(refusal.environment());
            GateResult refused = refusal.gate(gate)
                    .filter(found -> environment.waivers().mayBeWaived(found.gate()))
                    .orElseThrow(() -> new RefusedAnswerException(
                            Messages.ExemptionDesk_NotWaivable(Util.fixNull(gate), environment.name())));
            Instant now = ApprovalDesk.now();
            WaiverAsked event = new WaiverAsked(
                    environment.name(),
                    refusal.entry().id(),
                    refusal.decision().artifacts(),
                    refused.gate(),
                    Exemptions.grounds(refused, evidence(refusal)),
                    ExemptionForm.expires(expires, environment, now));
            for (StandingExemption other : exemptions.of(build(), now)) {
                if (isOpen(other)
                        && other.event() instanceof WaiverAsked waiver
                        && waiver.gate().equals(event.gate())
                        && waiver.grounds().equals(event.grounds())
                        && waiver.artifacts().equals(event.artifacts())) {
                    throw new RefusedAnswerException(Messages.ExemptionDesk_AskedAlready(other.id()));
                }
            }
            return told(exemptions.ask(
                    event,
                    refusal.entry(),
                    actor,
                    ExemptionForm.reason(reason),
                    ExemptionForm.ticket(ticket, environment),
                    now));
        }
    }

    /** Declares an emergency, which a second person has to confirm. */
    StandingExemption askToBreakGlass(@Nullable String decision, @Nullable String reason, @Nullable String ticket)
            throws LedgerException, RefusedAnswerException {
        require(ReleaseGates.BREAK_GLASS, Messages.ExemptionDesk_MayNotBreakGlass());
        synchronized (ApprovalDesk.lock(build())) {
            Refusal refusal = refusal(decision);
            Environment environment = environment(refusal.environment());
            if (environment.waivers().breakGlass().isEmpty()) {
                throw new RefusedAnswerException(Messages.ExemptionDesk_NoGlass(environment.name()));
            }
            if (refusal.decision().artifacts().isEmpty()) {
                throw new RefusedAnswerException(Messages.ExemptionDesk_NoArtifact());
            }
            Instant now = ApprovalDesk.now();
            for (StandingExemption other : exemptions.of(build(), now)) {
                if (isOpen(other)
                        && other.event() instanceof BreakGlassAsked asked
                        && asked.environment().equals(environment.name())
                        && asked.artifacts().equals(refusal.decision().artifacts())) {
                    throw new RefusedAnswerException(Messages.ExemptionDesk_AskedAlready(other.id()));
                }
            }
            return told(exemptions.ask(
                    new BreakGlassAsked(
                            environment.name(),
                            refusal.entry().id(),
                            refusal.decision().artifacts(),
                            now.plus(CONFIRMED_WITHIN)),
                    refusal.entry(),
                    actor,
                    ExemptionForm.reason(reason),
                    ExemptionForm.ticket(ticket, environment),
                    now));
        }
    }

    /** Answers what somebody else has asked for, or withdraws it. */
    StandingExemption answer(@Nullable String id, Answer answer, @Nullable String reason)
            throws LedgerException, RefusedAnswerException {
        StandingExemption before = standing(id);
        boolean waiver = before.event() instanceof WaiverAsked;
        boolean mine = exemptions.isBy(before.asked(), actor.id(), people.aliases());
        if (answer != Answer.WITHDRAWN || !mine) {
            require(
                    waiver ? ReleaseGates.WAIVE : ReleaseGates.BREAK_GLASS,
                    waiver ? Messages.ExemptionDesk_MayNotWaive() : Messages.ExemptionDesk_MayNotBreakGlass());
        }
        String why = ExemptionForm.reason(reason);
        Environment environment = environment(before.event().environment());
        if (waiver && answer == Answer.GRANTED) {
            // Without the lock, since a repository may take its time.
            requireNoPart(before, environment);
        }
        StandingExemption after;
        synchronized (ApprovalDesk.lock(build())) {
            StandingExemption now = standing(id);
            if (answer == Answer.GRANTED && isGrantedByMe(now)) {
                // A crash, or a lost connection, came between the answer and what comes of it.
                return judgedAnew(now);
            }
            Optional<String> objection = exemptions.objection(now, answer, actor.id(), people.aliases());
            if (objection.isPresent()) {
                throw new RefusedAnswerException(objection.get());
            }
            after = told(exemptions.answer(
                    now,
                    answer,
                    answer == Answer.GRANTED ? Optional.of(until(now, environment)) : Optional.empty(),
                    actor,
                    people.aliases(),
                    why,
                    ApprovalDesk.now()));
        }
        if (answer == Answer.GRANTED) {
            return judgedAnew(after);
        }
        if (answer == Answer.WITHDRAWN && after.wasGranted()) {
            exemptions.revokeWhatReliesOn(after, actor, ApprovalDesk.now());
        }
        LateAdmission.tell(run, after.event().environment(), after.event().artifacts());
        return after;
    }

    private boolean isGrantedByMe(StandingExemption standing) throws LedgerException {
        return standing.state() == StandingExemption.State.GRANTED
                && exemptions.isBy(standing.answers().get(0), actor.id(), people.aliases());
    }

    /** The answer stands already, whatever comes of this. */
    private StandingExemption judgedAnew(StandingExemption standing) {
        note = LateAdmission.lookAgain(
                        run, standing.event().environment(), standing.event().artifacts())
                .map(Messages::ExemptionDesk_NotJudgedAnew)
                .orElse("");
        return standing;
    }

    /** What the person should know besides; empty when there is nothing. */
    String note() {
        return note;
    }

    private Evidence evidence(Refusal refusal) throws LedgerException, RefusedAnswerException {
        return ledger.evidence(refusal.decision().evidence())
                .orElseThrow(() -> new RefusedAnswerException(
                        Messages.Rejudgement_NoEvidence(refusal.decision().evidence())));
    }

    /** Says afterwards whether it was right to break the glass. */
    StandingExemption review(@Nullable String id, Finding finding, @Nullable String reason)
            throws LedgerException, RefusedAnswerException {
        if (!ReleaseGates.may(ReleaseGates.CONFIGURE_ENVIRONMENT)) {
            throw new RefusedAnswerException(Messages.ExemptionDesk_MayNotReview());
        }
        String why = ExemptionForm.reason(reason);
        synchronized (ApprovalDesk.lock(build())) {
            StandingExemption now = standing(id);
            Optional<String> objection = exemptions.objectionToReview(now, actor.id(), people.aliases());
            if (objection.isPresent()) {
                throw new RefusedAnswerException(objection.get());
            }
            return told(exemptions.review(now, finding, actor, people.aliases(), why, ApprovalDesk.now()));
        }
    }

    private Instant until(StandingExemption standing, Environment environment) throws RefusedAnswerException {
        if (standing.event() instanceof WaiverAsked waiver) {
            if (!environment.waivers().mayBeWaived(waiver.gate())) {
                throw new RefusedAnswerException(Messages.ExemptionDesk_NotWaivable(waiver.gate(), environment.name()));
            }
            return waiver.expires();
        }
        Duration lasts = environment
                .waivers()
                .breakGlass()
                .orElseThrow(() -> new RefusedAnswerException(Messages.ExemptionDesk_NoGlass(environment.name())));
        return ApprovalDesk.now().plus(lasts);
    }

    /** Nobody waives their own: the same people are excluded as from an approval, by the same switches of the owner. */
    private void requireNoPart(StandingExemption standing, Environment environment)
            throws LedgerException, RefusedAnswerException {
        Exclusions exclusions;
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            // Whoever asks may not see all builds on the way.
            exclusions = Involved.exclusions(run, standing.asked(), standing.event(), environment, ledger);
        }
        List<String> reasons = exclusions.reasons(people.aliases().ofAccount(actor.id()), people.aliases());
        if (!reasons.isEmpty()) {
            throw new RefusedAnswerException(Messages.ExemptionDesk_Excluded(String.join("; ", reasons)));
        }
        List<String> unknowns = exclusions.unknowns(people.aliases());
        UnknownAuthorship wanted = exclusions.unknown();
        if (!unknowns.isEmpty()
                && wanted.oneMoreOf()
                        .filter(group -> people.isMember(actor.id(), group))
                        .isEmpty()) {
            throw new RefusedAnswerException(Messages.ExemptionDesk_Unknown(
                    String.join("; ", unknowns.subList(0, Math.min(5, unknowns.size())))));
        }
    }

    private void require(Permission permission, String otherwise) throws RefusedAnswerException {
        if (!ReleaseGates.may(run, permission)) {
            throw new RefusedAnswerException(otherwise);
        }
    }

    private static boolean isOpen(StandingExemption standing) {
        return standing.state() == StandingExemption.State.ASKED || standing.state() == StandingExemption.State.GRANTED;
    }

    private StandingExemption standing(@Nullable String id) throws LedgerException, RefusedAnswerException {
        return exemptions.of(build(), ApprovalDesk.now()).stream()
                .filter(standing -> standing.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedAnswerException(Messages.ExemptionDesk_NoSuch(Util.fixNull(id))));
    }

    private Refusal refusal(@Nullable String decision) throws LedgerException, RefusedAnswerException {
        return Refusal.of(ledger, build()).stream()
                .filter(refusal -> refusal.entry().id().equals(decision))
                .findFirst()
                .orElseThrow(() -> new RefusedAnswerException(Messages.ExemptionDesk_DecidedAnew()));
    }

    private static Environment environment(String name) throws RefusedAnswerException {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        return configuration
                .environment(name)
                .orElseThrow(() -> new RefusedAnswerException(
                        Messages.ReleaseGate_NoEnvironment(String.join("\n", configuration.troubles(name)))));
    }

    private String build() throws RefusedAnswerException {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        if (audit == null) {
            throw new RefusedAnswerException(Messages.ApprovalDesk_NothingAsked());
        }
        return audit.getBuildId();
    }

    private StandingExemption told(StandingExemption standing) {
        OpenExemptions.get().changed(standing);
        return standing;
    }
}
