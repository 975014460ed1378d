package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A metric that exists only in comparison: by identity, so that one fixed and one new finding don't cancel out.
 *
 * <p>A suppressed finding isn't there, and it isn't gone: it is not counted as new, nor as fixed. One that was suppressed in the baseline and
 * isn't any more is new, since no gate has judged it yet.
 */
final class ComparedFindings {

    private final Metric metric;
    private final String area;
    private final String what;
    private final String part;

    ComparedFindings(Metric metric) {
        this.metric = metric;
        String[] names = metric.name().split("\\.", 3);
        this.area = names[0];
        this.what = names[1];
        this.part = names.length > 2 ? names[2] : "";
    }

    /** What has to have been measured in both runs. */
    String total() {
        return area + ".total";
    }

    /** What has to have been measured in this run. */
    String counted() {
        return part.equals("kev") ? area + ".kev" : total();
    }

    String plural() {
        return area;
    }

    /** Whether there is an identity of what was counted. */
    boolean areIdentified(Evidence evidence) {
        double counted = evidence.measurement(total()).map(Measurement::value).orElse(0.0);
        return counted == 0 || evidence.identities().values().stream().anyMatch(this::isCounted);
    }

    double value(Map<String, Brief> now, Map<String, Brief> before, Instant at) {
        return switch (what) {
            case "new" -> count(now, one -> isIn(one.getValue(), part) && !isOpen(before.get(one.getKey())));
            case "suppressed" ->
                now.entrySet().stream()
                        .filter(one ->
                                isOfArea(one.getValue()) && one.getValue().suppressed())
                        .filter(one -> !isSuppressed(before.get(one.getKey())))
                        .count();
            case "outstanding" -> count(now, one -> isOpen(before.get(one.getKey())));
            case "fixed" -> count(before, one -> !now.containsKey(one.getKey()));
            case "oldestDays" -> oldest(now, at);
            default -> throw new IllegalStateException("Nothing computes " + metric.name());
        };
    }

    private double oldest(Map<String, Brief> now, Instant at) {
        return now.values().stream()
                .filter(one -> isCounted(one) && isIn(one, part))
                .flatMap(one -> one.firstSeen().stream())
                .mapToDouble(first -> first.daysUntil(at))
                .max()
                .orElse(0);
    }

    private double count(Map<String, Brief> findings, Predicate<Map.Entry<String, Brief>> which) {
        return findings.entrySet().stream()
                .filter(one -> isCounted(one.getValue()) && which.test(one))
                .count();
    }

    private boolean isCounted(Brief brief) {
        return !brief.suppressed() && isOfArea(brief);
    }

    private boolean isOfArea(Brief brief) {
        return area.equals("findings") || MetricCatalog.areaOf(brief.kind()).equals(Optional.of(area));
    }

    private static boolean isSuppressed(@Nullable Brief brief) {
        return brief != null && brief.suppressed();
    }

    private static boolean isIn(Brief brief, String part) {
        if (part.isEmpty()) {
            return true;
        }
        return part.equals("kev")
                ? brief.kind() == FindingKind.VULNERABILITY && brief.exploited()
                : brief.severity() == severity(part);
    }

    private static Severity severity(String id) {
        for (Severity severity : Severity.values()) {
            if (severity.id().equals(id)) {
                return severity;
            }
        }
        throw new IllegalStateException("No such severity: " + id);
    }

    /** Whether it is there and counts. */
    static boolean isOpen(@Nullable Brief brief) {
        return brief != null && !brief.suppressed();
    }
}
