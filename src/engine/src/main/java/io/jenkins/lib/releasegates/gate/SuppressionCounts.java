package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.SuppressionSet;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule.Use;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The metrics of the rules by which scans left findings out of the count. */
final class SuppressionCounts {

    private SuppressionCounts() {}

    /** Whether that metric is told here. */
    static boolean tell(String metric) {
        return metric.startsWith(MetricCatalog.SUPPRESSIONS_PREFIX);
    }

    /**
     * A metric of one run; empty without a scan that could tell it.
     *
     * @param least scans of a weaker provenance are left out where there are stronger ones
     */
    static Optional<Measurement> measured(Evidence run, String metric, Provenance least) {
        SuppressionSet set = set(run, least);
        return measurement(
                set,
                metric,
                switch (metric.substring(MetricCatalog.SUPPRESSIONS_PREFIX.length())) {
                    case "total" -> set.rules().size();
                    case "expired" -> set.count(Use.EXPIRED);
                    case "unused" -> set.count(Use.UNUSED);
                    default -> Double.NaN;
                });
    }

    /** The rules that the earlier run doesn't have; empty without a scan in each. */
    static Optional<Measurement> added(Evidence run, Evidence earlier, String metric, Provenance least) {
        SuppressionSet now = set(run, least);
        SuppressionSet before = set(earlier, least);
        return before.scans().isEmpty()
                ? Optional.empty()
                : measurement(now, metric, now.without(before).size());
    }

    private static SuppressionSet set(Evidence run, Provenance least) {
        SuppressionSet strong = SuppressionSet.of(run, least);
        return strong.scans().isEmpty() ? SuppressionSet.of(run) : strong;
    }

    private static Optional<Measurement> measurement(SuppressionSet set, String metric, double value) {
        List<Digest> sources = set.scans().stream().map(Report::digest).sorted().toList();
        return set.scans().stream()
                .map(Report::provenance)
                .min(Comparator.naturalOrder())
                .map(weakest -> new Measurement(metric, MetricType.COUNT, value, weakest, sources));
    }
}
