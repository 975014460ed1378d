package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code spec.attesters}; the format is documented in docs/formats/policy.md. */
final class AttesterReader {

    private static final Set<String> KEYS = CriterionReader.orderedSet(
            "name", "keys", "accepts", "builders", "verifiers", "levels", "resources", "maxAge");

    private static final int MAX_ITEMS = 20;
    private static final int MAX_TEXT = 500;
    private static final String WORDS =
            Arrays.stream(StatementKind.values()).map(StatementKind::id).collect(Collectors.joining(", "));

    private final Issues issues;
    private final Set<String> names = new HashSet<>();
    private final Map<EnvelopeKey, String> owners = new HashMap<>();

    AttesterReader(Issues issues) {
        this.issues = issues;
    }

    List<Attester> read(Fields spec) {
        return spec.each(
                "attesters",
                Attester.MAX,
                (node, path) -> Fields.of(node, path, KEYS, issues).flatMap(this::attester));
    }

    private Optional<Attester> attester(Fields fields) {
        fields.require("name", "the name of the attester");
        Optional<String> name = fields.name("name");
        if (name.isPresent() && !names.add(name.get())) {
            fields.issue("name", Issues.quoted(name.get()) + " a second time", "each name once");
        }
        List<EnvelopeKey> keys = keys(fields, name.orElse(""));
        Set<StatementKind> accepts = accepts(fields);
        Set<String> builders = texts(fields, "builders");
        Set<String> verifiers = texts(fields, "verifiers");
        Set<String> levels = texts(fields, "levels");
        Set<String> resources = texts(fields, "resources");
        Optional<Duration> maxAge = fields.duration("maxAge");
        needs(fields, accepts, StatementKind.PROVENANCE, "builders", "the id of at least one builder");
        needs(fields, accepts, StatementKind.VERIFICATION_SUMMARY, "verifiers", "the id of at least one verifier");
        for (String key : List.of("levels", "resources")) {
            if (fields.has(key) && !accepts.contains(StatementKind.VERIFICATION_SUMMARY)) {
                fields.issue(key, key + " without verification-summary in accepts", "verification-summary in accepts");
            }
        }
        if (maxAge.isPresent() && accepts.stream().anyMatch(kind -> !kind.isDated())) {
            fields.issue(
                    "maxAge",
                    "an age beside test-result, which says no time",
                    "an attester of its own for test-result, without maxAge");
        }
        return name.isPresent() && !keys.isEmpty() && !accepts.isEmpty()
                ? Optional.of(new Attester(name.get(), keys, accepts, builders, verifiers, levels, resources, maxAge))
                : Optional.empty();
    }

    /** A signature alone doesn't say that its owner may build or verify just anything. */
    private static void needs(Fields fields, Set<StatementKind> accepts, StatementKind kind, String key, String what) {
        if (accepts.contains(kind) && !fields.has(key)) {
            fields.issue(key, "nothing beside " + kind.id() + " in accepts", what);
        }
        if (fields.has(key) && !accepts.contains(kind)) {
            fields.issue(key, key + " without " + kind.id() + " in accepts", kind.id() + " in accepts");
        }
    }

    private List<EnvelopeKey> keys(Fields fields, String owner) {
        String allowed = "a list with at least one public key as PEM";
        fields.require("keys", allowed);
        notEmpty(fields, "keys", allowed);
        return fields.each("keys", MAX_ITEMS, (node, path) -> {
            if (!(node instanceof Scalar scalar)) {
                issues.add(node.place(), path, Issues.describe(node), "a public key as PEM");
                return Optional.empty();
            }
            try {
                EnvelopeKey key = EnvelopeKey.parse(scalar.text());
                String before = owners.putIfAbsent(key, owner);
                if (before != null) {
                    issues.add(node.place(), path, "a key that " + before + " has already", "each key once");
                    return Optional.empty();
                }
                return Optional.of(key);
            } catch (RefusedDocumentException e) {
                issues.add(node.place(), path, e.reason(), "an Ed25519 or ECDSA P-256 key");
                return Optional.empty();
            }
        });
    }

    private Set<StatementKind> accepts(Fields fields) {
        fields.require("accepts", "a list with at least one of " + WORDS);
        notEmpty(fields, "accepts", "at least one of " + WORDS);
        Set<StatementKind> kinds = EnumSet.noneOf(StatementKind.class);
        kinds.addAll(fields.each("accepts", StatementKind.values().length, (node, path) -> {
            Optional<StatementKind> kind = Arrays.stream(StatementKind.values())
                    .filter(one ->
                            node instanceof Scalar scalar && scalar.text().equals(one.id()))
                    .findFirst();
            if (kind.isEmpty()) {
                issues.add(node.place(), path, Issues.describe(node), WORDS);
            }
            return kind;
        }));
        return kinds;
    }

    private Set<String> texts(Fields fields, String key) {
        String allowed = "a text of 1 to " + MAX_TEXT + " characters";
        notEmpty(fields, key, "at least one text, or no " + key);
        return new LinkedHashSet<>(fields.each(key, MAX_ITEMS, (node, path) -> {
            if (node instanceof Scalar scalar
                    && !scalar.text().isBlank()
                    && scalar.text().length() <= MAX_TEXT) {
                return Optional.of(scalar.text());
            }
            issues.add(node.place(), path, Issues.describe(node), allowed);
            return Optional.empty();
        }));
    }

    private static void notEmpty(Fields fields, String key, String allowed) {
        if (fields.get(key).orElse(null) instanceof PolicyNode.Sequence given
                && given.items().isEmpty()) {
            fields.issue(key, "an empty list", allowed);
        }
    }
}
