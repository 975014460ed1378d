package io.jenkins.plugins.releasegates.health;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.report.HealthPage;
import io.jenkins.lib.releasegates.report.analysis.BudgetChart;
import io.jenkins.lib.releasegates.report.analysis.ChartMark;
import io.jenkins.lib.releasegates.slo.BudgetWindow;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.history.BudgetHistories;
import io.jenkins.lib.releasegates.slo.history.BudgetHistory;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What became of the error budgets of this controller's environments, each time that somebody looked. */
@Extension
@Restricted(NoExternalUse.class)
public final class KeptHistories {

    private static final Logger LOGGER = Logger.getLogger(KeptHistories.class.getName());

    private @Nullable BudgetHistories histories;
    private final Map<BudgetHistories.Key, Instant> newest = new ConcurrentHashMap<>();

    private static KeptHistories get() {
        return ExtensionList.lookupSingleton(KeptHistories.class);
    }

    /** Jenkins makes this one while it still looks for others. */
    private synchronized BudgetHistories histories() {
        if (histories == null) {
            histories = new BudgetHistories(ReleaseGatesHome.get().directory().resolve("budget-history"));
        }
        return histories;
    }

    private static BudgetHistories.Key key(
            String environment, Digest definition, ErrorBudget.Way way, String connection) {
        return new BudgetHistories.Key(
                environment, definition, way, ConnectionConfiguration.get().place(connection));
    }

    private static BudgetHistories.Key key(String environment, ServiceLevelObjective objective, ErrorBudget.Way way) {
        return key(environment, objective.definition(), way, objective.connection());
    }

    /** Keeps what was seen just now; what can't be kept stops nobody. */
    public static void keep(
            String environment, ServiceLevelObjective objective, ErrorBudget.Way way, Measured measured, Instant at) {
        BudgetHistories.Key key = key(environment, objective, way);
        Duration period =
                objective.window().at(at).map(BudgetWindow.Period::length).orElse(BudgetHistory.LONGEST);
        try {
            KeptHistories kept = get();
            kept.histories()
                    .add(
                            key,
                            new BudgetHistory.About(
                                    environment,
                                    objective.name(),
                                    objective.definition(),
                                    objective.connection(),
                                    way,
                                    period),
                            measured,
                            at)
                    .forEach(trouble -> LOGGER.log(Level.WARNING, "A history of error budgets: {0}", trouble));
            kept.newest.put(key, at);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "What became of the error budget of " + objective.name() + " in " + environment
                            + " can not be kept");
        }
    }

    /** When it was looked at last, since Jenkins has started. */
    static Optional<Instant> newest(String environment, ServiceLevelObjective objective, ErrorBudget.Way way) {
        return Optional.ofNullable(get().newest.get(key(environment, objective, way)));
    }

    /** What became of that objective; empty where nobody has looked, and where it can't be read, which is told. */
    static Optional<BudgetHistory> of(
            String environment,
            ServiceLevelObjective objective,
            ErrorBudget.Way way,
            Consumer<? super String> troubles) {
        return of(key(environment, objective, way), troubles);
    }

    private static Optional<BudgetHistory> of(BudgetHistories.Key key, Consumer<? super String> troubles) {
        try {
            return get().histories().of(key);
        } catch (IOException e) {
            troubles.accept(Messages.HealthPage_NoHistory(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /**
     * What became of a budget that a build has looked at for an environment, up to now.
     *
     * @param id unique on the page
     */
    public static Optional<BudgetChart> chart(
            String id, String environment, ErrorBudget.About about, Consumer<? super String> troubles) {
        Instant now = Clock.systemUTC().instant();
        return of(key(environment, about.definition(), about.way(), about.connection()), troubles)
                .map(history -> BudgetChart.of(id, history, marks(environment, history, now, troubles), now));
    }

    private static List<ChartMark> marks(
            String environment, BudgetHistory history, Instant now, Consumer<? super String> troubles) {
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            return ledger.isEmpty()
                    ? List.of()
                    : HealthPage.marks(
                            ledger.get(), environment, now.minus(history.about().reach()));
        } catch (LedgerException e) {
            troubles.accept(Messages.EnvironmentsPage_Unreadable(String.valueOf(e.getMessage())));
            return List.of();
        }
    }
}
