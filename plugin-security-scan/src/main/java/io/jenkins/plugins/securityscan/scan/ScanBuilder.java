package io.jenkins.plugins.securityscan.scan;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.releasegates.build.FreestyleSurroundings;
import java.io.IOException;

/** A scan as a build step of a freestyle job. */
public abstract class ScanBuilder extends Builder {

    /** What is looked for, and where. */
    abstract ScanOptions scan();

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        scan().run(FreestyleSurroundings.of(build, listener));
        return true;
    }

    /** For the job's configuration page. */
    abstract static class ScanBuilderDescriptor extends BuildStepDescriptor<Builder> {

        @Override
        public final boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
