package io.jenkins.plugins.releasegates.deployment;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.Promotions;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.ObservedPaths;
import io.jenkins.plugins.releasegates.approval.PendingAdmission;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.evidence.WorkspaceEvidence;
import io.jenkins.plugins.releasegates.health.ClaimedChanges;
import io.jenkins.plugins.releasegates.health.ServiceHealth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may be deployed at this moment, and by which decision.
 *
 * @param rules of the environment, as they are now
 * @param decision the entry that admits all these files
 * @param artifacts the files in the workspace, by their content
 */
record Clearance(Environment rules, TrailEntry decision, List<Artifact> artifacts) {

    /** It is looked at anew for each deployment. */
    private static final Duration HEALTH_VALID_FOR = Duration.ofHours(1);

    /**
     * Looks at the rules, the files and the record as they are now.
     *
     * @param environment as the record calls it
     * @param files patterns of files in the workspace; empty for those that this build was admitted with
     * @throws AbortException when it may not be deployed, with every reason
     */
    static Clearance of(StepSurroundings at, Subject subject, String environment, String files, Ledger ledger)
            throws IOException, InterruptedException, LedgerException {
        Environment rules = rules(environment);
        List<Artifact> artifacts = artifacts(at, subject, environment, files, ledger);
        Instant now = DeployToExecution.now();
        List<String> reasons = new Admissions(rules, Optional.empty(), ledger.exemptions())
                .standing(subject, artifacts, ledger.promotions(), now).stream()
                        .filter(gate -> !gate.verdict().kind().admits())
                        .map(gate ->
                                gate.gate() + ": " + gate.verdict().grounds().why())
                        .collect(Collectors.toList());
        Promotions.Admitted admitted = ledger.promotions().admitted(rules, artifacts, now);
        if (!admitted.why().isEmpty()) {
            reasons.add(admitted.why());
        }
        if (!reasons.isEmpty() || admitted.decision().isEmpty()) {
            throw new AbortException(Messages.DeployToStep_NotAdmitted(environment, String.join("; ", reasons)));
        }
        return new Clearance(rules, admitted.decision().get(), artifacts);
    }

    /** Whether the owner asks how the running service is. */
    boolean requiresHealth() {
        return !rules.health().isNone();
    }

    /**
     * Looks at the running service right before it is deployed, and records what it found.
     *
     * @throws AbortException when it isn't as the owner demands, with every reason
     */
    void requireHealth(StepSurroundings at, Subject subject, Ledger ledger) throws IOException, LedgerException {
        PendingAdmission made = PendingAdmission.by(ledger, decision.id())
                .orElseThrow(() -> new LedgerException("decision " + decision.id() + " isn't kept in full"));
        Optional<Run<?, ?>> judged = DeploymentQueue.buildOf(decision, ledger);
        ClaimedChanges.Claim claim = judged.map(run -> ClaimedChanges.of(run, rules.name(), made.files()))
                .orElse(ClaimedChanges.Claim.NONE);
        Optional<ChangeFact> paths =
                judged.isPresent() ? ObservedPaths.of(judged.get(), made, rules, claim, ledger) : Optional.empty();
        List<GateResult> seen = ServiceHealth.look(ledger, rules, at.run(), subject, claim, paths);
        Instant now = DeployToExecution.now();
        List<GateResult> gates = new Admissions(rules, Optional.empty(), ledger.exemptions())
                .with(seen)
                .health(subject, artifacts, now);
        ReleaseContext context =
                new ReleaseContext(subject, Evidence.none(), Baseline.notNeeded(), Purpose.JUDGEMENT, now);
        ledger.record(
                Evaluation.decide(
                        Messages.Clearance_Health(rules.name()), rules.rules(), HEALTH_VALID_FOR, context, gates),
                context,
                BuildActor.of(at.run()));
        ReleaseAuditAction.of(at.run()).recorded();
        List<String> reasons = gates.stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
                .map(gate -> gate.gate() + ": " + gate.verdict().grounds().why())
                .collect(Collectors.toList());
        if (asksOneMore(gates) && !asksOneMore(made) && !made.isLetThroughByPeople()) {
            reasons.add(Messages.Clearance_OneMore(HealthDemand.APPROVAL));
        }
        if (!reasons.isEmpty()) {
            throw new AbortException(Messages.DeployToStep_NotAdmitted(rules.name(), String.join("; ", reasons)));
        }
    }

    /** Whether an error budget asks for one more approval now. */
    private static boolean asksOneMore(List<GateResult> gates) {
        return gates.stream()
                .anyMatch(gate -> gate.gate().equals(HealthDemand.APPROVAL)
                        && gate.verdict().kind() != Verdict.Kind.PASSED);
    }

    /** Whether it was asked for when that was decided. */
    private static boolean asksOneMore(PendingAdmission made) {
        return asksOneMore(made.decision().gates().stream()
                .map(Event.DecisionMade.GateLine::withoutGrounds)
                .toList());
    }

    /** The same, looked at once more: asking a server takes its time. */
    void requireUnchanged(Clearance now) throws AbortException {
        if (!now.decision.id().equals(decision.id()) || !now.rules.rules().equals(rules.rules())) {
            throw new AbortException(Messages.DeployToStep_NotAdmitted(rules.name(), Messages.Clearance_Changed()));
        }
    }

    private static Environment rules(String environment) throws AbortException {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        return configuration
                .environment(environment)
                .orElseThrow(() -> new AbortException(Messages.DeployToStep_NotAdmitted(
                        environment, String.join("\n", configuration.troubles(environment)))));
    }

    /** The files as they are now; where none are named, those that this build was admitted with. */
    static List<Artifact> artifacts(
            StepSurroundings at, Subject subject, String environment, String files, Ledger ledger)
            throws IOException, InterruptedException, LedgerException {
        String patterns = files.isEmpty() ? asked(subject, environment, ledger) : files;
        return WorkspaceEvidence.read(at, null, patterns, null, List.of()).artifacts();
    }

    private static String asked(Subject subject, String environment, Ledger ledger)
            throws AbortException, LedgerException {
        String files = "";
        for (TrailEntry entry : ledger.entriesOf(subject.build())) {
            if (ledger.event(entry).orElse(null) instanceof Event.DecisionMade decision
                    && decision.destination()
                            .filter(to -> to.environment().equals(environment))
                            .isPresent()) {
                files = decision.artifacts().stream().map(Artifact::name).collect(Collectors.joining(","));
            }
        }
        if (files.isEmpty()) {
            throw new AbortException(Messages.DeployToStep_NotAsked(environment));
        }
        return files;
    }
}
