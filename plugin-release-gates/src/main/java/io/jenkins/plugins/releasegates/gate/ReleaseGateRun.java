package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ObservedPaths;
import io.jenkins.plugins.releasegates.approval.PendingAdmission;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.evidence.RecordedEarlier;
import io.jenkins.plugins.releasegates.evidence.WorkspaceEvidence;
import io.jenkins.plugins.releasegates.exemption.ExemptionAction;
import io.jenkins.plugins.releasegates.health.ClaimedChanges;
import io.jenkins.plugins.releasegates.health.ServiceHealth;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the rules of an environment, as they are at this moment, whether files of the build may go there. Reads on the agent, decides in the
 * engine, records, and only then answers and acts.
 *
 * <p>Safe to repeat: a step whose decision is in the ledger already gets that decision again.
 */
final class ReleaseGateRun {

    private final ReleaseGateOptions options;
    /** As the record calls it. */
    private final String environmentId;

    private final Clock clock = Clock.systemUTC();

    ReleaseGateRun(ReleaseGateOptions options, Job<?, ?> job) throws AbortException {
        this.options = options;
        this.environmentId = EnvironmentConfiguration.get().seenId(options.getEnvironment(), job);
    }

    /** Waits for people on behalf of a build. */
    interface Patience {

        /** Whether they are still waited for. */
        boolean waits(PendingAdmission pending) throws IOException, LedgerException;
    }

    /** A build that can't wait. */
    static final Patience NONE = pending -> {
        throw new AbortException(Messages.ReleaseGate_NobodyWaits());
    };

    /**
     * The recorded decision of this step, in plain maps; empty as long as people are waited for.
     *
     * @param patience asked when nothing is lacking but people
     * @throws AbortException when the decision fails the build; when environment, policy or options are not usable, with every issue; and when
     *     nothing could be recorded
     */
    Optional<Map<String, Object>> run(StepSurroundings at, Patience patience) throws IOException, InterruptedException {
        check();
        Judged judged;
        Evidence evidence;
        boolean waits = false;
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            Optional<Judged> before = before(ledger, at);
            judged = before.isPresent() ? before.get() : judge(ledger, at);
            if (!judged.effect().admits()
                    && EnvironmentConfiguration.get()
                            .environment(environmentId)
                            .filter(environment -> environment.waivers().areAny())
                            .isPresent()) {
                ExemptionAction.add(at.run());
            }
            Optional<PendingAdmission> pending = PendingAdmission.by(ledger, judged.recordId());
            if (pending.isPresent() && mayChange(pending.get(), at)) {
                if (before.isEmpty()) {
                    DecisionWords.log(judged).forEach(at::log);
                }
                waits = pending.get().waitsForPeople() && !options.isWaitForApproval();
                if (!waits) {
                    if (patience.waits(pending.get())) {
                        return Optional.empty();
                    }
                    judged = before(ledger, at).orElse(judged);
                    waits = !options.isWaitForApproval()
                            && PendingAdmission.by(ledger, judged.recordId())
                                    .filter(PendingAdmission::waitsForPeople)
                                    .isPresent();
                }
            }
            evidence = ledger.evidence(judged.evidence()).orElse(Evidence.none());
        } catch (LedgerException e) {
            throw new AbortException("Not admitted, since it can not be recorded: " + e.getMessage());
        } catch (InvalidPolicyException e) {
            throw new AbortException("Not admitted, since the pipeline's policy can not be used:\n" + e.getMessage());
        }
        return Optional.of(ended(judged, evidence, waits, at));
    }

    /** Whether people could still let it through, as far as this step waits for them. */
    private boolean mayChange(PendingAdmission pending, StepSurroundings at) throws AbortException {
        return pending.waitsForPeople()
                || at.node() != null
                        && pending.lacksOnlyHealth()
                        && environment().health().sampling().isPresent()
                || options.isWaitForWaiver() && at.node() != null && pending.lacksOnlyExemptions(environment());
    }

    private Map<String, Object> ended(Judged judged, Evidence evidence, boolean waits, StepSurroundings at)
            throws AbortException {
        if (waits) {
            at.log(
                    at.node() == null
                            ? Messages.ReleaseGate_AskedInTheQueue(environmentId)
                            : "NOT admitted to " + environmentId
                                    + " yet: people have to approve; releaseApproval and deployTo ask them");
        } else {
            DecisionWords.log(judged).forEach(at::log);
            at.log((judged.effect().admits() ? "Admitted to " : "NOT admitted to ") + environmentId);
            BuildEffect.apply(judged, at);
        }
        Map<String, Object> answer = DecisionWords.forJenkinsfile(judged, evidence);
        answer.put("environment", environmentId);
        answer.put("admitted", judged.effect().admits());
        answer.put("waitsForApproval", waits);
        return answer;
    }

    private static Optional<Judged> before(Ledger ledger, StepSurroundings at) throws IOException, LedgerException {
        return Judged.of(ledger.entriesOf(ReleaseAuditAction.of(at.run()).getBuildId()), at.step());
    }

    private void check() throws AbortException {
        String id = options.getId();
        if (id != null && !QualityGateOptions.isId(id)) {
            throw new AbortException(Messages.QualityGateOptions_BadId(id));
        }
        options.claim();
        if (options.getArtifact() == null) {
            throw new AbortException(Messages.ReleaseGateOptions_NoArtifact());
        }
    }

    private Environment environment() throws AbortException {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        Optional<Environment> found = configuration.environment(environmentId);
        if (found.isEmpty()) {
            throw new AbortException(
                    Messages.ReleaseGate_NoEnvironment(String.join("\n", configuration.troubles(environmentId))));
        }
        return found.get();
    }

    private Judged judge(Ledger ledger, StepSurroundings at)
            throws IOException, InterruptedException, LedgerException, InvalidPolicyException {
        Subject subject = BuildSubject.of(at, Optional.of(options.title()));
        Environment environment = environment();
        WorkspaceEvidence read = WorkspaceEvidence.read(
                at, options.getPolicy(), options.getArtifact(), options.getAttestations(), options.getReports());
        Optional<QualityGateOptions> further = options.further();
        Optional<Policy> tightening = further.isPresent()
                ? Optional.of(further.get().validate(read.policy()).policyOrThrow())
                : Optional.empty();
        if (further.isPresent()) {
            // What is decided later, with approvals and exceptions, is decided by them as well.
            FurtherDemands.keep(at.run(), further.get(), read.policy());
        }
        ClaimedChanges.Claim claim = options.claim();
        Set<Digest> files = read.artifacts().stream().map(Artifact::digest).collect(Collectors.toSet());
        ClaimedChanges.keep(at.run(), environmentId, files, claim);
        Admissions admissions = new Admissions(environment, tightening, ledger.exemptions())
                .with(ServiceHealth.look(
                        ledger,
                        environment,
                        at.run(),
                        subject,
                        claim,
                        ObservedPaths.of(at.run(), subject, read.artifacts(), environment, claim, ledger)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Evidence shown = options.getAttestations() == null
                ? read.evidence()
                : Evidence.combine(List.of(read.evidence(), AttestedEvidence.of(read, admissions.policy(), now, at)));
        Evidence evidence = RecordedEarlier.with(ledger, subject.build(), shown);
        evidence.problems().forEach(problem -> at.log(problem.toString()));
        Baseline baseline = ledger.admittedBefore(subject, environment.name(), admissions.policy(), evidence, now);
        ReleaseContext context = admissions.context(subject, read.artifacts(), evidence, baseline, now);
        Judged judged = Judged.of(
                ledger.record(admissions.decide(context, ledger.promotions()), context, BuildActor.of(at.run())));
        ConfigurationEdits.remember(at.run().getParent());
        ReleaseAuditAction.of(at.run()).recorded();
        return judged;
    }
}
