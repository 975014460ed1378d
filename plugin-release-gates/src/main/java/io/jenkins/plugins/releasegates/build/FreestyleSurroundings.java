package io.jenkins.plugins.releasegates.build;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.UUID;

/** Where a build step of a freestyle build runs. */
public final class FreestyleSurroundings {

    private FreestyleSurroundings() {}

    /** With an id that is new each time: a build of this kind never takes a step up again, and other plugins may run one step in a loop. */
    public static StepSurroundings of(AbstractBuild<?, ?> build, TaskListener listener)
            throws IOException, InterruptedException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException("The build has no workspace any more; its agent went away");
        }
        return new StepSurroundings(
                build, "builder-" + UUID.randomUUID(), workspace, build.getEnvironment(listener), listener, null);
    }
}
