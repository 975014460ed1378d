package io.jenkins.lib.releasegates.policy.condition;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields that a finding has in a condition: a declared type, so that a misspelt one doesn't compile. A text that isn't known is empty; a
 * number that isn't known isn't there, and a condition that reaches for it has no answer.
 */
final class FindingFields {

    static final String SEVERITY = "severity";
    static final String KIND = "kind";

    private static final ListType TEXTS = ListType.create(SimpleType.STRING);
    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    private record Field(CelType type, Optional<String> metric, Function<ListedFinding, Optional<?>> value) {}

    static {
        field(KIND, SimpleType.STRING, one -> one.kind().id());
        field("rule", SimpleType.STRING, Finding::rule);
        field(SEVERITY, SimpleType.STRING, one -> one.severity().name());
        put(
                "score",
                SimpleType.DOUBLE,
                "",
                one -> one.finding().details().cvss().map(Cvss::score));
        field("path", SimpleType.STRING, Finding::path);
        field("tool", SimpleType.STRING, Finding::tool);
        field("purl", SimpleType.STRING, one -> ofComponent(one, Component::purl));
        field("component", SimpleType.STRING, one -> ofComponent(one, Component::name));
        field("version", SimpleType.STRING, one -> ofComponent(one, Component::version));
        field("cwes", TEXTS, one -> one.details().cwes());
        field("aliases", TEXTS, one -> one.details().aliases());
        put(
                "kev",
                SimpleType.BOOL,
                "vulnerabilities.kev",
                one -> Optional.of(one.finding().details().exploited().isPresent()));
        put(
                "fixable",
                SimpleType.BOOL,
                "vulnerabilities.fixable",
                one -> Optional.of(!one.finding().details().fixedIn().isEmpty()));
        field("waived", SimpleType.BOOL, Finding::isSuppressed);
        put("isNew", SimpleType.BOOL, "findings.new", ListedFinding::isNew);
        put("ageDays", SimpleType.DOUBLE, "findings.new", ListedFinding::ageDays);
    }

    static final StructType TYPE = StructType.create(
            "Finding",
            ImmutableSet.copyOf(FIELDS.keySet()),
            name -> Optional.ofNullable(FIELDS.get(name)).map(Field::type));

    private FindingFields() {}

    static Iterable<String> names() {
        return FIELDS.keySet();
    }

    /** What has to have been measured before anybody can say that no finding has this: most tools don't know what is exploited. */
    static Optional<String> metric(String field) {
        return Optional.ofNullable(FIELDS.get(field)).flatMap(Field::metric);
    }

    /** The value, where it is known. */
    static Optional<?> value(String field, ListedFinding finding) {
        Field known = FIELDS.get(field);
        return known == null ? Optional.empty() : known.value().apply(finding);
    }

    /** The words that this field can have; empty where it can have any. */
    static List<String> words(String field) {
        return switch (field) {
            case SEVERITY ->
                Arrays.stream(Severity.values()).map(Severity::name).toList();
            case KIND ->
                Arrays.stream(FindingKind.values()).map(FindingKind::id).toList();
            default -> List.of();
        };
    }

    private static String ofComponent(Finding finding, Function<Component, String> what) {
        return finding.details().component().map(what).orElse("");
    }

    private static void field(String name, CelType type, Function<Finding, Object> value) {
        put(name, type, "", one -> Optional.of(value.apply(one.finding())));
    }

    private static void put(String name, CelType type, String metric, Function<ListedFinding, Optional<?>> value) {
        FIELDS.put(name, new Field(type, metric.isEmpty() ? Optional.empty() : Optional.of(metric), value));
    }
}
