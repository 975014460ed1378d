package io.jenkins.plugins.releasegates.admission;

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

/** {@code requireDecision artifacts: 'target/*.jar'}: fails unless every file has a decision that still holds. */
public final class RequireDecisionStep extends Step {

    private final RequireDecisionOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public RequireDecisionStep(RequireDecisionOptions options) {
        this.options = options;
    }

    public RequireDecisionOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, options);
    }

    /** Looks in the background; after a restart it looks again. */
    static final class Execution extends BackgroundExecution {

        @Serial
        private static final long serialVersionUID = 1;

        private final RequireDecisionOptions options;

        Execution(StepContext context, RequireDecisionOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected Object run(StepSurroundings surroundings) throws Exception {
            return new RequireDecisionRun(options).run(surroundings);
        }
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "requireDecision";
        }

        @Override
        public String getDisplayName() {
            return Messages.RequireDecisionStep_DisplayName();
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
