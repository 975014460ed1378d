package io.jenkins.lib.releasegates.report.analysis;

import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.Counts;
import io.jenkins.lib.releasegates.slo.budget.Coverage;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Exhaustion;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An error budget as it was measured, in words and as a bar.
 *
 * @param objective whose budget it is; empty where nothing could be measured
 * @param why there is no budget; else empty
 * @param left in percent of the budget, as text
 * @param bar width of what is left, of {@value #WIDTH}
 * @param chart what became of it, where there is a history
 */
public record BudgetView(
        String objective,
        String why,
        String connection,
        Optional<ErrorBudget.State> state,
        String left,
        String bar,
        List<Fact> facts,
        List<Burn> burns,
        Optional<Instant> at,
        Optional<BudgetChart> chart) {

    /** Of the bar, in its own units. */
    public static final int WIDTH = 300;

    public BudgetView {
        facts = List.copyOf(facts);
        burns = List.copyOf(burns);
    }

    /** Something that is known of it. */
    public record Fact(String name, String words) {}

    /**
     * How fast it burns, beside the rate from which on somebody is told.
     *
     * @param windows both have to be above the limit
     * @param colour the class of its badge
     */
    public record Burn(String severity, String windows, String rates, String limit, String state, String colour) {}

    /** With what became of it, where there is a history. */
    static BudgetView of(KeptBudget kept, Optional<BudgetChart> chart) {
        return kept.measured()
                .fold(
                        known -> of(known.budget(), chart),
                        open -> none(open.why(), chart),
                        errored -> none(errored.why(), chart));
    }

    private static BudgetView none(String why, Optional<BudgetChart> chart) {
        return new BudgetView("", why, "", Optional.empty(), "", "0", List.of(), List.of(), Optional.empty(), chart);
    }

    private static BudgetView of(ErrorBudget budget, Optional<BudgetChart> chart) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Promised",
                percent(budget.target()) + " good, over " + words(budget.about().period())));
        facts.add(new Fact("Kept", percent(budget.sli()) + " good"));
        budget.counts().ifPresent(counts -> facts.add(new Fact("Bad", counted(counts))));
        facts.add(new Fact("Gone", words(budget.exhaustion())));
        facts.add(new Fact("Data", words(budget.coverage())));
        budget.incident()
                .ifPresent(incident -> facts.add(new Fact(
                        "Worst incident",
                        percent(incident.share()) + " of the budget, " + incident.from() + " to " + incident.to())));
        return new BudgetView(
                budget.about().name().toString(),
                "",
                budget.about().connection(),
                Optional.of(budget.state()),
                percent(budget.remaining()),
                String.format(Locale.ROOT, "%.1f", Math.max(0, Math.min(1, budget.remaining())) * WIDTH),
                facts,
                budget.alerts().stream().map(alert -> burn(budget, alert)).toList(),
                Optional.of(budget.about().at()),
                chart);
    }

    private static Burn burn(ErrorBudget budget, BurnAlert alert) {
        return new Burn(
                alert.severity().id() + ", " + alert.speed().id(),
                words(alert.longWindow()) + " and " + words(alert.shortWindow()),
                rate(budget, alert.longWindow()) + " and " + rate(budget, alert.shortWindow()),
                number(alert.factor()),
                alert.state().name(),
                switch (alert.state()) {
                    case QUIET -> "rg-good";
                    case FIRING -> "rg-bad";
                    case UNKNOWN -> "rg-careful";
                });
    }

    private static String rate(ErrorBudget budget, Duration window) {
        return budget.burnRate(window).map(BudgetView::number).orElse("not known");
    }

    private static String counted(Counts counts) {
        return "about " + number(Math.rint(counts.bad())) + " of " + number(Math.rint(counts.total())) + " "
                + counts.unit().words() + "; " + number(Math.rint(counts.allowed())) + " may be";
    }

    private static String words(Exhaustion exhaustion) {
        return switch (exhaustion.kind()) {
            case EXHAUSTED -> "it is";
            case IN_SIGHT -> "in " + words(exhaustion.in()) + ", if it goes on like this";
            case NOT_IN_SIGHT -> "no end is in sight";
            case UNKNOWN -> "not known: nobody knows how fast it burns now";
        };
    }

    private static String words(Coverage coverage) {
        return coverage.gaps() + " of " + coverage.slices() + " slices of " + words(coverage.slice()) + " are without, "
                + coverage.withoutTraffic() + " without traffic";
    }

    private static String words(Duration time) {
        if (time.toDays() > 0 && time.toHours() % 24 == 0) {
            return time.toDays() + "d";
        }
        if (time.toHours() > 0 && time.toMinutes() % 60 == 0) {
            return time.toHours() + "h";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }

    private static String percent(double share) {
        return number(share * 100) + " %";
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number)
                // Never more than it is, but for what binary fractions add or take.
                .setScale(9, RoundingMode.HALF_EVEN)
                .setScale(6, RoundingMode.FLOOR)
                .stripTrailingZeros()
                .toPlainString();
    }
}
