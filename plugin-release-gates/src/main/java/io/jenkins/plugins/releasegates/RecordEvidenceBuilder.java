package io.jenkins.plugins.releasegates;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code recordEvidence} as a build step of a freestyle job. */
public final class RecordEvidenceBuilder extends Builder {

    private final RecordEvidenceOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public RecordEvidenceBuilder(RecordEvidenceOptions options) {
        this.options = options;
    }

    public RecordEvidenceOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException("The build has no workspace any more; its agent went away");
        }
        new RecordEvidenceRun(options)
                .record(build, BuildSteps.id(build, this), workspace, build.getEnvironment(listener), listener);
        return true;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("recordEvidenceBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.RecordEvidenceBuilder_DisplayName();
        }
    }
}
