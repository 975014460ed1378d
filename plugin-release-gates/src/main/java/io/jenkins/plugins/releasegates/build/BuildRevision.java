package io.jenkins.plugins.releasegates.build;

import hudson.model.Run;
import java.util.Optional;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The revision of a build of a multibranch project, which Jenkins itself has looked up before the build began; what the build says isn't asked. */
@Restricted(NoExternalUse.class)
public final class BuildRevision {

    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private BuildRevision() {}

    /** The revision; empty where Jenkins knows none, or none of a kind that git has. */
    public static Optional<String> of(Run<?, ?> run) {
        SCMRevisionAction action = run.getAction(SCMRevisionAction.class);
        SCMRevision revision = action == null ? null : action.getRevision();
        // Revisions of git are written as their hash; those of pull requests as something longer, which names two.
        return Optional.ofNullable(revision)
                .map(SCMRevision::toString)
                .filter(text -> REVISION.matcher(text).matches());
    }
}
