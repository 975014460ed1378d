package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Judges what was refused once more, after people have let it through. */
public final class LateAdmission {

    private static final Logger LOGGER = Logger.getLogger(LateAdmission.class.getName());

    /** How often what is decided about may change while servers are asked. */
    private static final int MAX_TRIES = 5;

    private LateAdmission() {}

    /** Whoever waits for these files in that build looks how it stands; whether anybody does. */
    public static boolean tell(Run<?, ?> run, String environment, List<Artifact> artifacts) {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        return audit != null
                && ApprovalDesk.get().tell(audit.getBuildId(), environment, PendingAdmission.digests(artifacts));
    }

    /**
     * Something was let through: whoever waits for that looks again, and where nobody does, it is judged anew and recorded, so that whoever only
     * deploys finds it.
     *
     * @return why it could not be judged anew, a sentence; empty when it was, or need not be
     */
    public static Optional<String> lookAgain(Run<?, ?> run, String environment, List<Artifact> artifacts) {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        if (audit == null || tell(run, environment, artifacts)) {
            return Optional.empty();
        }
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            judgeAnew(ReleaseGatesHome.get().ledger(), run, audit.getBuildId(), environment, artifacts);
            return Optional.empty();
        } catch (IOException | LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> run + " isn't judged anew for " + environment);
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Servers are asked without the lock of the build, so that it is looked whether all is as it was before. */
    private static void judgeAnew(
            Ledger ledger, Run<?, ?> run, String build, String environment, List<Artifact> artifacts)
            throws IOException, LedgerException {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<PendingAdmission> pending = PendingAdmission.exactly(ledger, build, environment, artifacts);
            if (pending.isEmpty() || pending.get().decision().effect().admits()) {
                return;
            }
            String step = pending.get().entry().subject().path("step").asText();
            Environment rules = pending.get().rules();
            List<GateResult> health = Rejudgement.health(ledger, run, step, rules, pending.get());
            synchronized (ApprovalDesk.lock(build)) {
                Optional<PendingAdmission> now = PendingAdmission.exactly(ledger, build, environment, artifacts);
                if (now.isPresent()
                        && now.get().entry().id().equals(pending.get().entry().id())
                        && now.get().rules().rules().equals(rules.rules())) {
                    Rejudgement anew = new Rejudgement(ledger, run, step, rules, pending.get(), health);
                    anew.record(anew.decide());
                    return;
                }
            }
        }
        throw new LedgerException("what is asked changes faster than it can be looked at");
    }
}
