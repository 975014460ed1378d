package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What the record calls waits of builds that have not begun: steps of the build whose judgement they wait for, which may have ended long before. The end
 * of that build is none of theirs.
 */
@Restricted(NoExternalUse.class)
public final class QueueSteps {

    private static final String PREFIX = "queue-";

    private QueueSteps() {}

    /** The one of the build with that number in Jenkins' queue; the same after a restart. */
    public static String step(long id) {
        return PREFIX + id;
    }

    static boolean isOne(String step) {
        return step.startsWith(PREFIX);
    }

    /** It waits no more; what it has asked ends, unless another wait is for the same. */
    public static void abort(Run<?, ?> judged, String step, Actor actor) {
        ApprovalDesk.get().abort(judged, step, actor);
    }
}
