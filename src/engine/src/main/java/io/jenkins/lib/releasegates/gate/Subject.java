package io.jenkins.lib.releasegates.gate;

import java.util.Optional;

/**
 * What is judged: a build of a job, or a workspace.
 *
 * @param job id of our own, which survives renaming and moving, and which a copied or re-created job doesn't share; the branches of one
 *     multibranch project share the id of the project
 * @param jobName the full name at this moment; an attribute, not an identity
 * @param build id of our own
 * @param number the build's number, or 0 outside Jenkins
 * @param branch what baselines are looked up by
 * @param targetBranch where a pull request wants to go
 * @param revision the commit, as the build says
 * @param origin how the build came to be
 * @param step what tells this judgement from others of the same build (in Jenkins the id of the flow node); no step is judged twice
 * @param title what the pipeline calls this judgement
 */
public record Subject(
        String job,
        String jobName,
        String build,
        int number,
        Optional<String> branch,
        Optional<String> targetBranch,
        Optional<String> revision,
        Origin origin,
        Optional<String> step,
        Optional<String> title) {

    /** How a build came to be; a replayed or restarted one is named as such in the record. */
    public enum Origin {
        ORDINARY,
        REPLAY,
        RESTARTED_FROM_STAGE,
        COMMAND
    }
}
