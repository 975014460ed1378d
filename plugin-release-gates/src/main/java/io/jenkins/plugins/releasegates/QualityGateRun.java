package io.jenkins.plugins.releasegates;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Judges a build by its options: reads on the agent, decides in the engine, records, and only then answers.
 *
 * <p>Safe to repeat: a step whose decision is in the ledger already gets that decision again.
 */
final class QualityGateRun {

    private final QualityGateOptions options;
    private final Clock clock = Clock.systemUTC();

    QualityGateRun(QualityGateOptions options) {
        this.options = options;
    }

    /**
     * The recorded decision of this step.
     *
     * @throws AbortException when policy or options are not usable, or nothing could be recorded; lists every issue
     */
    Judged judge(Run<?, ?> run, String step, FilePath workspace, EnvVars environment, TaskListener listener)
            throws IOException, InterruptedException {
        try {
            Ledger ledger = ReleaseGatesController.get().ledger();
            Subject subject = BuildSubject.of(run, step, Optional.ofNullable(options.getName()), environment);
            Optional<Judged> before = Judged.of(ledger.entriesOf(subject.build()), step);
            if (before.isPresent()) {
                return before.get();
            }
            ReadWorkspace.Result read =
                    workspace.act(new ReadWorkspace(options.getPolicy(), options.getReports()));
            Policy policy = options.policy(read);
            Evidence evidence = RecordedEarlier.with(ledger, subject, read.evidence());
            for (Problem problem : evidence.problems()) {
                listener.getLogger().println("[Release Gates] " + problem);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Baseline baseline = ledger.baseline(subject, policy.baseline(), now);
            ReleaseContext context = new ReleaseContext(subject, evidence, baseline, Purpose.JUDGEMENT, now);
            ledger.record(Evaluation.decide(policy, context), context, BuildActor.of(run));
            ReleaseAuditAction.of(run).recorded();
            return Judged.of(ledger.entriesOf(subject.build()), step)
                    .orElseThrow(() -> new LedgerException("the decision was recorded and can not be found again"));
        } catch (LedgerException e) {
            throw new AbortException("Not judged, since it can not be recorded: " + e.getMessage());
        } catch (InvalidPolicyException e) {
            throw new AbortException("Not judged, since the policy can not be used:\n" + e.getMessage());
        }
    }
}
