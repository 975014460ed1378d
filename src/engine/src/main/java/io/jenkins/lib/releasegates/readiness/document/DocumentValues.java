package io.jenkins.lib.releasegates.readiness.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Mapping;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Sequence;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON or YAML file that is asked for values.
 *
 * <p>At most 1 MiB, 64 levels of JSON or 20 of YAML, no name twice; of YAML one document without aliases, anchors and tags, where what stands without
 * quotes is a number or a truth value only in JSON's own spelling. Immutable.
 */
public final class DocumentValues {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 40;
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,38})(\\.[0-9]{1,38})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final PolicyNode root;

    private DocumentValues(PolicyNode root) {
        this.root = root;
    }

    /** Whether a file of this name is one that can be asked. */
    public static boolean isReadable(String path) {
        return path.endsWith(".json") || path.endsWith(".yaml") || path.endsWith(".yml");
    }

    /**
     * Reads a file.
     *
     * @param path in the repository; what it ends with says what it is
     * @throws UnreadableDocumentException when it isn't such a file within the limits
     */
    public static DocumentValues read(byte[] bytes, String path) throws UnreadableDocumentException {
        if (!isReadable(path)) {
            throw new UnreadableDocumentException("Found " + Issues.quoted(path) + ", allowed: .json, .yaml or .yml.");
        }
        return new DocumentValues(path.endsWith(".json") ? json(bytes) : yaml(bytes, path));
    }

    private static PolicyNode json(byte[] bytes) throws UnreadableDocumentException {
        try {
            JsonNode json = MAPPER.readTree(DocumentText.of(bytes));
            if (json.isMissingNode()) {
                throw new UnreadableDocumentException("Found an empty file, allowed: JSON.");
            }
            return node(json);
        } catch (JsonProcessingException e) {
            String problem =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new UnreadableDocumentException("Found " + Issues.quoted(problem)
                    + ", allowed: one JSON value with unique names and at most " + MAX_DEPTH + " levels.");
        }
    }

    private static PolicyNode node(JsonNode json) {
        if (json.isObject()) {
            Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
            json.properties()
                    .forEach(member ->
                            entries.put(member.getKey(), new Mapping.Entry(Place.NONE, node(member.getValue()))));
            return new Mapping(entries, Place.NONE);
        }
        if (json.isArray()) {
            List<PolicyNode> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item)));
            return new Sequence(items, Place.NONE);
        }
        return new Scalar(json.asText(), !json.isTextual(), Place.NONE);
    }

    private static PolicyNode yaml(byte[] bytes, String path) throws UnreadableDocumentException {
        Issues issues = new Issues(path);
        Optional<PolicyNode> root = PolicyText.of(bytes, issues).flatMap(text -> YamlDocument.read(text, issues));
        List<PolicyIssue> found = issues.inOrder();
        if (root.isEmpty() || !found.isEmpty()) {
            PolicyIssue first = found.get(0);
            String line = first.line() > 0 ? " in line " + first.line() : "";
            throw new UnreadableDocumentException(
                    "Found " + first.found() + line + ", allowed: " + first.allowed() + ".");
        }
        return root.get();
    }

    /** What stands there; empty when there is no such place. */
    public Optional<DocumentValue> at(JsonPointer pointer) {
        PolicyNode node = root;
        for (String step : pointer.steps()) {
            Optional<PolicyNode> next = below(node, step);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            node = next.get();
        }
        return Optional.of(value(node));
    }

    private static Optional<PolicyNode> below(PolicyNode node, String step) {
        if (node instanceof Mapping mapping) {
            return Optional.ofNullable(mapping.entries().get(step)).map(Mapping.Entry::value);
        }
        if (node instanceof Sequence list && INDEX.matcher(step).matches()) {
            int index = Integer.parseInt(step);
            return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static DocumentValue value(PolicyNode node) {
        if (node instanceof Mapping mapping) {
            return new DocumentValue(
                    DocumentValue.Kind.MAPPING, "", mapping.entries().size());
        }
        if (node instanceof Sequence list) {
            return new DocumentValue(DocumentValue.Kind.LIST, "", list.items().size());
        }
        Scalar scalar = (Scalar) node;
        String text = scalar.text();
        if (scalar.plain() && NULLS.contains(text)) {
            return new DocumentValue(DocumentValue.Kind.NULL, "", 0);
        }
        if (scalar.plain() && (text.equals("true") || text.equals("false"))) {
            return new DocumentValue(DocumentValue.Kind.FLAG, text, 0);
        }
        if (scalar.plain() && NUMBER.matcher(text).matches()) {
            return new DocumentValue(DocumentValue.Kind.NUMBER, text, 0);
        }
        return new DocumentValue(DocumentValue.Kind.TEXT, text, text.codePointCount(0, text.length()));
    }
}
