package io.jenkins.plugins.releasegates.budget;

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

/** {@code errorBudgetCheck} as a build step of a freestyle job. */
public final class ErrorBudgetBuilder extends Builder {

    private final ErrorBudgetOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public ErrorBudgetBuilder(ErrorBudgetOptions options) {
        this.options = options;
    }

    public ErrorBudgetOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        new ErrorBudgetRun(options).run(FreestyleSurroundings.of(build, listener));
        return true;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("errorBudgetCheckBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.ErrorBudgetBuilder_DisplayName();
        }
    }
}
