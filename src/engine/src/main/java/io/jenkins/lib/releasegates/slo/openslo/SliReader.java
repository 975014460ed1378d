package io.jenkins.lib.releasegates.slo.openslo;

import static io.jenkins.lib.releasegates.slo.SloIssues.keys;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.Expression.Form;
import io.jenkins.lib.releasegates.slo.Indicator;
import io.jenkins.lib.releasegates.slo.SloIssues;
import io.jenkins.lib.releasegates.slo.SloSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code spec} of an SLI, alone or within an SLO. */
final class SliReader {

    private static final Set<String> SPEC = keys("description", "thresholdMetric", "ratioMetric");
    private static final Set<String> RATIO = keys("counter", "good", "bad", "total", "rawType", "raw");
    private static final Set<String> SOURCE = keys("metricSourceRef", "type", "spec");
    private static final String COUNTER = "true for a counter, false for a number that goes up and down";

    private final SloSettings settings;

    SliReader(SloSettings settings) {
        this.settings = settings;
    }

    Optional<Sli> read(Fields parent) {
        Optional<Fields> spec = parent.require("spec", "a mapping with " + String.join(", ", SPEC))
                .flatMap(node -> parent.fields("spec", SPEC));
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        spec.get().text("description", SloIssues.LONGEST_DESCRIPTION);
        boolean ratio = spec.get().has("ratioMetric");
        if (ratio == spec.get().has("thresholdMetric")) {
            spec.get().issue("ratioMetric", ratio ? "both" : "neither", "either thresholdMetric or ratioMetric");
            return Optional.empty();
        }
        return ratio
                ? spec.get().fields("ratioMetric", RATIO).flatMap(this::ratio)
                : metric(spec.get(), "thresholdMetric")
                        .map(metric -> new Sli(null, metric.sampled(), metric.connection()));
    }

    private Optional<Sli> ratio(Fields fields) {
        if (fields.has("raw") || fields.has("rawType")) {
            return raw(fields);
        }
        boolean good = fields.has("good");
        if (good == fields.has("bad")) {
            fields.issue(good ? "bad" : "good", good ? "both" : "neither", "either good or bad, with total; or raw");
            return Optional.empty();
        }
        Optional<Metric> counted = metric(fields, good ? "good" : "bad");
        Optional<Metric> total = metric(fields, "total");
        if (counted.isEmpty() || total.isEmpty()) {
            return Optional.empty();
        }
        if (!counted.get().connection().equals(total.get().connection())) {
            fields.issue(
                    "total",
                    "the connection " + Issues.quoted(total.get().connection()),
                    counted.get().connection() + ", as of " + (good ? "good" : "bad"));
            return Optional.empty();
        }
        Optional<Expression> first = counted(fields, good ? "good" : "bad", counted.get());
        Optional<Expression> second = counted(fields, "total", total.get());
        return first.isEmpty() || second.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sli(
                        new Indicator.EventRatio(first.get(), good, second.get()),
                        null,
                        total.get().connection()));
    }

    private Optional<Sli> raw(Fields fields) {
        for (String key : List.of("good", "bad", "total")) {
            if (fields.has(key)) {
                fields.issue(key, "together with raw", "either raw and rawType, or good or bad with total");
            }
        }
        Optional<Boolean> success = fields.require("rawType", "success, failure")
                .flatMap(node -> fields.word("rawType", List.of("success", "failure"), word -> word))
                .map("success"::equals);
        Optional<Metric> metric = metric(fields, "raw");
        return success.isEmpty() || metric.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sli(
                        new Indicator.Ratio(metric.get().sampled(), success.get()),
                        null,
                        metric.get().connection()));
    }

    /** How a number of events is asked over a window. */
    private Optional<Expression> counted(Fields ratio, String key, Metric metric) {
        String query = metric.query();
        if (Expression.hasWindow(query)) {
            return Optional.of(new Expression(query, Form.WINDOWED));
        }
        if (!ratio.has("counter")) {
            ratio.issue("counter", "nothing", COUNTER + "; or queries with {{.window}}");
            return Optional.empty();
        }
        if (!ratio.flag("counter", false)) {
            return Optional.of(new Expression(query, Form.SAMPLED));
        }
        if (!Expression.isCounter(query)) {
            ratio.issue(
                    key,
                    "the counter " + Issues.quoted(query),
                    "a selector, sum(selector), or a query with {{.window}} such as"
                            + " sum(increase(selector[{{.window}}]))");
            return Optional.empty();
        }
        return Optional.of(new Expression(query, Form.COUNTER));
    }

    private Optional<Metric> metric(Fields parent, String key) {
        String allowed = "a mapping with metricSource";
        Optional<Fields> source = parent.require(key, allowed)
                .flatMap(node -> parent.fields(key, keys("metricSource")))
                .flatMap(metric -> metric.require("metricSource", "a mapping with " + String.join(", ", SOURCE))
                        .flatMap(node -> metric.fields("metricSource", SOURCE)));
        if (source.isEmpty()) {
            return Optional.empty();
        }
        boolean asked = isPrometheus(source.get());
        Optional<String> connection = connection(source.get());
        Optional<String> query = asked
                ? source.get()
                        .require("spec", "a mapping with query")
                        .flatMap(node -> source.get().fields("spec", keys("query")))
                        .flatMap(spec -> SloIssues.query(spec, "query"))
                : Optional.empty();
        return connection.isEmpty() || query.isEmpty()
                ? Optional.empty()
                : Optional.of(new Metric(query.get(), connection.get()));
    }

    /** A source of another type has fields of its own, so nothing more is said about them. */
    private static boolean isPrometheus(Fields source) {
        if (!source.has("type")) {
            if (!source.has("metricSourceRef")) {
                source.issue("type", "nothing", "Prometheus, or a metricSourceRef");
                return false;
            }
            return true;
        }
        return isPrometheusType(source);
    }

    /** Whether the type is the one that can be asked; else an issue. */
    static boolean isPrometheusType(Fields fields) {
        Optional<PolicyNode.Scalar> type = fields.scalar("type", "Prometheus");
        boolean known =
                type.isPresent() && type.get().text().toLowerCase(Locale.ROOT).equals("prometheus");
        if (type.isPresent() && !known) {
            fields.issue(
                    "type", Issues.describe(type.get()), "Prometheus; other sources of metrics can't be asked so far");
        }
        return known;
    }

    private Optional<String> connection(Fields source) {
        String allowed = connections(settings);
        Optional<String> name = source.name("metricSourceRef");
        if (name.isPresent()) {
            if (!settings.connections().contains(name.get())) {
                source.issue("metricSourceRef", Issues.quoted(name.get()), allowed);
                return Optional.empty();
            }
            return name;
        }
        if (!source.has("metricSourceRef") && settings.otherwise().isEmpty()) {
            source.issue("metricSourceRef", "nothing", allowed);
        }
        return source.has("metricSourceRef") ? Optional.empty() : settings.otherwise();
    }

    static String connections(SloSettings settings) {
        return "a connection that the owner defined: "
                + (settings.connections().isEmpty() ? "there is none" : String.join(", ", settings.connections()));
    }

    /** One question and whom it goes to. */
    private record Metric(String query, String connection) {
        Expression sampled() {
            return new Expression(query, Expression.hasWindow(query) ? Form.WINDOWED : Form.SAMPLED);
        }
    }
}
