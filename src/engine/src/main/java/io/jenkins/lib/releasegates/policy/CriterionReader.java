package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.condition.Condition;
import io.jenkins.lib.releasegates.policy.condition.ConditionCompiler;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one criterion: a threshold on a metric, or a condition. */
final class CriterionReader {

    /** The keys of a criterion. */
    static final Set<String> KEYS = orderedSet("condition", "metric", "threshold", "warning", "baseline", "provenance");

    private static final List<String> OF_THRESHOLDS = List.of("metric", "threshold", "warning", "baseline");

    /** Baselines of recordCoverage that need to know which lines a change touches. */
    private static final Set<String> OF_CHANGED_LINES =
            Set.of("MODIFIED_LINES", "MODIFIED_LINES_DELTA", "MODIFIED_FILES", "MODIFIED_FILES_DELTA", "INDIRECT");

    private final PolicyText text;
    private final Issues issues;
    private final ProvenanceRule provenance;

    /** With the provenance that the policy demands of criteria. */
    CriterionReader(PolicyText text, Issues issues, ProvenanceRule provenance) {
        this.text = text;
        this.issues = issues;
        this.provenance = provenance;
    }

    static Set<String> orderedSet(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    Optional<Criterion> read(Fields fields) {
        Optional<Provenance> said = provenance(fields);
        if (fields.has("condition")) {
            OF_THRESHOLDS.stream()
                    .filter(fields::has)
                    .forEach(key -> fields.issue(
                            key, key + " beside a condition", "either condition, or metric and threshold"));
            return condition(fields)
                    .map(condition -> new Criterion.Expression(
                            condition,
                            said.orElseGet(() -> provenance.unsaid(condition.metrics(), condition.readsFindings()))));
        }
        if (!fields.has("metric")) {
            issues.add(
                    fields.place(),
                    fields.path(),
                    "neither metric nor condition",
                    "metric and threshold, or condition");
            return Optional.empty();
        }
        return threshold(fields, said);
    }

    private Optional<Provenance> provenance(Fields fields) {
        Optional<Provenance> said = fields.word("provenance", List.of(Provenance.values()), Provenance::id);
        if (said.isPresent() && !said.get().meets(provenance.least())) {
            fields.issue(
                    "provenance",
                    said.get().id(),
                    provenance.least().id() + " or stronger, as the policy demands of all criteria");
        }
        return said;
    }

    private Optional<Condition> condition(Fields fields) {
        Optional<Scalar> scalar = fields.scalar("condition", "a condition such as tests.failed == 0");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        ConditionCompiler.Outcome outcome =
                ConditionCompiler.compile(scalar.get().text());
        outcome.faults()
                .forEach(fault -> issues.add(
                        text.within(scalar.get(), fault.offset()),
                        Fields.pathOf(fields.path(), "condition"),
                        fault.found(),
                        fault.allowed()));
        return outcome.condition();
    }

    private Optional<Criterion> threshold(Fields fields, Optional<Provenance> said) {
        Optional<Metric> metric = metric(fields);
        Optional<Comparison> comparison = comparison(fields);
        fields.require("threshold", "a decimal number such as 80 or 62.5");
        Optional<Double> threshold = fields.number("threshold");
        Optional<Double> warning = fields.number("warning");
        if (metric.isEmpty() || comparison.isEmpty() || threshold.isEmpty()) {
            return Optional.empty();
        }
        Metric of = metric.get();
        Comparison against = comparison.get();
        if (against == Comparison.PROJECT_DELTA && of.needsBaseline()) {
            fields.issue(
                    "baseline",
                    "PROJECT_DELTA",
                    "PROJECT: " + of.name() + " already is a comparison with the baseline");
            return Optional.empty();
        }
        Optional<String> objection = ThresholdRules.objection(of, threshold.get(), against);
        objection.ifPresent(allowed -> fields.issue("threshold", textOf(fields, "threshold"), allowed));
        if (objection.isEmpty() && warning.isPresent()) {
            ThresholdRules.warningObjection(of, threshold.get(), warning.get(), against)
                    .ifPresent(allowed -> fields.issue("warning", textOf(fields, "warning"), allowed));
        }
        return Optional.of(new Criterion.Threshold(
                of,
                threshold.get(),
                warning,
                against,
                said.orElseGet(() -> provenance.unsaid(Set.of(of.name()), false))));
    }

    private Optional<Metric> metric(Fields fields) {
        Optional<Scalar> scalar = fields.scalar("metric", "the name of a metric such as coverage.line");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String name = scalar.get().text();
        if (name.startsWith(MetricCatalog.CUSTOM_PREFIX)) {
            String key = name.substring(MetricCatalog.CUSTOM_PREFIX.length());
            fields.issue(
                    "metric",
                    Issues.quoted(name) + ", of which nobody knows whether more is better",
                    "write a condition: custom[" + Issues.quoted(key).replace('"', '\'') + "] < N");
            return Optional.empty();
        }
        Optional<Metric> metric = MetricCatalog.find(name);
        if (metric.isEmpty()) {
            fields.issue("metric", Issues.describe(scalar.get()), Suggestion.metric(name));
        }
        return metric;
    }

    private Optional<Comparison> comparison(Fields fields) {
        Optional<Scalar> scalar = fields.scalar("baseline", "PROJECT, PROJECT_DELTA");
        if (scalar.isPresent() && OF_CHANGED_LINES.contains(scalar.get().text())) {
            fields.issue(
                    "baseline",
                    scalar.get().text() + ", which needs to know the changed lines; that isn't available here",
                    "PROJECT, PROJECT_DELTA");
            return Optional.empty();
        }
        if (!fields.has("baseline")) {
            return Optional.of(Comparison.PROJECT);
        }
        return fields.word("baseline", List.of(Comparison.values()), Comparison::name);
    }

    private static String textOf(Fields fields, String key) {
        return fields.get(key).map(Issues::describe).orElse("nothing");
    }
}
