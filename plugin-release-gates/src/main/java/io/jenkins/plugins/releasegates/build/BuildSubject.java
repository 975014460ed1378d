package io.jenkins.plugins.releasegates.build;

import hudson.EnvVars;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jspecify.annotations.Nullable;

/** What is judged, told from a build. */
public final class BuildSubject {

    /**
     * By class name, since the plugins that bring these causes are no dependencies of this one. A build that hides its origin could only hide
     * it by not having the cause, and Jenkins adds the cause itself.
     */
    private static final Map<String, Subject.Origin> ORIGINS = Map.of(
            "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause",
            Subject.Origin.REPLAY,
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause",
            Subject.Origin.RESTARTED_FROM_STAGE);

    private BuildSubject() {}

    /**
     * The subject of a step.
     *
     * @param title what the pipeline calls this judgement
     */
    public static Subject of(StepSurroundings at, Optional<String> title) throws IOException {
        Run<?, ?> run = at.run();
        Job<?, ?> job = run.getParent();
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        return new Subject(
                identity(job, head),
                job.getFullName(),
                ReleaseAuditAction.of(run).getBuildId(),
                run.getNumber(),
                branch(head),
                target(head),
                variable(at.environment(), "GIT_COMMIT"),
                origin(run.getCauses()),
                Optional.of(at.step()),
                title);
    }

    /**
     * The job's id; of a branch of a multibranch project the project's, since its branches are compared with each other, and a branch that
     * comes again is the same branch.
     */
    private static String identity(Job<?, ?> job, @Nullable SCMHead head) throws IOException {
        return head != null && job.getParent() instanceof Item project
                ? JobIdentity.in(project.getRootDir().toPath())
                : JobIdentity.of(job);
    }

    static Subject.Origin origin(List<Cause> causes) {
        for (Cause cause : causes) {
            Subject.Origin origin = ORIGINS.get(cause.getClass().getName());
            if (origin != null) {
                return origin;
            }
        }
        return Subject.Origin.ORDINARY;
    }

    /**
     * The branch that the multibranch project found, and nothing else: variables are the pipeline's to set, and whoever could choose the name
     * could begin anew with every build. A pull request is no branch that others are compared with; its name says so.
     */
    private static Optional<String> branch(@Nullable SCMHead head) {
        return Optional.ofNullable(head).map(SCMHead::getName);
    }

    private static Optional<String> target(@Nullable SCMHead head) {
        return head instanceof ChangeRequestSCMHead change
                ? Optional.of(change.getTarget().getName())
                : Optional.empty();
    }

    private static Optional<String> variable(EnvVars environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
