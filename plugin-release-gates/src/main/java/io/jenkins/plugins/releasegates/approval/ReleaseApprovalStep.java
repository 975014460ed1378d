package io.jenkins.plugins.releasegates.approval;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/**
 * {@code releaseApproval 'production'}: asks the people whom the owner of an environment names, waits for them without an agent and without a thread,
 * and records the admission when they have approved. Who is asked, who may not answer and for how long is the owner's to say, not the pipeline's.
 */
public final class ReleaseApprovalStep extends Step {

    private final String environment;

    /** For the environment of that name. */
    @DataBoundConstructor
    public ReleaseApprovalStep(String environment) {
        this.environment = environment.trim();
    }

    public String getEnvironment() {
        return environment;
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = Objects.requireNonNull(context.get(Run.class), "a build");
        return new ReleaseApprovalExecution(
                context, EnvironmentConfiguration.get().seenId(environment, run.getParent()));
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "releaseApproval";
        }

        @Override
        public String getDisplayName() {
            return Messages.ReleaseApprovalStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        /** The environments that the job sees, and the one that is named; whoever configures a job may know their names. */
        public ListBoxModel doFillEnvironmentItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String environment) {
            // What lies in a folder is told to who may read there.
            Item place = item == null || item.hasPermission(Item.READ) ? item : null;
            return EnvironmentConfiguration.get().choices(Util.fixNull(environment), place);
        }
    }
}
