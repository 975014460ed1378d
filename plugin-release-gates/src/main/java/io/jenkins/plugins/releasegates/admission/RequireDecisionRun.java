package io.jenkins.plugins.releasegates.admission;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.statement.admission.Admission;
import io.jenkins.lib.releasegates.statement.admission.Requirement;
import io.jenkins.lib.releasegates.statement.admission.RevocationSource;
import io.jenkins.lib.releasegates.statement.admission.SignedRevocations;
import io.jenkins.lib.releasegates.statement.admission.StatementCheck;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.build.AgentGoneException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Demands a decision for files: of this controller's ledger, or by statements that came along and are signed by a key that an administrator
 * trusts. One way of judging for both: what the ledger holds is stated and checked like what others state.
 */
final class RequireDecisionRun {

    private final RequireDecisionOptions options;
    private final Clock clock = Clock.systemUTC();

    RequireDecisionRun(RequireDecisionOptions options) {
        this.options = options;
    }

    /**
     * For each file the decision that admits it.
     *
     * @throws AbortException when a file has none, with every reason
     */
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        Duration age = options.age()
                .orElseThrow(() -> new AbortException(Messages.RequireDecisionOptions_BadAge(options.getMaxAge())));
        Set<Digest> policies;
        try {
            policies = options.policies();
        } catch (IllegalArgumentException e) {
            throw new AbortException(
                    Messages.RequireDecisionOptions_BadDigest(String.valueOf(options.getPolicyDigest())));
        }
        if (options.getStatement() != null && options.getJob() != null) {
            throw new AbortException(Messages.RequireDecision_JobOfAStatement());
        }
        if (options.getStatement() == null && options.getRevocations() != null) {
            throw new AbortException(Messages.RequireDecision_RevocationsAlone());
        }
        ReadDemanded.Result read = read(at);
        Map<String, Object> decisions = new HashMap<>();
        List<String> refused = new ArrayList<>();
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            List<Artifact> artifacts = read.artifacts();
            if (artifacts.isEmpty()) {
                // Nothing is no reason to go on; an agent that isn't ours may send that.
                throw new AbortException(Messages.RequireDecision_NotAdmitted("no file was found"));
            }
            for (Artifact artifact : artifacts) {
                Admission admission = admission(ledger, artifact, read, age, policies);
                report(at, artifact, admission);
                if (admission.admitted()) {
                    admission
                            .examined()
                            .get(0)
                            .decision()
                            .ifPresent(decision -> decisions.put(
                                    artifact.name(), decision.recorded().decision()));
                } else {
                    refused.add(artifact.name());
                }
            }
        } catch (LedgerException e) {
            throw new AbortException(Messages.RequireDecision_NotAdmitted(String.valueOf(e.getMessage())));
        } catch (RefusedDocumentException e) {
            throw new AbortException(Messages.RequireDecision_NotAdmitted(e.reason()));
        } catch (IllegalArgumentException e) {
            throw new AbortException(Messages.RequireDecision_NotAdmitted("the agent sent no digests"));
        }
        if (!refused.isEmpty()) {
            throw new AbortException(Messages.RequireDecision_NotAdmitted(String.join(", ", refused)));
        }
        Map<String, Object> answer = new HashMap<>();
        answer.put("admitted", true);
        answer.put("decisions", decisions);
        return answer;
    }

    private ReadDemanded.Result read(StepSurroundings at) throws IOException, InterruptedException {
        ReadDemanded.Result read;
        try {
            read = at.workspace()
                    .act(new ReadDemanded(options.getArtifacts(), options.getStatement(), options.getRevocations()));
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new AgentGoneException(Messages.WorkspaceEvidence_AgentGone(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new AbortException(Messages.WorkspaceEvidence_NotRead(String.valueOf(e.getMessage())));
        }
        if (read.refusal() != null) {
            throw new AbortException(Messages.RequireDecision_NotAdmitted(read.refusal()));
        }
        return read;
    }

    private Admission admission(
            Ledger ledger, Artifact artifact, ReadDemanded.Result read, Duration age, Set<Digest> policies)
            throws LedgerException, RefusedDocumentException {
        Instant now = clock.instant();
        List<EnvelopeKey> own = OwnStatements.keys(ledger);
        RevocationSource revocations = new LedgerRevocations(ledger);
        List<EnvelopeKey> keys = new ArrayList<>(own);
        byte[] statements;
        if (read.statement() == null) {
            statements = new OwnStatements(ledger).about(artifact, Optional.ofNullable(options.getJob()));
            if (statements.length == 0) {
                return new Admission(
                        List.of(new Admission.Examined(
                                "the ledger of this controller",
                                Optional.empty(),
                                List.of("It has no decision that still stands about a file with the digest "
                                        + artifact.digest()
                                        + (options.getJob() == null ? "" : " by job " + options.getJob()) + "."),
                                List.of())),
                        0);
            }
        } else {
            statements = read.statement();
            keys.addAll(AdmissionConfiguration.get().keys());
            if (read.revocations() != null) {
                revocations = new EitherRevocations(
                        ledger, revocations, SignedRevocations.read(read.revocations(), keys, now, age));
            }
        }
        Requirement requirement = Requirement.of(artifact, keys, now, age, Optional.of(revocations))
                .byPolicy(policies);
        // As the record calls it, and not as a folder may: nothing that a folder defines stands in for what is
        // demanded.
        String environment = options.getEnvironment();
        return StatementCheck.check(
                statements, environment == null ? requirement : requirement.forEnvironment(environment));
    }

    private static void report(StepSurroundings at, Artifact artifact, Admission admission) {
        at.log((admission.admitted() ? "Admitted: " : "NOT admitted: ") + artifact.name() + " " + artifact.digest());
        for (Admission.Examined examined : admission.examined()) {
            at.log("  by "
                    + examined.decision()
                            .map(decision -> "decision " + decision.recorded().decision())
                            .orElse(examined.place())
                    + ":");
            examined.failed().forEach(sentence -> at.log("  - " + sentence));
            examined.holds().forEach(sentence -> at.log("  + " + sentence));
        }
        if (admission.leftOut() > 0) {
            at.log("  and " + admission.leftOut() + " more that are not enough");
        }
    }
}
