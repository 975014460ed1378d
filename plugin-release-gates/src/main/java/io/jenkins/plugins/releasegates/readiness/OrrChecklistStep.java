package io.jenkins.plugins.releasegates.readiness;

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
 * {@code orrChecklist service: 'shop', checklist: 'production', wait: true}: judges whether a service is ready, by a checklist that people answer and that
 * answers itself where it can. While it waits it holds no thread, and no agent unless one is around it. It never admits.
 */
public final class OrrChecklistStep extends Step {

    private final OrrChecklistOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public OrrChecklistStep(OrrChecklistOptions options) {
        this.options = options;
    }

    public OrrChecklistOptions getOptions() {
        return options;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OrrChecklistExecution(context, options);
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "orrChecklist";
        }

        @Override
        public String getDisplayName() {
            return Messages.OrrChecklistStep_DisplayName();
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
