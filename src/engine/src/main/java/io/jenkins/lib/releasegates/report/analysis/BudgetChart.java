package io.jenkins.lib.releasegates.report.analysis;

import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Words;
import io.jenkins.lib.releasegates.slo.history.BudgetHistory;
import io.jenkins.lib.releasegates.slo.history.BudgetSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What became of an error budget over its window: drawings, and the same numbers as a table.
 *
 * @param objective whose budget it is; hostile until it is escaped
 * @param drawings what is left, then the burn rates of each row of the burn-rate table; none where nothing was known yet
 * @param rules names of the table's columns of burn rates
 * @param rows the newest first; the same samples as are drawn
 * @param samples how many there are; of very many the worst of each two hundredth of the window are shown
 * @param troubles what couldn't be read, a sentence each
 */
public record BudgetChart(
        String objective,
        Instant from,
        Instant to,
        List<Drawing> drawings,
        List<String> rules,
        List<Row> rows,
        int samples,
        List<String> troubles) {

    static final int COLUMNS = 200;

    public BudgetChart {
        drawings = List.copyOf(drawings);
        rules = List.copyOf(rules);
        rows = List.copyOf(rows);
        troubles = List.copyOf(troubles);
    }

    /**
     * A sample.
     *
     * @param state in words
     * @param colour the class of its badge
     * @param left of the budget; empty where it isn't known
     * @param good share of it
     * @param burns by the table's columns
     * @param why it isn't known; else empty
     * @param level the numbers themselves; empty where it isn't known
     */
    public record Row(
            Instant at,
            String state,
            String colour,
            String left,
            String good,
            List<String> burns,
            String why,
            Optional<BudgetSample.Level> level) {

        public Row {
            burns = List.copyOf(burns);
        }
    }

    /**
     * The chart of the window that ends now.
     *
     * @param id unique on the page, of letters and digits
     * @param marks what happened meanwhile; what lies outside of the window isn't shown
     */
    public static BudgetChart of(String id, BudgetHistory history, List<ChartMark> marks, Instant now) {
        TimeAxis axis = new TimeAxis(now.minus(history.about().reach()), now);
        List<BudgetSample> all = history.samples().stream()
                .filter(sample -> axis.holds(sample.at()))
                .toList();
        List<BudgetSample> shown = columns(all, axis);
        List<BudgetSample.Rule> rules = rules(shown);
        List<String> troubles = new ArrayList<>(history.troubles());
        if (history.lost() > 0) {
            troubles.add(history.lost() + " samples could not be read and are left out.");
        }
        ChartPen pen = new ChartPen(
                id, history.about(), axis, Gaps.of(all, history.about().reach(), now), marks);
        return new BudgetChart(
                history.about().name().toString(),
                axis.from(),
                axis.to(),
                rules.isEmpty() ? List.of() : pen.drawings(shown, rules),
                rules.stream().map(BudgetChart::name).toList(),
                rows(shown, rules),
                all.size(),
                troubles);
    }

    /** The worst sample of each column, and the last one. */
    private static List<BudgetSample> columns(List<BudgetSample> all, TimeAxis axis) {
        List<BudgetSample> shown = new ArrayList<>();
        int before = -1;
        for (BudgetSample sample : all) {
            int column = (int) (axis.share(sample.at()) * COLUMNS);
            if (column != before) {
                shown.add(sample);
            } else if (sample.isWorseThan(shown.get(shown.size() - 1))) {
                shown.set(shown.size() - 1, sample);
            }
            before = column;
        }
        if (!all.isEmpty()) {
            BudgetSample last = all.get(all.size() - 1);
            if (!last.equals(shown.get(shown.size() - 1))) {
                shown.add(last);
            }
        }
        return shown;
    }

    /** As they were known last. */
    private static List<BudgetSample.Rule> rules(List<BudgetSample> shown) {
        for (int i = shown.size() - 1; i >= 0; i--) {
            if (shown.get(i).level().isPresent()) {
                return shown.get(i).level().get().rules();
            }
        }
        return List.of();
    }

    static String name(BudgetSample.Rule rule) {
        return rule.alert().severity().id() + ", " + rule.alert().speed().id();
    }

    /** The row of the same name at that moment. */
    static Optional<BudgetSample.Rule> same(BudgetSample.Level level, BudgetSample.Rule rule) {
        BurnAlert wanted = rule.alert();
        return level.rules().stream()
                .filter(found -> found.alert().severity() == wanted.severity()
                        && found.alert().speed() == wanted.speed())
                .findFirst();
    }

    private static List<Row> rows(List<BudgetSample> shown, List<BudgetSample.Rule> rules) {
        List<Row> rows = new ArrayList<>();
        for (BudgetSample sample : shown) {
            rows.add(sample.level()
                    .map(level -> row(sample.at(), level, rules))
                    .orElseGet(() -> new Row(
                            sample.at(),
                            "not known",
                            "rg-careful",
                            "",
                            "",
                            List.of(),
                            sample.why(),
                            Optional.empty())));
        }
        Collections.reverse(rows);
        return rows;
    }

    private static Row row(Instant at, BudgetSample.Level level, List<BudgetSample.Rule> rules) {
        return new Row(
                at,
                level.state().words(),
                colour(level.state()),
                Words.percent(level.remaining()),
                Words.level(level.sli()),
                rules.stream()
                        .map(rule -> same(level, rule).map(BudgetChart::rates).orElse(""))
                        .toList(),
                "",
                Optional.of(level));
    }

    static String colour(ErrorBudget.State state) {
        return switch (state) {
            case HEALTHY -> "rg-good";
            case AT_RISK -> "rg-careful";
            case EXHAUSTED -> "rg-bad";
        };
    }

    private static String rates(BudgetSample.Rule rule) {
        return rate(rule.overLong()) + " and " + rate(rule.overShort()) + " of "
                + Words.number(rule.alert().factor());
    }

    private static String rate(Optional<Double> rate) {
        return rate.map(Words::number).orElse("not known");
    }
}
