package io.jenkins.plugins.releasegates.readiness;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;

/** A build that ended or went away without stopping its steps, as one that is terminated or killed: nothing waits in it any more. */
@Extension
public final class EndedReadiness extends RunListener<Run<?, ?>> {

    @Override
    public void onFinalized(Run<?, ?> run) {
        end(run);
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        end(run);
    }

    private static void end(Run<?, ?> run) {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        if (audit != null) {
            ReadinessDesk.get().forgetAll(audit.getBuildId());
        }
    }
}
