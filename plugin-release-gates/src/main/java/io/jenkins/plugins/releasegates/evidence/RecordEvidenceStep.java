package io.jenkins.plugins.releasegates.evidence;

import hudson.Extension;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.BackgroundExecution;
import io.jenkins.plugins.releasegates.build.FlatOptions;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.Serial;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code recordEvidence reports: [[pattern: '**\/*.sarif']]}: records reports and numbers without judging them. */
public final class RecordEvidenceStep extends Step {

    private final RecordEvidenceOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public RecordEvidenceStep(RecordEvidenceOptions options) {
        this.options = options;
    }

    public RecordEvidenceOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, options);
    }

    static final class Execution extends BackgroundExecution {

        @Serial
        private static final long serialVersionUID = 1;

        private final RecordEvidenceOptions options;

        Execution(StepContext context, RecordEvidenceOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected Object run(StepSurroundings surroundings) throws Exception {
            return Map.of("record", new RecordEvidenceRun(options).record(surroundings));
        }
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "recordEvidence";
        }

        @Override
        public String getDisplayName() {
            return Messages.RecordEvidenceStep_DisplayName();
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
