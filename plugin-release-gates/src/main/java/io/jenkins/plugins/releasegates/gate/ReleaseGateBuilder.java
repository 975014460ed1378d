package io.jenkins.plugins.releasegates.gate;

import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.FreestyleSurroundings;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code releaseGate} as a build step of a freestyle job: judges at once. */
public final class ReleaseGateBuilder extends Builder {

    private final ReleaseGateOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public ReleaseGateBuilder(ReleaseGateOptions options) {
        this.options = options;
    }

    public ReleaseGateOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        new ReleaseGateRun(options, build.getParent())
                .run(FreestyleSurroundings.of(build, listener), ReleaseGateRun.NONE);
        return true;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("releaseGateBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.ReleaseGateBuilder_DisplayName();
        }
    }
}
