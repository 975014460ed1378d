package io.jenkins.plugins.releasegates;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.lib.releasegates.audit.Actor;

/** Who started a build, as far as Jenkins tells; through upstream builds to the person at their beginning. */
final class BuildActor {

    private static final int MAX_UPSTREAM = 20;

    private BuildActor() {}

    static Actor of(Run<?, ?> run) {
        return of(run.getCauses(), Actor.Means.BUILD_CAUSE, 0);
    }

    private static Actor of(Iterable<Cause> causes, Actor.Means means, int depth) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                return person(user.getUserId(), means);
            }
        }
        for (Cause cause : causes) {
            if (cause instanceof Cause.UpstreamCause upstream && depth < MAX_UPSTREAM) {
                return of(upstream.getUpstreamCauses(), Actor.Means.UPSTREAM, depth + 1);
            }
            if (cause instanceof TimerTrigger.TimerTriggerCause) {
                return Actor.nobody(Actor.Means.TIMER);
            }
            if (cause instanceof SCMTrigger.SCMTriggerCause) {
                return Actor.nobody(Actor.Means.SCM_CHANGE);
            }
        }
        return Actor.nobody(Actor.Means.UNKNOWN);
    }

    private static Actor person(String id, Actor.Means means) {
        User user = User.getById(id, false);
        return new Actor(id, user == null ? id : user.getDisplayName(), means);
    }
}
