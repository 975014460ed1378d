package io.jenkins.plugins.releasegates.approval;

import hudson.AbortException;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.Policy;
import java.util.List;

/** What a pipeline demands on top of what an environment's owner demands, kept with its build for when everything is judged once more. */
public interface PipelineDemands extends Action {

    /** All that are kept and can still be read. */
    List<Policy> policies();

    /**
     * The demands with that digest, which stands in the record, so that one that somebody has edited isn't found.
     *
     * @throws AbortException when they aren't kept as they were; leaving them out would loosen what is demanded
     */
    static Policy of(Run<?, ?> run, Digest digest) throws AbortException {
        for (PipelineDemands kept : run.getActions(PipelineDemands.class)) {
            for (Policy policy : kept.policies()) {
                if (policy.digest().equals(digest)) {
                    return policy;
                }
            }
        }
        throw new AbortException(
                "Not admitted, since what the pipeline demands besides isn't kept with the build as it was: " + digest);
    }
}
