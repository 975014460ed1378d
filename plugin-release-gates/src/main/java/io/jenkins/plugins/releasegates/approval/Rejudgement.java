package io.jenkins.plugins.releasegates.approval;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.AskedApproval;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits;
import io.jenkins.plugins.releasegates.health.ClaimedChanges;
import io.jenkins.plugins.releasegates.health.ServiceHealth;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The same evidence and files as in an earlier decision, judged as of now: by the rules as they are, at this hour. */
final class Rejudgement {

    private final Ledger ledger;
    private final Run<?, ?> run;
    private final Environment environment;
    private final PendingAdmission pending;
    private final Digest evidence;
    private final Admissions admissions;
    private final ReleaseContext context;

    /** With the health of the running service as it was found for that decision; where the owner's rules are others now, nobody has looked at it. */
    Rejudgement(Ledger ledger, Run<?, ?> run, String step, Environment environment, PendingAdmission pending)
            throws IOException, LedgerException {
        this(
                ledger,
                run,
                step,
                environment,
                pending,
                pending.isUnder(environment.rules()) ? pending.health(ledger) : List.of());
    }

    /** With the health of the running service as it was found just now. */
    Rejudgement(
            Ledger ledger,
            Run<?, ?> run,
            String step,
            Environment environment,
            PendingAdmission pending,
            List<GateResult> health)
            throws IOException, LedgerException {
        this.ledger = ledger;
        this.run = run;
        this.environment = environment;
        this.pending = pending;
        this.evidence = pending.decision().evidence();
        Evidence kept = ledger.evidence(evidence)
                .orElseThrow(() -> new AbortException(Messages.Rejudgement_NoEvidence(evidence)));
        Optional<Digest> further = pending.decision().destination().flatMap(to -> to.further());
        Optional<Policy> tightening =
                further.isPresent() ? Optional.of(PipelineDemands.of(run, further.get())) : Optional.empty();
        this.admissions = new Admissions(environment, tightening, ledger.exemptions()).with(health);
        Subject subject = pending.subject(step);
        Instant now = ApprovalDesk.now();
        Baseline baseline = ledger.admittedBefore(subject, environment.name(), admissions.policy(), kept, now);
        this.context = admissions.context(subject, pending.decision().artifacts(), kept, baseline, now);
    }

    /** What the running service is like now; takes as long as servers do. */
    static List<GateResult> health(
            Ledger ledger, Run<?, ?> run, String step, Environment environment, PendingAdmission pending)
            throws IOException, LedgerException {
        ClaimedChanges.Claim claim = ClaimedChanges.of(run, environment.name(), pending.files());
        return ServiceHealth.look(
                ledger,
                environment,
                run,
                pending.subject(step),
                claim,
                ObservedPaths.of(
                        run, pending.subject(step), pending.decision().artifacts(), environment, claim, ledger));
    }

    /** Without anybody asked. */
    Decision decide() {
        return admissions.decide(context, ledger.promotions());
    }

    /** With what people have said. */
    Decision decide(AskedApproval asked, ApprovalAsked.Changes changes) {
        return admissions.decide(context, ledger.promotions(), asked, evidence, changes.digest());
    }

    /** What an approval would be about now. */
    ApprovalContent content(ApprovalAsked.Changes changes) {
        return content(decide(), changes);
    }

    ApprovalContent content(Decision decision, ApprovalAsked.Changes changes) {
        return Admissions.content(context, decision, evidence, changes.digest());
    }

    static boolean lacksOnlyPeople(Decision decision) {
        return Admissions.lacksOnlyPeople(decision.gates());
    }

    /** When it opens, where that is all that is lacking. */
    Optional<Instant> opens(Decision decision) {
        List<GateResult> lacking = decision.gates().stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
                .toList();
        return lacking.isEmpty() || !lacking.stream().allMatch(Admissions::isTime)
                ? Optional.empty()
                : environment.times().opens(context.at());
    }

    /** The entry of a decision like this one: the one that there is, or a new one when rules or verdicts have changed since. */
    TrailEntry pendingFor(Decision decision) throws IOException, LedgerException {
        Event.DecisionMade before = pending.decision();
        boolean same = before.destination().equals(context.destination())
                && before.gates().size() == decision.gates().size();
        for (int i = 0; same && i < decision.gates().size(); i++) {
            GateResult gate = decision.gates().get(i);
            same = before.gates().get(i).gate().equals(gate.gate())
                    && before.gates().get(i).verdict() == gate.verdict().kind();
        }
        return same ? pending.entry() : recorded(decision).entry();
    }

    /** Records a decision; durable on return. */
    PendingAdmission pending(Decision decision) throws IOException, LedgerException {
        TrailEntry entry = recorded(decision).entry();
        return PendingAdmission.by(ledger, entry.id())
                .orElseThrow(() -> new LedgerException("decision " + entry.id() + " isn't kept in full"));
    }

    /** Records a decision; durable on return. */
    Event.DecisionMade record(Decision decision) throws IOException, LedgerException {
        TrailEntry entry = recorded(decision).entry();
        if (ledger.event(entry).orElse(null) instanceof Event.DecisionMade made) {
            return made;
        }
        throw new LedgerException("decision " + entry.id() + " isn't kept in full");
    }

    /** The newest decision about files counts, so one on older evidence must not come after it. */
    private void requireNothingNewer() throws IOException, LedgerException {
        for (Artifact artifact : context.artifacts()) {
            Optional<TrailEntry> newest = ledger.promotions().newest(environment.name(), artifact.digest());
            if (newest.isPresent()
                    && newest.get().seq() > pending.entry().seq()
                    && !newest.get().build().equals(pending.build())) {
                throw new AbortException(Messages.Rejudgement_JudgedSince(
                        artifact.name(), newest.get().id()));
            }
        }
    }

    private RecordedDecision recorded(Decision decision) throws IOException, LedgerException {
        requireNothingNewer();
        ConfigurationEdits.remember(run.getParent());
        RecordedDecision recorded = ledger.record(decision, context, BuildActor.of(run));
        ReleaseAuditAction.of(run).recorded();
        return recorded;
    }
}
