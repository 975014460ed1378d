package io.jenkins.lib.releasegates.report.control;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a file of controls; everything that isn't known is an issue with its line. */
final class ControlsReader {

    private static final int MAX_CONTROLS = 200;
    private static final int MAX_QUESTIONS = 50;
    private static final String API = "release-gates/v1";
    private static final String KIND = "ComplianceControls";
    private static final Set<String> CONTROL =
            Set.of("id", "framework", "version", "title", "citation", "url", "questions");
    private static final List<String> TEXTS = List.of("id", "framework", "version", "title", "citation", "url");
    private static final String FACTS =
            Arrays.stream(Fact.values()).map(Fact::id).collect(Collectors.joining(", "));

    private final Issues issues;
    private final Set<String> seen = new HashSet<>();

    private ControlsReader(Issues issues) {
        this.issues = issues;
    }

    static Controls.Reading read(byte[] bytes, String file) {
        Issues issues = new Issues(file);
        Optional<List<Control>> controls = PolicyText.of(bytes, issues)
                .flatMap(text -> document(text, issues))
                .flatMap(root -> new ControlsReader(issues).controls(root));
        return controls.isPresent() && issues.none()
                ? new Controls.Reading(Optional.of(new Controls(file, Digest.of(bytes), controls.get())), List.of())
                : new Controls.Reading(Optional.empty(), issues.inOrder());
    }

    private static Optional<PolicyNode> document(PolicyText text, Issues issues) {
        if (text.toString().isBlank()) {
            issues.add(new PolicyNode.Place(1, 1, 0), "", "an empty file", "apiVersion, kind, controls");
            return Optional.empty();
        }
        return YamlDocument.read(text, issues);
    }

    private Optional<List<Control>> controls(PolicyNode root) {
        Optional<Fields> fields = Fields.of(root, "", Set.of("apiVersion", "kind", "controls"), issues);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        constant(fields.get(), "apiVersion", API);
        constant(fields.get(), "kind", KIND);
        fields.get().require("controls", "a list of controls");
        List<Control> read = fields.get().each("controls", MAX_CONTROLS, this::control);
        if (read.isEmpty() && issues.none()) {
            fields.get().issue("controls", "an empty list", "at least one control");
        }
        return Optional.of(read);
    }

    private static void constant(Fields fields, String key, String value) {
        if (fields.require(key, value).isPresent()) {
            fields.word(key, List.of(value), word -> word);
        }
    }

    private Optional<Control> control(PolicyNode node, String path) {
        Optional<Fields> found = Fields.of(node, path, CONTROL, issues);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        List<Optional<String>> texts =
                TEXTS.stream().map(key -> text(fields, key)).toList();
        fields.require("questions", "a list of questions");
        List<Control.Question> questions = fields.each("questions", MAX_QUESTIONS, this::question);
        if (questions.isEmpty() && issues.none()) {
            fields.issue("questions", "an empty list", "at least one question");
        }
        if (texts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> all = texts.stream().map(Optional::orElseThrow).toList();
        if (!seen.add(all.get(1) + "\0" + all.get(0))) {
            fields.issue("id", Issues.quoted(all.get(0)) + " a second time", "each control of a framework once");
        }
        return Optional.of(
                new Control(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), questions));
    }

    private static Optional<String> text(Fields fields, String key) {
        return fields.require(key, "text").isPresent() ? fields.text(key) : Optional.empty();
    }

    private Optional<Control.Question> question(PolicyNode node, String path) {
        Optional<Fields> fields = Fields.of(node, path, Set.of("ask", "facts"), issues);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> ask = text(fields.get(), "ask");
        fields.get().require("facts", "a list of " + FACTS + "; an empty one where the record can't tell");
        List<Fact> facts = fields.get().each("facts", Fact.values().length, this::fact);
        return ask.map(words -> new Control.Question(words, facts));
    }

    private Optional<Fact> fact(PolicyNode node, String path) {
        if (node instanceof PolicyNode.Scalar scalar) {
            for (Fact fact : Fact.values()) {
                if (fact.id().equals(scalar.text())) {
                    return Optional.of(fact);
                }
            }
        }
        issues.add(node.place(), path, Issues.describe(node), FACTS);
        return Optional.empty();
    }
}
