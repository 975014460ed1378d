package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.approval.ApprovalTerms;
import io.jenkins.lib.releasegates.approval.Exclusions.AuthorProof;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.authorship.TrustedSigners;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who has to approve before artifacts enter an environment, and who may not.
 *
 * @param enforced nobody approves their own on these grounds
 * @param authors what of them is taken for known
 * @param signers keys whose signatures of commits count
 * @param sources where the changes of a job are looked up
 */
public record ApprovalDemand(
        ApprovalTerms terms,
        Set<Ground> enforced,
        UnknownAuthorship unknown,
        AuthorProof authors,
        TrustedSigners signers,
        List<Source> sources) {

    /**
     * A repository that the owner names.
     *
     * @param jobs whose changes it holds
     * @param since the revision that counts as promoted before the first one was
     * @param claimed whether a build's own word on its revision counts
     */
    public record Source(NamePattern jobs, String repository, Optional<String> since, boolean claimed) {}

    public ApprovalDemand {
        sources = List.copyOf(sources);
    }

    /** The repository with the changes of a job of that full name. */
    public Optional<Source> source(String job) {
        return sources.stream().filter(source -> source.jobs().matches(job)).findFirst();
    }
}
