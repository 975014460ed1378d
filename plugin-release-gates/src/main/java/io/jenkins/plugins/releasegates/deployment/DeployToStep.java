package io.jenkins.plugins.releasegates.deployment;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/**
 * {@code deployTo('production') { ... }}: runs its body only when a decision that still holds admits exactly these files to that environment, one body at a time, with the secrets of the environment, and records how it ended.
 */
public final class DeployToStep extends Step {

    private final String environment;
    private @Nullable String artifact;

    /** To the environment of that name. */
    @DataBoundConstructor
    public DeployToStep(String environment) {
        this.environment = environment.trim();
    }

    public String getEnvironment() {
        return environment;
    }

    public @Nullable String getArtifact() {
        return artifact;
    }

    /** Patterns of the files in the workspace that are deployed; without any those that the build was admitted with. */
    @DataBoundSetter
    public void setArtifact(@Nullable String artifact) {
        this.artifact = Util.fixEmptyAndTrim(artifact);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = Objects.requireNonNull(context.get(Run.class), "a build");
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        String id = configuration
                .id(environment, run.getParent())
                .orElseThrow(() -> new AbortException(Messages.DeployToStep_NotAdmitted(
                        environment, configuration.noSuch(environment, run.getParent()))));
        return new DeployToExecution(context, id, artifact == null ? "" : artifact);
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "deployTo";
        }

        @Override
        public String getDisplayName() {
            return Messages.DeployToStep_DisplayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return StepSurroundings.REQUIRED;
        }

        /** The environments that the job sees, and the one that is named; whoever configures a job may know their names. */
        public ListBoxModel doFillEnvironmentItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String environment) {
            // What lies in a folder is told to who may read there.
            Item place = item == null || item.hasPermission(Item.READ) ? item : null;
            return EnvironmentConfiguration.get().choices(Util.fixNull(environment), place);
        }

        /** Files of the workspace; without any those that the build was admitted with. */
        public FormValidation doCheckArtifact(@QueryParameter String value) {
            return value.startsWith("/") || value.contains("..")
                    ? FormValidation.error(Messages.ReportItem_PatternLeaves(value))
                    : FormValidation.ok();
        }
    }
}
