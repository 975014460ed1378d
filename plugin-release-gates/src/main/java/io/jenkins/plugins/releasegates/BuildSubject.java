package io.jenkins.plugins.releasegates;

import hudson.EnvVars;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.gate.Subject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** What is judged, told from a build. */
final class BuildSubject {

    /**
     * By class name, since the plugins that bring these causes are no dependencies of this one. A build that hides its origin could only hide
     * it by not having the cause, and Jenkins adds the cause itself.
     */
    private static final Map<String, Subject.Origin> ORIGINS = Map.of(
            "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause", Subject.Origin.REPLAY,
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause",
                    Subject.Origin.RESTARTED_FROM_STAGE);

    private BuildSubject() {}

    /**
     * The subject of a step in this build.
     *
     * @param step the id of the flow node, or of the build step; a step is judged once
     * @param environment what the build knows of its branch and commit, where its job doesn't say
     */
    static Subject of(Run<?, ?> run, String step, EnvVars environment) throws IOException {
        Job<?, ?> job = run.getParent();
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        return new Subject(
                JobIdentity.of(job),
                job.getFullName(),
                ReleaseAuditAction.of(run).getBuildId(),
                run.getNumber(),
                branch(head, environment),
                target(head, environment),
                variable(environment, "GIT_COMMIT"),
                origin(run),
                Optional.of(step));
    }

    static Subject.Origin origin(Run<?, ?> run) {
        for (Cause cause : run.getCauses()) {
            Subject.Origin origin = ORIGINS.get(cause.getClass().getName());
            if (origin != null) {
                return origin;
            }
        }
        return Subject.Origin.ORDINARY;
    }

    /** A pull request is no branch that others are compared with; its name says so. */
    private static Optional<String> branch(SCMHead head, EnvVars environment) {
        return head != null
                ? Optional.of(head.getName())
                : variable(environment, "BRANCH_NAME").or(() -> variable(environment, "GIT_BRANCH"));
    }

    private static Optional<String> target(SCMHead head, EnvVars environment) {
        return head instanceof ChangeRequestSCMHead change
                ? Optional.of(change.getTarget().getName())
                : variable(environment, "CHANGE_TARGET");
    }

    private static Optional<String> variable(EnvVars environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
