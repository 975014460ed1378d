package io.jenkins.plugins.releasegates.analysis;

import hudson.Extension;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.FlatOptions;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
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
 * {@code metricGate connection: 'prometheus', query: '...', successCondition: 'result < 0.02', interval: '1m', count: 5}: asks about the running
 * service, once or again and again, and judges the build by it. It needs no agent and holds none while it waits, and it never admits.
 */
public final class MetricGateStep extends Step {

    private final MetricGateOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public MetricGateStep(MetricGateOptions options) {
        this.options = options;
    }

    public MetricGateOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new MetricGateExecution(context, options);
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "metricGate";
        }

        @Override
        public String getDisplayName() {
            return Messages.MetricGateStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return StepSurroundings.REQUIRED_WITHOUT_AGENT;
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
