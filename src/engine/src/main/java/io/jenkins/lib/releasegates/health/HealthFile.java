package io.jenkins.lib.releasegates.health;

import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.SamplingReader;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricGateReader;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a file of kind ServiceHealth, which docs/formats/service-health.md describes. */
final class HealthFile {

    private static final int MAX_GATES = 50;
    private static final Set<String> SAMPLING = keys("initialDelay", "interval", "steady", "timeout");

    private final Issues issues;
    private final Set<String> names = new HashSet<>();

    private HealthFile(Issues issues) {
        this.issues = issues;
    }

    /**
     * What stands in it.
     *
     * @param issues all that is wrong; then nothing else is to be used
     */
    record Read(List<HealthGate> gates, Optional<Sampling> sampling, List<PolicyIssue> issues) {}

    static Read read(byte[] bytes, String file) {
        Issues issues = new Issues(file);
        HealthFile reader = new HealthFile(issues);
        Optional<Fields> spec = PolicyText.of(bytes, issues)
                .flatMap(text -> YamlDocument.read(text, issues))
                .flatMap(reader::spec);
        List<HealthGate> gates = spec.map(fields -> fields.each("gates", MAX_GATES, reader::gate))
                .orElse(List.of());
        Optional<Sampling> sampling =
                spec.flatMap(fields -> fields.fields("sampling", SAMPLING)).flatMap(reader::sampling);
        if (spec.isPresent() && spec.get().items("gates", MAX_GATES).isEmpty() && sampling.isEmpty()) {
            spec.get().issue("gates", "no gate", "at least one gate, or sampling");
        }
        return new Read(gates, sampling, issues.inOrder());
    }

    private Optional<Fields> spec(PolicyNode document) {
        Optional<Fields> root = Fields.of(document, "", keys("apiVersion", "kind", "spec"), issues);
        root.ifPresent(fields -> {
            constant(fields, "apiVersion", "release-gates/v1");
            constant(fields, "kind", "ServiceHealth");
            fields.require("spec", "a mapping with gates");
        });
        return root.flatMap(fields -> fields.fields("spec", keys("gates", "sampling")));
    }

    private static void constant(Fields fields, String key, String value) {
        fields.require(key, value).ifPresent(node -> fields.word(key, List.of(value), word -> word));
    }

    private Optional<HealthGate> gate(PolicyNode node, String path) {
        Set<String> keys = keys("name", "criticality", "advisory");
        keys.addAll(MetricGateReader.ofOneQuestion());
        Optional<Fields> found = Fields.of(node, path, keys, issues);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Optional<String> name = fields.require("name", "a name").flatMap(text -> fields.name("name"));
        if (name.isPresent()
                && (!names.add(name.get()) || (HealthDemand.PREFIX + name.get()).equals(HealthDemand.APPROVAL))) {
            fields.issue("name", Issues.quoted(name.get()), "each name once, and none is called approval");
        }
        Criticality criticality = fields.word("criticality", List.of(Criticality.values()), Enum::name)
                .orElse(Criticality.FAILURE);
        boolean advisory = fields.flag("advisory", false);
        return name.flatMap(called -> metric(fields, called))
                .map(metric -> new HealthGate(metric, criticality, advisory));
    }

    private Optional<MetricGate> metric(Fields fields, String name) {
        MetricGateReader.Outcome read =
                MetricGateReader.read("", name, texts(fields, MetricGateReader.ofOneQuestion()));
        for (PolicyIssue issue : read.issues()) {
            String[] path = issue.path().split(" ", 2);
            fields.issue(path[0], issue.found() + (path.length == 2 ? " " + path[1] : ""), issue.allowed());
        }
        return read.gate();
    }

    /** It is waited until all is well at once; what went wrong before doesn't matter. */
    private Optional<Sampling> sampling(Fields fields) {
        List<PolicyIssue> found = new ArrayList<>();
        Map<String, String> given = texts(fields, SAMPLING);
        Sampling read = new SamplingReader("", found).read("", given);
        if (read.interval().isEmpty()) {
            fields.issue("interval", "nothing", "how long it is between two looks, such as 30s");
        }
        if (!fields.has("timeout")) {
            fields.issue("timeout", "nothing", "how long it is waited at most, such as 1h");
        }
        for (PolicyIssue issue : found) {
            fields.issue(issue.path(), issue.found(), issue.allowed());
        }
        return issues.none() && read.interval().isPresent()
                ? Optional.of(
                        Sampling.untilGreen(read.initialDelay(), read.interval().get(), read.steady(), read.timeout()))
                : Optional.empty();
    }

    private static Map<String, String> texts(Fields fields, Collection<String> keys) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : keys) {
            fields.scalar(key, "a text").ifPresent(scalar -> texts.put(key, scalar.text()));
        }
        return texts;
    }

    private static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
