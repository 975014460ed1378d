package io.jenkins.plugins.releasegates.health;

import hudson.model.Run;
import io.jenkins.lib.releasegates.analysis.metric.MetricProbes;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedEvidence;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.health.HealthCheck;
import io.jenkins.lib.releasegates.health.HealthFindings;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.plugins.releasegates.analysis.KeptBudgets;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Asks the running service what the owner of an environment wants to know, and keeps the answers as evidence in the record. */
@Restricted(NoExternalUse.class)
public final class ServiceHealth {

    private static final Logger LOGGER = Logger.getLogger(ServiceHealth.class.getName());

    private ServiceHealth() {}

    /**
     * Asks all of it now, on this thread; takes as long as servers do.
     *
     * @param subject of the build for which it is asked
     * @param claim what the pipeline says of its change
     * @param seen what is known of it besides
     * @return a gate for each question, with the name of the evidence that it was judged from; none where nothing is asked
     * @throws LedgerException when the answers can't be recorded
     */
    public static List<GateResult> look(
            Ledger ledger,
            Environment environment,
            Run<?, ?> run,
            Subject subject,
            ClaimedChanges.Claim claim,
            Optional<ChangeFact> seen)
            throws IOException, LedgerException {
        if (environment.health().isNone()) {
            return List.of();
        }
        HealthFindings found = found(environment, claim, seen);
        show(run, environment, found);
        RecordedEvidence kept = ledger.recordEvidence(
                Evidence.observed(found.observed()),
                subject,
                BuildActor.of(run),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
        return found.judgedFrom(kept.evidence());
    }

    /** On the build's page; what can't be shown there stops nobody. */
    private static void show(Run<?, ?> run, Environment environment, HealthFindings found) {
        try {
            KeptBudgets.look(
                    run,
                    environment.name(),
                    found.budgets().stream()
                            .map(budget -> budget.decision().basis())
                            .toList());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The error budgets that " + run + " has looked at can not be shown");
        }
    }

    /** The same, and nothing of it is recorded: for who looks again and again until it is well. */
    public static HealthFindings found(Environment environment, ClaimedChanges.Claim claim, Optional<ChangeFact> seen)
            throws IOException {
        try {
            HealthFindings found = new HealthCheck(
                            environment.health(),
                            connections(environment),
                            LastKnownBudgets.ofController(),
                            Clock.systemUTC())
                    .look(claim.change(seen), claim.postmortem());
            found.budgets()
                    .forEach(budget -> KeptHistories.keep(
                            environment.name(),
                            budget.objective(),
                            environment.health().way(),
                            budget.measured().measured(),
                            found.at()));
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while the health of the service was looked at");
        }
    }

    /** Those of the controller; an environment of a folder names only those that jobs beside it may name. */
    public static MetricProbes.Connections connections(Environment environment) {
        ConnectionConfiguration connections = ConnectionConfiguration.get();
        boolean ofFolder = !environment.entrance().folder().isEmpty();
        return name -> ofFolder && !connections.mayName(name, environment.name())
                ? Optional.empty()
                : connections.server(name);
    }
}
