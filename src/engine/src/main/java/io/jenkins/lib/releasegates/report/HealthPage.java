package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.report.analysis.BudgetChart;
import io.jenkins.lib.releasegates.report.analysis.ChartMark;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Words;
import io.jenkins.lib.releasegates.slo.history.BudgetHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the service of an environment is, and was: budgets over their windows, and what its owner's gates said last. Every text is hostile until it is escaped.
 *
 * @param environment as the record calls it
 * @param objectives in the order of their files
 * @param gates in the order of the owner
 * @param deployments that began since then, the newest first
 * @param more whether there were more deployments than are told
 * @param troubles what couldn't be read, a sentence each
 */
public record HealthPage(
        String environment,
        Instant at,
        List<Objective> objectives,
        List<Gate> gates,
        Instant since,
        List<Deployed> deployments,
        boolean more,
        List<String> troubles) {

    public HealthPage {
        objectives = List.copyOf(objectives);
        gates = List.copyOf(gates);
        deployments = List.copyOf(deployments);
        troubles = List.copyOf(troubles);
    }

    /**
     * An objective.
     *
     * @param definition digest of it
     * @param target in percent, as text
     * @param window in words
     * @param recorded whether it is asked by what Sloth's rules have recorded
     * @param chart empty where nobody has looked yet
     */
    public record Objective(
            String name,
            String definition,
            String target,
            String window,
            String connection,
            boolean recorded,
            Optional<BudgetChart> chart) {}

    /**
     * A gate of the owner.
     *
     * @param said what it said last, as far as the reader may see it
     */
    public record Gate(String name, boolean advisory, Optional<Said> said) {}

    /** What came of it in a decision. */
    public record Said(Verdict.Kind verdict, String why, EventRow row) {}

    /**
     * What went there.
     *
     * @param row the beginning of its deployment; empty where the reader may not see the job
     */
    public record Deployed(Instant at, List<Artifact> artifacts, Optional<EventRow> row) {

        public Deployed {
            artifacts = List.copyOf(artifacts);
        }

        /** On a chart; it names no job. */
        public ChartMark mark() {
            String what = artifacts.stream()
                    .limit(3)
                    .map(artifact -> artifact.name() + " ("
                            + artifact.digest().toString().substring(0, 19) + ")")
                    .collect(Collectors.joining(", "));
            String more = artifacts.size() > 3 ? " and " + (artifacts.size() - 3) + " more" : "";
            return new ChartMark(at, what + more + ", deployed at " + Shown.instant(at));
        }
    }

    /** Where histories are. */
    @FunctionalInterface
    public interface Histories {

        /** That of the objective; empty where nobody has looked yet. What can't be read it tells. */
        Optional<BudgetHistory> of(ServiceLevelObjective objective);
    }

    /**
     * The page of an environment that can be used.
     *
     * @param visible which events the reader may see
     */
    public static HealthPage of(
            Optional<Ledger> ledger,
            Environment environment,
            Histories histories,
            Predicate<EventRow> visible,
            Instant now)
            throws LedgerException {
        HealthRecord known = new HealthRecord(ledger, environment.name(), visible);
        Instant since = now.minus(BudgetHistory.LONGEST);
        HealthRecord.Found deployed = known.deployments(since);
        List<ChartMark> marks =
                deployed.deployments().stream().map(Deployed::mark).toList();
        List<Objective> objectives = new ArrayList<>();
        for (ServiceLevelObjective objective : environment.health().objectives()) {
            String id = "rg-chart-" + objectives.size();
            objectives.add(objective(
                    objective,
                    environment.health().way() == ErrorBudget.Way.RECORDED,
                    histories.of(objective).map(history -> BudgetChart.of(id, history, marks, now))));
        }
        return new HealthPage(
                environment.name(),
                now,
                objectives,
                known.gates(environment.health()),
                since,
                deployed.deployments(),
                deployed.more(),
                List.of());
    }

    /** The same, with more that couldn't be read. */
    public HealthPage with(List<String> further) {
        List<String> all = new ArrayList<>(troubles);
        all.addAll(further);
        return new HealthPage(environment, at, objectives, gates, since, deployments, more, all);
    }

    /** What went to an environment since then, for a chart. */
    public static List<ChartMark> marks(Ledger ledger, String environment, Instant since) throws LedgerException {
        return new HealthRecord(Optional.of(ledger), environment, row -> false)
                .deployments(since).deployments().stream().map(Deployed::mark).toList();
    }

    private static Objective objective(ServiceLevelObjective objective, boolean recorded, Optional<BudgetChart> chart) {
        return new Objective(
                objective.name().toString(),
                objective.definition().toString(),
                Words.level(objective.target()),
                objective.window().words(),
                objective.connection(),
                recorded,
                chart);
    }
}
