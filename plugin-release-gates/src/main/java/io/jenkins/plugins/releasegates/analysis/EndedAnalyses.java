package io.jenkins.plugins.releasegates.analysis;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.connection.SharedSampler;

/** A build that ended or went away without stopping its steps, as one that is terminated or killed: nothing is asked for it any more. */
@Extension
public final class EndedAnalyses extends RunListener<Run<?, ?>> {

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
            SharedSampler.get().cancelAll(audit.getBuildId());
        }
    }
}
