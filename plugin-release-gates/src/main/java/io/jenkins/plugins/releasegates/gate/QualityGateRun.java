package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.evidence.RecordedEarlier;
import io.jenkins.plugins.releasegates.evidence.WorkspaceEvidence;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a build by its options: reads on the agent, decides in the engine, records, and only then answers and acts.
 *
 * <p>Safe to repeat: a step whose decision is in the ledger already gets that decision again.
 */
final class QualityGateRun {

    private final QualityGateOptions options;
    private final @Nullable Evidence alone;
    private final Clock clock = Clock.systemUTC();

    QualityGateRun(QualityGateOptions options) {
        this(options, null);
    }

    /** With the evidence that is judged, and no other; where there is none, with all of the build. */
    QualityGateRun(QualityGateOptions options, @Nullable Evidence alone) {
        this.options = options;
        this.alone = alone;
    }

    /**
     * The recorded decision of this step, in plain maps.
     *
     * @throws AbortException when the decision fails the build; when policy or options are not usable, with every issue; and when nothing
     *     could be recorded
     */
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        String id = options.getId();
        if (id != null && !QualityGateOptions.isId(id)) {
            throw new AbortException(Messages.QualityGateOptions_BadId(id));
        }
        if (options.getAttestations() != null && options.getArtifacts() == null) {
            throw new AbortException(Messages.QualityGateOptions_AttestationsOfNothing());
        }
        Judged judged;
        Evidence evidence;
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            judged = judge(ledger, at);
            evidence = ledger.evidence(judged.evidence()).orElse(Evidence.none());
        } catch (LedgerException e) {
            throw new AbortException("Not judged, since it can not be recorded: " + e.getMessage());
        } catch (InvalidPolicyException e) {
            throw new AbortException("Not judged, since the policy can not be used:\n" + e.getMessage());
        }
        DecisionWords.log(judged).forEach(at::log);
        BuildEffect.apply(judged, at);
        return DecisionWords.forJenkinsfile(judged, evidence);
    }

    private Judged judge(Ledger ledger, StepSurroundings at)
            throws IOException, InterruptedException, LedgerException, InvalidPolicyException {
        Subject subject = BuildSubject.of(at, Optional.ofNullable(options.title()));
        Optional<Judged> before = Judged.of(ledger.entriesOf(subject.build()), at.step());
        if (before.isPresent()) {
            ReleaseAuditAction.of(at.run()).recorded();
            return before.get();
        }
        WorkspaceEvidence read = read(at);
        Policy policy = options.validate(read.policy()).policyOrThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Evidence shown = options.getAttestations() == null
                ? read.evidence()
                : Evidence.combine(List.of(read.evidence(), AttestedEvidence.of(read, policy, now, at)));
        Evidence evidence = alone == null ? RecordedEarlier.with(ledger, subject.build(), shown) : alone;
        if (alone == null) {
            evidence.problems().forEach(problem -> at.log(problem.toString()));
        }
        Baseline baseline = ledger.baseline(subject, policy, evidence, now);
        ReleaseContext context =
                new ReleaseContext(subject, read.artifacts(), evidence, baseline, Purpose.JUDGEMENT, now);
        Judged judged = Judged.of(ledger.record(Evaluation.decide(policy, context), context, BuildActor.of(at.run())));
        ConfigurationEdits.remember(at.run().getParent());
        ReleaseAuditAction.of(at.run()).recorded();
        return judged;
    }

    private WorkspaceEvidence read(StepSurroundings at) throws IOException, InterruptedException {
        return alone == null
                ? WorkspaceEvidence.read(
                        at,
                        options.getPolicy(),
                        options.getArtifacts(),
                        options.getAttestations(),
                        options.getReports())
                : new WorkspaceEvidence(new byte[0], List.of(), List.of(), alone);
    }
}
