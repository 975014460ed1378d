package io.jenkins.plugins.releasegates.build;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who started a build, as far as Jenkins tells; through upstream builds to the person at their beginning. */
@Restricted(NoExternalUse.class)
public final class BuildActor {

    private static final int MAX_UPSTREAM = 20;
    private static final Set<String> TIMERS = Set.of("hudson.triggers.TimerTrigger$TimerTriggerCause");

    /** By name, since most plugins that bring such causes are no dependencies of this one. */
    private static final Set<String> CHANGES = Set.of(
            "hudson.triggers.SCMTrigger$SCMTriggerCause",
            "jenkins.branch.BranchEventCause",
            "jenkins.branch.BranchIndexingCause");

    private BuildActor() {}

    /** The person with the means by which the build was started, or nobody, by those means. */
    public static Actor of(Run<?, ?> run) {
        return of(run.getCauses());
    }

    static Actor of(List<Cause> causes) {
        Optional<Actor> person = person(causes, Actor.Means.BUILD_START, 0);
        if (person.isPresent()) {
            return person.get();
        }
        for (Cause cause : causes) {
            if (cause instanceof Cause.UpstreamCause) {
                return nobody(Actor.Means.UPSTREAM);
            }
            if (isA(cause, TIMERS)) {
                return nobody(Actor.Means.TIMER);
            }
            if (isA(cause, CHANGES)) {
                return nobody(Actor.Means.SCM_CHANGE);
            }
        }
        return nobody(Actor.Means.UNKNOWN);
    }

    /** Whether builds with that cause are started by nobody: at a time, or by a change in a repository. */
    public static boolean isNobodys(Cause cause) {
        return isA(cause, TIMERS) || isA(cause, CHANGES);
    }

    private static Optional<Actor> person(List<Cause> causes, Actor.Means means, int depth) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                return Optional.of(person(user.getUserId(), means));
            }
        }
        for (Cause cause : causes) {
            if (cause instanceof Cause.UpstreamCause upstream && depth < MAX_UPSTREAM) {
                Optional<Actor> person = person(upstream.getUpstreamCauses(), Actor.Means.UPSTREAM, depth + 1);
                if (person.isPresent()) {
                    return person;
                }
            }
        }
        return Optional.empty();
    }

    private static Actor person(String id, Actor.Means means) {
        User user = User.getById(id, false);
        return new Actor(id, user == null ? id : user.getDisplayName(), means);
    }

    private static Actor nobody(Actor.Means means) {
        return new Actor("", "nobody", means);
    }

    /** Whether the cause is of such a class, or of one derived from it, as those of hosting services are. */
    private static boolean isA(Cause cause, Set<String> names) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
