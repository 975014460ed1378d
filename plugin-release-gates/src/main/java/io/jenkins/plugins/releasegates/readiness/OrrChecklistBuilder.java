package io.jenkins.plugins.releasegates.readiness;

import hudson.AbortException;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.FreestyleSurroundings;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code orrChecklist} as a build step of a freestyle job: judges at once. */
public final class OrrChecklistBuilder extends Builder {

    private final OrrChecklistOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public OrrChecklistBuilder(OrrChecklistOptions options) {
        this.options = options;
    }

    public OrrChecklistOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        if (options.isWait()) {
            throw new AbortException(Messages.OrrChecklist_DoesNotWait());
        }
        StepSurroundings at = FreestyleSurroundings.of(build, listener);
        OrrChecklistRun run = new OrrChecklistRun(options, at);
        run.judge(run.look(true));
        return true;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("orrChecklistBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.OrrChecklistBuilder_DisplayName();
        }
    }
}
