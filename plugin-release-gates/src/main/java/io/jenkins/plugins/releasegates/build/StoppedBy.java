package io.jenkins.plugins.releasegates.build;

import hudson.model.User;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who stopped a build, as far as Jenkins tells: of "stop" it names the person, of "term", "kill" and a deletion nobody. */
@Restricted(NoExternalUse.class)
public final class StoppedBy {

    private StoppedBy() {}

    /** The person, or nobody. */
    public static Actor actor(Throwable cause) {
        if (cause instanceof FlowInterruptedException interrupted) {
            for (CauseOfInterruption each : interrupted.getCauses()) {
                if (each instanceof CauseOfInterruption.UserInterruption user) {
                    User known = user.getUserOrNull();
                    String name = known == null ? user.getUserId() : known.getDisplayName();
                    return new Actor(user.getUserId(), name, Actor.Means.UNKNOWN);
                }
            }
        }
        return new Actor("", "nobody: ended from outside", Actor.Means.UNKNOWN);
    }
}
