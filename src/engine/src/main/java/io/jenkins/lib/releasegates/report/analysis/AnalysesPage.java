package io.jenkins.lib.releasegates.report.analysis;

import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Phase;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The analyses and error budgets of a build.
 *
 * @param analyses in the order of their steps
 * @param budgets in the order of their steps
 * @param troubles what is missing and why, a sentence each
 */
public record AnalysesPage(List<One> analyses, List<BudgetView> budgets, List<String> troubles) {

    private static final int MOST_ROWS = 100;

    public AnalysesPage {
        analyses = List.copyOf(analyses);
        budgets = List.copyOf(budgets);
        troubles = List.copyOf(troubles);
    }

    /** Of what was kept of them. */
    public static AnalysesPage of(List<MetricState> states, List<KeptBudget> budgets, List<String> troubles) {
        return withCharts(
                states,
                budgets.stream()
                        .map(budget -> new Budget(budget, Optional.empty()))
                        .toList(),
                troubles);
    }

    /** The same, with what became of budgets. */
    public static AnalysesPage withCharts(List<MetricState> states, List<Budget> budgets, List<String> troubles) {
        return new AnalysesPage(
                states.stream().map(One::of).toList(),
                budgets.stream()
                        .map(budget -> BudgetView.of(budget.kept(), budget.chart()))
                        .toList(),
                troubles);
    }

    /**
     * A budget.
     *
     * @param chart of the environment that asked for it, where there is a history
     */
    public record Budget(KeptBudget kept, Optional<BudgetChart> chart) {}

    /**
     * One analysis.
     *
     * @param rows the newest first, at most 100
     * @param more samples that aren't among the rows
     * @param next when the next sample is due; empty when none is
     */
    public record One(
            String gate,
            String connection,
            String question,
            String demand,
            Phase phase,
            Optional<String> ending,
            Instant startedAt,
            Instant deadline,
            Optional<Instant> next,
            List<Row> rows,
            int more,
            Sparkline line) {

        public One {
            rows = List.copyOf(rows);
        }

        static One of(MetricState state) {
            List<Row> rows = new ArrayList<>();
            for (Sample sample : state.history().samples()) {
                Seen seen = sample.seen().get(0);
                rows.add(new Row(sample.at(), seen.outcome().name(), seen.value(), sample.isGreen()));
            }
            Sparkline line = Sparkline.of(rows);
            Collections.reverse(rows);
            List<Row> shown = rows.subList(0, Math.min(MOST_ROWS, rows.size()));
            return new One(
                    state.series().gates().get(0),
                    state.about().connection(),
                    state.about().question(),
                    state.about().demand(),
                    state.series().phase(),
                    state.series().ending().map(Ending::words),
                    state.series().startedAt(),
                    state.series().deadline(),
                    state.series().hasEnded()
                            ? Optional.empty()
                            : Optional.of(state.series().dueAt()),
                    shown,
                    rows.size() - shown.size() + state.history().left(),
                    line);
        }

        /** The class of its badge. */
        public String colour() {
            return switch (phase) {
                case SUCCESSFUL -> "rg-good";
                case RUNNING, INCONCLUSIVE -> "rg-careful";
                case FAILED, ERROR -> "rg-bad";
            };
        }
    }

    /** One sample. */
    public record Row(Instant at, String outcome, String value, boolean green) {

        /** The class of its badge. */
        public String colour() {
            return green ? "rg-good" : outcome.equals("FAILED") ? "rg-bad" : "rg-careful";
        }
    }
}
