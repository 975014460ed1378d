package io.jenkins.lib.releasegates.slo.openslo;

import static io.jenkins.lib.releasegates.slo.SloIssues.keys;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.slo.Budgeting;
import io.jenkins.lib.releasegates.slo.Comparison;
import io.jenkins.lib.releasegates.slo.Indicator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one item of {@code objectives}. */
final class ObjectiveReader {

    /** More questions than a server should be asked for one objective. */
    private static final int MAX_SLICES = 150_000;

    private static final List<String> COMPOSITE = List.of("indicator", "indicatorRef", "compositeWeight");
    private static final Set<String> KEYS = keys(
            "displayName",
            "op",
            "value",
            "target",
            "targetPercent",
            "timeSliceTarget",
            "timeSliceWindow",
            "indicator",
            "indicatorRef",
            "compositeWeight");

    private final Optional<Sli> sli;
    private final String method;
    private final Optional<Duration> window;

    /**
     * With what all objectives of the SLO share. What couldn't be read is empty; then there is no objective either, and still all that is wrong.
     *
     * @param method the name of the budgeting method
     * @param window how long the SLO's window is
     */
    ObjectiveReader(Optional<Sli> sli, String method, Optional<Duration> window) {
        this.sli = sli;
        this.method = method;
        this.window = window;
    }

    /** What one objective adds to the others. */
    record Read(String displayName, double target, Budgeting budgeting, Indicator indicator) {}

    Optional<Read> read(PolicyNode node, String path, Issues issues) {
        Optional<Fields> found = Fields.of(node, path, KEYS, issues);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        for (String key : COMPOSITE) {
            if (fields.has(key)) {
                fields.issue(key, "an objective of a composite SLO", "one indicator for the whole SLO, in spec");
            }
        }
        String displayName = fields.name("displayName").orElse("");
        Optional<Double> target = target(fields);
        Optional<Budgeting> budgeting = budgeting(fields);
        Optional<Indicator> indicator = indicator(fields);
        return target.isEmpty() || budgeting.isEmpty() || indicator.isEmpty()
                ? Optional.empty()
                : Optional.of(new Read(displayName, target.get(), budgeting.get(), indicator.get()));
    }

    private static Optional<Double> target(Fields fields) {
        boolean percent = fields.has("targetPercent");
        if (percent == fields.has("target")) {
            fields.issue("target", percent ? "both" : "nothing", "either target or targetPercent");
            return Optional.empty();
        }
        String key = percent ? "targetPercent" : "target";
        BigDecimal most = percent ? BigDecimal.valueOf(100) : BigDecimal.ONE;
        Optional<BigDecimal> target = fields.decimal(key);
        if (target.isPresent() && (target.get().signum() <= 0 || target.get().compareTo(most) >= 0)) {
            fields.issue(key, target.get().toPlainString(), "above 0 and below " + most);
            return Optional.empty();
        }
        return target.map(found -> (percent ? found.movePointLeft(2) : found).doubleValue());
    }

    private Optional<Budgeting> budgeting(Fields fields) {
        if (method.equals("Occurrences")) {
            for (String key : List.of("timeSliceTarget", "timeSliceWindow")) {
                if (fields.has(key)) {
                    fields.issue(key, "together with Occurrences", "a budgetingMethod of slices of time");
                }
            }
            return Optional.of(new Budgeting.Occurrences());
        }
        Optional<Duration> slice = slice(fields);
        if (method.equals("RatioTimeslices")) {
            if (fields.has("timeSliceTarget")) {
                fields.issue("timeSliceTarget", "together with RatioTimeslices", "budgetingMethod: Timeslices");
            }
            return slice.map(Budgeting.RatioTimeslices::new);
        }
        Optional<BigDecimal> target = fields.require("timeSliceTarget", "a number above 0 and at most 1")
                .flatMap(node -> fields.decimal("timeSliceTarget"));
        if (target.isPresent() && (target.get().signum() <= 0 || target.get().compareTo(BigDecimal.ONE) > 0)) {
            fields.issue("timeSliceTarget", target.get().toPlainString(), "above 0 and at most 1");
            return Optional.empty();
        }
        return slice.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : Optional.of(new Budgeting.Timeslices(slice.get(), target.get().doubleValue()));
    }

    /** A duration, or a number of minutes. */
    private Optional<Duration> slice(Fields fields) {
        Optional<PolicyNode> node = fields.get("timeSliceWindow");
        Optional<Duration> slice = node.isPresent()
                        && node.get() instanceof PolicyNode.Scalar scalar
                        && scalar.text().matches("[1-9][0-9]{0,5}")
                ? Optional.of(Duration.ofMinutes(Long.parseLong(scalar.text())))
                : WindowReader.duration(fields, "timeSliceWindow").flatMap(duration -> length(fields, duration));
        if (slice.isPresent()
                && window.isPresent()
                && (slice.get().multipliedBy(2).compareTo(window.get()) > 0
                        || window.get().dividedBy(slice.get()) > MAX_SLICES)) {
            String found = node.map(Issues::describe).orElse("nothing");
            fields.issue(
                    "timeSliceWindow", found, "at least 2 and at most " + MAX_SLICES + " slices in the time window");
            return Optional.empty();
        }
        return slice;
    }

    private static Optional<Duration> length(Fields fields, Shorthand duration) {
        if (duration.length().isEmpty()) {
            fields.issue("timeSliceWindow", "months or years", "a whole number with m, h, d or w");
        }
        return duration.length();
    }

    private Optional<Indicator> indicator(Fields fields) {
        List<Comparison> comparisons = new ArrayList<>(List.of(Comparison.values()));
        if (sli.isEmpty()) {
            return Optional.empty();
        }
        if (!sli.get().isThreshold()) {
            comparisons.removeAll(List.of(Comparison.LT, Comparison.LTE));
            fields.word("op", comparisons, Comparison::word);
            if (fields.has("value")) {
                fields.issue("value", "together with a ratioMetric", "a thresholdMetric");
            }
            return Optional.ofNullable(sli.get().ratio());
        }
        Optional<Comparison> comparison = fields.require("op", "lte, gte, lt, gt")
                .flatMap(node -> fields.word("op", comparisons, Comparison::word));
        Optional<BigDecimal> limit =
                fields.require("value", "a decimal number").flatMap(node -> fields.decimal("value"));
        return comparison.isEmpty() || limit.isEmpty()
                ? Optional.empty()
                : Optional.of(sli.get().with(comparison.get(), limit.get()));
    }
}
