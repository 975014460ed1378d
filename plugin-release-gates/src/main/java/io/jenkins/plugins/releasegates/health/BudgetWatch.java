package io.jenkins.plugins.releasegates.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.PeriodicWork;
import hudson.model.listeners.ItemListener;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.health.BudgetRound;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Looks at the error budgets of all environments every quarter of an hour, one after the other on Jenkins' pool, so that pages can tell what became of them. It
 * judges nothing. Where no environment has objectives nothing happens, and what builds have just looked at isn't asked again.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BudgetWatch extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(BudgetWatch.class.getName());
    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private @Nullable Future<?> round;
    private boolean stopped;

    @Override
    public long getRecurrencePeriod() {
        return PERIOD.toMillis();
    }

    @Override
    public long getInitialDelay() {
        return Duration.ofMinutes(1).toMillis();
    }

    /** Begins a round, unless one is at work. */
    @Override
    protected synchronized void doRun() {
        if (stopped || round != null && !round.isDone() || asked().isEmpty()) {
            return;
        }
        round = Computer.threadPoolForRemoting.submit(BudgetWatch::look);
    }

    private synchronized void stop() {
        stopped = true;
        if (round != null) {
            round.cancel(true);
        }
    }

    private static List<Environment> asked() {
        return EnvironmentConfiguration.get().usable().stream()
                .filter(environment -> !environment.health().objectives().isEmpty())
                .toList();
    }

    private static void look() {
        List<BudgetRound.Asked> environments = asked().stream()
                .map(environment -> new BudgetRound.Asked(
                        environment.name(), environment.health(), ServiceHealth.connections(environment)))
                .toList();
        try {
            new BudgetRound(Clock.systemUTC()).ask(environments, new Keeper());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The error budgets of environments can not be looked at", e);
        }
    }

    private static final class Keeper implements BudgetRound.Keeper {

        @Override
        public boolean isFresh(BudgetRound.Asked environment, ServiceLevelObjective objective, Instant now) {
            return ReleaseGatesHome.get().isShuttingDown()
                    || KeptHistories.newest(
                                    environment.name(),
                                    objective,
                                    environment.demand().way())
                            .filter(at -> at.isAfter(now.minus(FRESH)))
                            .isPresent();
        }

        @Override
        public void keep(
                BudgetRound.Asked environment, ServiceLevelObjective objective, Measured measured, Instant at) {
            KeptHistories.keep(
                    environment.name(), objective, environment.demand().way(), measured, at);
        }
    }

    /** Ends a round when Jenkins goes down. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Closing extends ItemListener {
        @Override
        public void onBeforeShutdown() {
            ExtensionList.lookupSingleton(BudgetWatch.class).stop();
        }
    }
}
