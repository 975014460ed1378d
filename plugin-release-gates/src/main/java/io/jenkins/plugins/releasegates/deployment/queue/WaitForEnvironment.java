package io.jenkins.plugins.releasegates.deployment.queue;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/**
 * A freestyle job whose builds wait in the queue until an environment would take what they deploy: until a decision admits it, people having been asked
 * where the owner wants that, until it is open, and until nobody else deploys there. It only waits: whether something may be deployed is looked at by the
 * build, again and on its own.
 */
public final class WaitForEnvironment extends OptionalJobProperty<AbstractProject<?, ?>> {

    private final String environment;
    private @Nullable String artifact;

    /** For the environment of that name. */
    @DataBoundConstructor
    public WaitForEnvironment(String environment) {
        this.environment = environment.trim();
    }

    public String getEnvironment() {
        return environment;
    }

    public @Nullable String getArtifact() {
        return artifact;
    }

    /** Digests of the files, written sha256:... and set apart by spaces or commas, with variables of parameters; none for what the build was admitted with by which this one was started. */
    @DataBoundSetter
    public void setArtifact(@Nullable String artifact) {
        this.artifact = Util.fixEmptyAndTrim(artifact);
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("waitForEnvironment")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {

        @Override
        public boolean isApplicable(Class<? extends Job> type) {
            return AbstractProject.class.isAssignableFrom(type);
        }

        @Override
        public String getDisplayName() {
            return Messages.WaitForEnvironment_DisplayName();
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
