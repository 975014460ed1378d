package io.jenkins.plugins.releasegates.deployment;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
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
    public StepExecution start(StepContext context) {
        return new DeployToExecution(context, environment, artifact == null ? "" : artifact);
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

        /** The environments that there are, and the one that is named; whoever configures a job may know their names. */
        public ListBoxModel doFillEnvironmentItems(@QueryParameter String environment) {
            return EnvironmentConfiguration.get().choices(Util.fixNull(environment));
        }

        /** Files of the workspace; without any those that the build was admitted with. */
        public FormValidation doCheckArtifact(@QueryParameter String value) {
            return value.startsWith("/") || value.contains("..")
                    ? FormValidation.error(Messages.ReportItem_PatternLeaves(value))
                    : FormValidation.ok();
        }
    }
}
