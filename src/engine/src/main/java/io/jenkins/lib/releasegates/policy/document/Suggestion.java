package io.jenkins.lib.releasegates.policy.document;

import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the allowed word that somebody probably meant. */
public final class Suggestion {

    private static final int LONGEST = 60;

    /** The names of {@code recordIssues} and {@code recordCoverage}, which users bring along. */
    private static final Map<String, String> NEIGHBOURS = Map.ofEntries(
            Map.entry("total", "findings.total"),
            Map.entry("total_error", "findings.critical"),
            Map.entry("total_high", "findings.high"),
            Map.entry("total_normal", "findings.medium"),
            Map.entry("total_low", "findings.low"),
            Map.entry("new", "findings.new"),
            Map.entry("new_error", "findings.new.critical"),
            Map.entry("new_high", "findings.new.high"),
            Map.entry("new_normal", "findings.new.medium"),
            Map.entry("new_low", "findings.new.low"),
            Map.entry("mutation", "coverage.mutation"),
            Map.entry("tests", "tests.total"));

    private static final List<String> METRICS =
            MetricCatalog.all().stream().map(Metric::name).toList();

    private Suggestion() {}

    /** What to write instead of an unknown metric: the closest one, and where all are listed. */
    public static String metric(String name) {
        return closest(name, METRICS).map(best -> "did you mean " + best + "? ").orElse("")
                + "all metrics are listed in docs/metrics.md (" + String.join(", ", METRICS.subList(0, 4)) + ", ...)";
    }

    /** The allowed word closest to this one; none when nothing is close. */
    public static Optional<String> closest(String word, Collection<String> allowed) {
        String wanted = word.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        String neighbour = NEIGHBOURS.get(wanted);
        if (neighbour != null && allowed.contains(neighbour)) {
            return Optional.of(neighbour);
        }
        Optional<String> misspelt = allowed.stream()
                .filter(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT)) <= tolerance(wanted))
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))));
        return misspelt.or(() -> allowed.stream()
                .filter(candidate -> isPart(wanted, candidate.toLowerCase(Locale.ROOT)))
                .findFirst());
    }

    private static int tolerance(String word) {
        return word.length() < 4 ? 1 : Math.max(2, word.length() / 5);
    }

    private static boolean isPart(String word, String candidate) {
        return word.length() >= 3
                && (candidate.endsWith("." + word) || candidate.startsWith(word) || word.startsWith(candidate));
    }

    /** Edits and swaps of neighbours between two words (Damerau 1964, in the restricted form of optimal string alignment). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
