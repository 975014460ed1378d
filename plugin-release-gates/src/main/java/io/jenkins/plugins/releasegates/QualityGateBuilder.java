package io.jenkins.plugins.releasegates;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.lib.releasegates.gate.Effect;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code qualityGate} as a build step of a freestyle job: judges at once. */
public final class QualityGateBuilder extends Builder {

    private final QualityGateOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public QualityGateBuilder(QualityGateOptions options) {
        this.options = options;
    }

    public QualityGateOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException("The build has no workspace any more; its agent went away");
        }
        Judged judged = new QualityGateRun(options)
                .judge(build, BuildSteps.id(build, this), workspace, build.getEnvironment(listener), listener);
        judged.log().forEach(line -> listener.getLogger().println("[Release Gates] " + line));
        Effect.Mark mark = judged.effect().build();
        if (mark == Effect.Mark.UNSTABLE) {
            build.setResult(Result.UNSTABLE);
        }
        return mark != Effect.Mark.FAILURE;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("qualityGateBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.QualityGateBuilder_DisplayName();
        }
    }
}
