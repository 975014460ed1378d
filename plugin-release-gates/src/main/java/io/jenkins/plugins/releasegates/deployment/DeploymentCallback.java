package io.jenkins.plugins.releasegates.deployment;

import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import java.io.Serial;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Hands the end of a body over to its deployment. */
final class DeploymentCallback extends BodyExecutionCallback {

    @Serial
    private static final long serialVersionUID = 1;

    private final DeployToExecution deployment;

    DeploymentCallback(DeployToExecution deployment) {
        this.deployment = deployment;
    }

    @Override
    public void onSuccess(StepContext context, Object value) {
        deployment.ended(Outcome.SUCCEEDED, value, null);
    }

    @Override
    public void onFailure(StepContext context, Throwable thrown) {
        deployment.ended(thrown instanceof FlowInterruptedException ? Outcome.ABORTED : Outcome.FAILED, null, thrown);
    }
}
