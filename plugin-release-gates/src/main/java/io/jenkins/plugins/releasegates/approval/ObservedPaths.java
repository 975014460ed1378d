package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.plugins.releasegates.health.ClaimedChanges;
import java.util.List;
import java.util.Optional;

/**
 * Which files of the repository that an environment's owner names differ from what was deployed there last, for error-budget policies that tell classes of
 * changes by them. Looked up by the controller; the build has no say in it but where the owner takes its word for its revision, and then it is reported.
 */
public final class ObservedPaths {

    private ObservedPaths() {}

    /**
     * The files; empty where no class that is claimed depends on them, and where nobody knows them. May take as long as a repository does.
     *
     * @param subject of the build that claims
     */
    public static Optional<ChangeFact> of(
            Run<?, ?> run,
            Subject subject,
            List<Artifact> artifacts,
            Environment environment,
            ClaimedChanges.Claim claim,
            Ledger ledger)
            throws LedgerException {
        boolean wanted = environment
                .health()
                .policy()
                .filter(policy -> policy.looksAtPaths(claim.changeClass()))
                .isPresent();
        Optional<ApprovalDemand> demand = environment.approval();
        if (!wanted || demand.isEmpty()) {
            return Optional.empty();
        }
        Optional<Base> base = Base.of(ledger, environment.name(), subject.job(), subject.build(), artifacts);
        Span span = Span.of(run, subject, environment.name(), demand.get(), base, ledger);
        return span.paths()
                .filter(found -> found.unknown().isEmpty())
                .map(found -> new ChangeFact(
                        ChangeFact.Kind.PATHS,
                        found.paths(),
                        span.isClaimed() ? Provenance.REPORTED : Provenance.OBSERVED));
    }

    /**
     * The same for what was decided before, for whoever deploys it.
     *
     * @param run the build that was judged
     */
    public static Optional<ChangeFact> of(
            Run<?, ?> run, PendingAdmission made, Environment environment, ClaimedChanges.Claim claim, Ledger ledger)
            throws LedgerException {
        String step = made.entry().subject().path("step").asText();
        return of(run, made.subject(step), made.decision().artifacts(), environment, claim, ledger);
    }
}
