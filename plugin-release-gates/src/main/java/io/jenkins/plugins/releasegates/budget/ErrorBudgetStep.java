package io.jenkins.plugins.releasegates.budget;

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

/**
 * {@code errorBudgetCheck connection: 'prometheus', slos: 'slo/*.yaml', environment: 'production'}, or {@code errorBudgetCheck environment: 'production',
 * service: 'shop'}: measures the error budgets of service level
 * objectives, and judges the build by what they mean for a release. It never admits.
 */
public final class ErrorBudgetStep extends Step {

    private final ErrorBudgetOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public ErrorBudgetStep(ErrorBudgetOptions options) {
        this.options = options;
    }

    public ErrorBudgetOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, options);
    }

    /** Measures in the background; after a restart it begins again, unless the decision is in the ledger already. */
    static final class Execution extends BackgroundExecution {

        @Serial
        private static final long serialVersionUID = 1;

        private final ErrorBudgetOptions options;

        Execution(StepContext context, ErrorBudgetOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected Object run(StepSurroundings surroundings) throws Exception {
            return new ErrorBudgetRun(options).run(surroundings);
        }
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "errorBudgetCheck";
        }

        @Override
        public String getDisplayName() {
            return Messages.ErrorBudgetStep_DisplayName();
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
