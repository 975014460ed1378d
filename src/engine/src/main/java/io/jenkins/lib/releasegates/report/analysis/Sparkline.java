package io.jenkins.lib.releasegates.report.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Numbers over time as a small drawing: a line through those that follow each other, broken where there was no number, and a dot for each.
 *
 * @param lines points of the lines, as SVG writes them
 * @param dots one for each number
 * @param lowest the lowest number, as text; empty where there is no number
 * @param highest the highest number, as text
 */
public record Sparkline(List<String> lines, List<Dot> dots, String lowest, String highest) {

    /** Of the drawing, in its own units. */
    public static final int WIDTH = 300;

    /** Of the drawing, in its own units. */
    public static final int HEIGHT = 60;

    private static final double EDGE = 4;
    private static final int MOST = 300;

    /** A number: where, and whether its sample was green. */
    public record Dot(String x, String y, boolean green) {}

    public Sparkline {
        lines = List.copyOf(lines);
        dots = List.copyOf(dots);
    }

    /** Of samples, the oldest first; of very many the last. */
    static Sparkline of(List<AnalysesPage.Row> all) {
        List<AnalysesPage.Row> rows = all.subList(Math.max(0, all.size() - MOST), all.size());
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (AnalysesPage.Row row : rows) {
            OptionalDouble number = number(row.value());
            if (number.isPresent()) {
                lowest = Math.min(lowest, number.getAsDouble());
                highest = Math.max(highest, number.getAsDouble());
            }
        }
        if (lowest > highest) {
            return new Sparkline(List.of(), List.of(), "", "");
        }
        return drawn(rows, lowest, highest);
    }

    private static Sparkline drawn(List<AnalysesPage.Row> rows, double lowest, double highest) {
        List<String> lines = new ArrayList<>();
        List<Dot> dots = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            OptionalDouble number = number(rows.get(i).value());
            if (number.isEmpty()) {
                add(lines, line);
                continue;
            }
            double share = highest == lowest ? 0.5 : (number.getAsDouble() - lowest) / (highest - lowest);
            String x = text(EDGE + (rows.size() == 1 ? 0.5 : (double) i / (rows.size() - 1)) * (WIDTH - 2 * EDGE));
            String y = text(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE));
            line.append(line.isEmpty() ? "" : " ").append(x).append(',').append(y);
            dots.add(new Dot(x, y, rows.get(i).green()));
        }
        add(lines, line);
        return new Sparkline(lines, dots, shown(lowest), shown(highest));
    }

    private static void add(List<String> lines, StringBuilder line) {
        if (!line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
        }
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static String text(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    /** Values are words where there was no number. */
    private static OptionalDouble number(String value) {
        if (value.isEmpty() || value.length() > 32 || !value.matches("-?[0-9.]+(E-?[0-9]+)?")) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(value);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
