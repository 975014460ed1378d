package io.jenkins.plugins.releasegates.gate;

import hudson.Extension;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.ApprovalSeeker;
import io.jenkins.plugins.releasegates.approval.PendingAdmission;
import io.jenkins.plugins.releasegates.approval.StoppedStep;
import io.jenkins.plugins.releasegates.approval.UnmovedWait;
import io.jenkins.plugins.releasegates.build.BackgroundExecution;
import io.jenkins.plugins.releasegates.build.FlatOptions;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code releaseGate environment: 'production', artifact: 'target/*.jar'}: asks whether files may go to an environment, by its owner's rules and
 * whatever the pipeline demands on top. The only way to be admitted.
 */
public final class ReleaseGateStep extends Step {

    private final ReleaseGateOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public ReleaseGateStep(ReleaseGateOptions options) {
        this.options = options;
    }

    public ReleaseGateOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, options);
    }

    /** Judges in the background; after a restart it begins again, unless the decision is in the ledger already. */
    static final class Execution extends BackgroundExecution {

        @Serial
        private static final long serialVersionUID = 1;

        private final ReleaseGateOptions options;

        Execution(StepContext context, ReleaseGateOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected Object run(StepSurroundings surroundings) throws Exception {
            Optional<Map<String, Object>> answer = new ReleaseGateRun(
                            options, surroundings.run().getParent())
                    .run(surroundings, pending -> waits(surroundings, pending));
            return answer.isPresent() ? answer.get() : GOES_ON;
        }

        @Override
        protected boolean goesOnWaiting() throws InterruptedException {
            return UnmovedWait.goesOn(getContext(), this::resume);
        }

        private boolean waits(StepSurroundings at, PendingAdmission pending) throws IOException, LedgerException {
            return new ApprovalSeeker(at.run(), at.step(), at.listener(), pending, this::repeat, this::isStopped)
                    .waitingForExemptions(options.isWaitForWaiver())
                    .waitingForHealth()
                    .waitingForPeople(options.isWaitForApproval())
                    .seek()
                    .isEmpty();
        }

        @Override
        public void stop(Throwable cause) {
            stopping(cause);
            StoppedStep.abort(getContext(), cause, () -> super.stop(cause));
        }
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "releaseGate";
        }

        @Override
        public String getDisplayName() {
            return Messages.ReleaseGateStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return StepSurroundings.REQUIRED;
        }

        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return FlatOptions.nest(arguments);
        }

        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            return FlatOptions.flatten(step);
        }
    }
}
