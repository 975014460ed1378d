package io.jenkins.lib.releasegates.report.analysis;

import io.jenkins.lib.releasegates.slo.budget.Words;
import io.jenkins.lib.releasegates.slo.history.BudgetHistory;
import io.jenkins.lib.releasegates.slo.history.BudgetSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Draws one history. */
final class ChartPen {

    /** Narrow gaps that are nearer to each other than this are drawn as one. */
    private static final double NEAR = 0.5;

    private static final double NARROWEST = 1.5;

    /** Labels nearer than this would lie on each other. */
    private static final double LABEL = 13;

    private final String id;
    private final BudgetHistory.About about;
    private final TimeAxis axis;
    private final Gaps gaps;
    private final List<Drawing.Gap> drawnGaps;
    private final List<Drawing.Mark> marks;

    ChartPen(String id, BudgetHistory.About about, TimeAxis axis, Gaps gaps, List<ChartMark> marks) {
        this.id = id;
        this.about = about;
        this.axis = axis;
        this.gaps = gaps;
        this.drawnGaps = drawn(gaps);
        this.marks = marks.stream()
                .filter(mark -> axis.holds(mark.at()))
                .map(mark -> new Drawing.Mark(Scale.text(axis.x(mark.at())), mark.words()))
                .toList();
    }

    /** What is left, then the burn rates by each rule. */
    List<Drawing> drawings(List<BudgetSample> samples, List<BudgetSample.Rule> rules) {
        List<Drawing> drawings = new ArrayList<>();
        drawings.add(remaining(samples));
        for (int i = 0; i < rules.size(); i++) {
            drawings.add(burn(samples, rules.get(i), i + 1));
        }
        return drawings;
    }

    private Drawing remaining(List<BudgetSample> samples) {
        List<Double> left = samples.stream()
                .flatMap(sample -> sample.level().map(BudgetSample.Level::remaining).stream())
                .toList();
        double lowest = left.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        Scale scale = Scale.even(Math.min(0, lowest), 1);
        List<Drawing.Level> levels = new ArrayList<>();
        level(levels, "edge", scale, 1, "100 %");
        level(levels, "zero", scale, 0, "0 %");
        if (lowest < 0) {
            level(levels, "edge", scale, lowest, label(lowest * 100) + " %");
        }
        return drawing(
                0,
                "Error budget of " + about.name() + " that is left",
                "Over " + days() + ", from " + Words.percent(left.get(0)) + " to "
                        + Words.percent(left.get(left.size() - 1)) + ", at least " + Words.percent(lowest)
                        + happened(),
                lines("left", samples, scale, level -> Optional.of(level.remaining())),
                levels);
    }

    private Drawing burn(List<BudgetSample> samples, BudgetSample.Rule rule, int number) {
        double limit = rule.alert().factor();
        Function<BudgetSample.Level, Optional<Double>> overLong =
                level -> BudgetChart.same(level, rule).flatMap(BudgetSample.Rule::overLong);
        Function<BudgetSample.Level, Optional<Double>> overShort =
                level -> BudgetChart.same(level, rule).flatMap(BudgetSample.Rule::overShort);
        double most = samples.stream()
                .flatMap(sample -> sample.level().stream())
                .mapToDouble(level -> Math.max(
                        overLong.apply(level).orElse(0.0),
                        overShort.apply(level).orElse(0.0)))
                .max()
                .orElse(0);
        Scale scale = Scale.forRates(most, limit);
        List<Drawing.Level> levels = new ArrayList<>();
        level(levels, "limit", scale, limit, label(limit));
        level(levels, "edge", scale, scale.lowest(), scale.byPowers() ? "≤ " + label(scale.lowest()) : "0");
        if (most > 0) {
            level(levels, "edge", scale, most, label(most));
        }
        List<Drawing.Line> lines = new ArrayList<>(lines("long", samples, scale, overLong));
        lines.addAll(lines("short", samples, scale, overShort));
        String longWindow = Words.duration(rule.alert().longWindow());
        String shortWindow = Words.duration(rule.alert().shortWindow());
        return drawing(
                number,
                "Burn rates of " + about.name() + ", " + BudgetChart.name(rule),
                "Over " + longWindow + " and over " + shortWindow + ", at most " + Words.number(most)
                        + "; somebody is told when both are above " + Words.number(limit)
                        + (scale.byPowers() ? "; logarithmic" : ""),
                lines,
                levels);
    }

    private Drawing drawing(
            int number, String title, String words, List<Drawing.Line> lines, List<Drawing.Level> levels) {
        return new Drawing(id + "-" + number, title, words + ".", lines, drawnGaps, marks, levels, axis.times());
    }

    private String days() {
        return Words.duration(about.reach());
    }

    private String happened() {
        return "; " + drawnGaps.size() + (drawnGaps.size() == 1 ? " gap, " : " gaps, ") + marks.size()
                + (marks.size() == 1 ? " deployment" : " deployments");
    }

    /** So short that it fits beside the drawing. */
    private static String label(double number) {
        double size = Math.abs(number);
        return size >= 100_000 || size > 0 && size < 0.001
                ? String.format(Locale.ROOT, "%.1e", number)
                : Words.number(number);
    }

    /** Lines that would lie on another one are left out; zero is never, and has no label then. */
    private static void level(List<Drawing.Level> levels, String kind, Scale scale, double number, String label) {
        double y = scale.y(number);
        boolean free = levels.stream().noneMatch(other -> Math.abs(Double.parseDouble(other.y()) - y) < LABEL);
        if (free || kind.equals("zero")) {
            levels.add(new Drawing.Level(kind, Scale.text(y), Scale.text(y + 4), free ? label : ""));
        }
    }

    private List<Drawing.Line> lines(
            String kind, List<BudgetSample> samples, Scale scale, Function<BudgetSample.Level, Optional<Double>> of) {
        List<Drawing.Line> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Optional<Instant> before = Optional.empty();
        for (BudgetSample sample : samples) {
            Optional<Double> number = sample.level().flatMap(of);
            if (number.isEmpty() || before.isPresent() && gaps.areBetween(before.get(), sample.at())) {
                end(lines, kind, line);
            }
            before = number.map(known -> sample.at());
            if (number.isPresent()) {
                line.append(line.isEmpty() ? "" : " ")
                        .append(Scale.text(axis.x(sample.at())))
                        .append(',')
                        .append(Scale.text(scale.y(number.get())));
            }
        }
        end(lines, kind, line);
        return lines;
    }

    /** A line of one point isn't seen: it becomes a short one. */
    private static void end(List<Drawing.Line> lines, String kind, StringBuilder line) {
        if (line.isEmpty()) {
            return;
        }
        String points = line.toString();
        if (points.indexOf(' ') < 0) {
            String[] place = points.split(",", -1);
            double x = Double.parseDouble(place[0]);
            points = Scale.text(x - 1) + "," + place[1] + " " + Scale.text(x + 1) + "," + place[1];
        }
        lines.add(new Drawing.Line(kind, points));
        line.setLength(0);
    }

    private List<Drawing.Gap> drawn(Gaps known) {
        List<Gaps.Gap> apart = new ArrayList<>();
        for (Gaps.Gap gap : known.all()) {
            Optional<Gaps.Gap> before = apart.isEmpty() ? Optional.empty() : Optional.of(apart.get(apart.size() - 1));
            boolean narrow = axis.x(gap.to()) - axis.x(gap.from()) < NARROWEST;
            if (narrow
                    && before.isPresent()
                    && axis.x(gap.from()) - axis.x(before.get().to()) < NEAR) {
                apart.set(
                        apart.size() - 1,
                        new Gaps.Gap(before.get().from(), gap.to(), before.get().why()));
            } else {
                apart.add(gap);
            }
        }
        return apart.stream().map(this::drawn).toList();
    }

    private Drawing.Gap drawn(Gaps.Gap gap) {
        double from = axis.x(gap.from());
        return new Drawing.Gap(
                Scale.text(from),
                Scale.text(Math.max(NARROWEST, axis.x(gap.to()) - from)),
                "Not known from " + gap.from().truncatedTo(ChronoUnit.SECONDS) + " to "
                        + gap.to().truncatedTo(ChronoUnit.SECONDS) + ": " + gap.why());
    }
}
