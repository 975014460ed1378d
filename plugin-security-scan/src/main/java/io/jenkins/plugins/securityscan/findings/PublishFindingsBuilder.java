package io.jenkins.plugins.securityscan.findings;

import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.releasegates.build.FreestyleSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code publishFindings} as a build step of a freestyle job. */
public final class PublishFindingsBuilder extends Builder {

    private final PublishFindingsOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public PublishFindingsBuilder(PublishFindingsOptions options) {
        this.options = options;
    }

    public PublishFindingsOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        new PublishFindingsRun(options).run(FreestyleSurroundings.of(build, listener));
        return true;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("publishFindingsBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.PublishFindingsBuilder_DisplayName();
        }
    }
}
