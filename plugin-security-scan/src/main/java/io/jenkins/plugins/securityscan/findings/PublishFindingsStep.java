package io.jenkins.plugins.securityscan.findings;

import hudson.Extension;
import io.jenkins.plugins.releasegates.build.BackgroundExecution;
import io.jenkins.plugins.releasegates.build.FlatOptions;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
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
 * {@code publishFindings pattern: '**\/trivy.json', qualityGates: [[metric: 'vulnerabilities.critical', threshold: 1]]}: takes the reports of
 * scanners, records each finding, and judges them where gates are given.
 */
public final class PublishFindingsStep extends Step {

    private final PublishFindingsOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public PublishFindingsStep(PublishFindingsOptions options) {
        this.options = options;
    }

    public PublishFindingsOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, options);
    }

    static final class Execution extends BackgroundExecution {

        @Serial
        private static final long serialVersionUID = 1;

        private final PublishFindingsOptions options;

        Execution(StepContext context, PublishFindingsOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected Object run(StepSurroundings surroundings) throws Exception {
            return new PublishFindingsRun(options).run(surroundings);
        }
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "publishFindings";
        }

        @Override
        public String getDisplayName() {
            return Messages.PublishFindingsStep_DisplayName();
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
