package io.jenkins.plugins.releasegates.approval;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.StoppedBy;
import jenkins.util.Timer;

/** A build that ended, or went away, while it waited for people: nobody can approve any more what nobody waits for. */
@Extension
public final class EndedBuilds extends RunListener<Run<?, ?>> {

    @Override
    public void onFinalized(Run<?, ?> run) {
        end(run);
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        if (run.getAction(ReleaseAuditAction.class) != null) {
            // Its files go at once, so this can't wait.
            ApprovalDesk.get().abortAll(run, StoppedBy.actor(new InterruptedException()));
        }
    }

    private static void end(Run<?, ?> run) {
        if (run.getAction(ReleaseAuditAction.class) != null) {
            Timer.get().execute(() -> ApprovalDesk.get().abort(run, StoppedBy.actor(new InterruptedException())));
        }
    }
}
