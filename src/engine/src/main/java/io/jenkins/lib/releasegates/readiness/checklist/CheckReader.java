package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.readiness.document.DocumentValues;
import io.jenkins.lib.releasegates.readiness.document.JsonPointer;
import io.jenkins.lib.releasegates.readiness.document.MarkdownSections;
import io.jenkins.lib.releasegates.readiness.document.ValueCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how an item answers itself: a mapping with exactly one kind of check. */
final class CheckReader {

    private static final int MAX_SECTIONS = 30;
    private static final Set<String> KINDS = ChecklistReader.keys(
            "metric", "alertRule", "connection", "file", "value", "gate", "chaosExperiment", "loadTest");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._@+ -]{1,100}(/[A-Za-z0-9._@+ -]{1,100}){0,15}");
    private static final Pattern UP = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");
    private static final String A_PATH =
            "a path in the repository, such as docs/runbook.md: letters, digits and . _ @ + - with / between, no . or .. as a part";
    private static final String A_CONNECTION = "the name of a connection that an owner has defined; never an address";

    private final Issues issues;

    CheckReader(Issues issues) {
        this.issues = issues;
    }

    /** The check; empty, with at least one issue, when there is none. */
    Optional<Check> read(PolicyNode node, String path) {
        Optional<Fields> check = Fields.of(node, path, KINDS, issues);
        if (check.isEmpty()) {
            return Optional.empty();
        }
        List<String> given = KINDS.stream().filter(check.get()::has).toList();
        if (given.size() != 1) {
            String found = given.isEmpty() ? "nothing" : String.join(" and ", given);
            issues.add(check.get().place(), path, found, "exactly one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        return one(check.get(), given.get(0));
    }

    private Optional<Check> one(Fields check, String kind) {
        return switch (kind) {
            case "metric" ->
                fields(check, kind, "connection", "query", "condition").flatMap(this::metric);
            case "alertRule" -> fields(check, kind, "connection", "alert").flatMap(this::alertRule);
            case "connection" -> connection(check).map(Check.Connection::new);
            case "file" -> fields(check, kind, "path", "sections", "minBytes").flatMap(this::file);
            case "value" -> fields(check, kind, "path", "pointer", "condition").flatMap(this::value);
            case "gate" -> check.name("gate").map(Check.Gate::new);
            case "chaosExperiment" -> trial(check, Check.Trial.Kind.CHAOS_EXPERIMENT);
            default -> trial(check, Check.Trial.Kind.LOAD_TEST);
        };
    }

    private Optional<Fields> fields(Fields check, String kind, String... keys) {
        return check.fields(kind, ChecklistReader.keys(keys));
    }

    private Optional<Check> metric(Fields fields) {
        fields.require("query", "an expression of the server's language, such as PromQL");
        Optional<String> connection = connection(fields);
        Optional<String> query = fields.text("query");
        Optional<ValueCondition> condition =
                condition(fields, ValueCondition.ALLOWED_NUMBER).filter(read -> isOfNumber(fields, read));
        return connection.isPresent() && query.isPresent() && condition.isPresent()
                ? Optional.of(new Check.Metric(connection.get(), query.get(), condition.get()))
                : Optional.empty();
    }

    private static boolean isOfNumber(Fields fields, ValueCondition condition) {
        if (!condition.isOfNumber()) {
            fields.issue("condition", Issues.quoted(condition.words()), ValueCondition.ALLOWED_NUMBER);
        }
        return condition.isOfNumber();
    }

    private Optional<Check> alertRule(Fields fields) {
        fields.require("alert", "the name of an alerting rule");
        Optional<String> connection = connection(fields);
        Optional<String> alert = fields.name("alert");
        return connection.isPresent() && alert.isPresent()
                ? Optional.of(new Check.AlertRule(connection.get(), alert.get()))
                : Optional.empty();
    }

    private Optional<Check> file(Fields fields) {
        Optional<String> path = path(fields);
        List<String> sections = sections(fields);
        if (path.isPresent() && fields.has("sections") && !path.get().endsWith(".md")) {
            fields.issue("path", Issues.quoted(path.get()) + " with sections", "a Markdown file that ends with .md");
        }
        Optional<Integer> bytes = fields.number("minBytes").flatMap(number -> wholeBytes(fields, number));
        return path.map(file -> new Check.RepositoryFile(file, sections, bytes.orElse(1)));
    }

    private static Optional<Integer> wholeBytes(Fields fields, double number) {
        if (number != Math.rint(number) || number < 1 || number > MarkdownSections.MAX_BYTES) {
            fields.issue("minBytes", Double.toString(number), "a whole number from 1 to " + MarkdownSections.MAX_BYTES);
            return Optional.empty();
        }
        return Optional.of((int) number);
    }

    private List<String> sections(Fields fields) {
        List<String> sections = new ArrayList<>();
        List<PolicyNode> given = fields.items("sections", MAX_SECTIONS);
        if (given.isEmpty() && fields.has("sections")) {
            fields.issue("sections", "no heading", "a list of at least one heading");
        }
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof Scalar scalar
                    && !scalar.text().isBlank()
                    && scalar.text().length() <= 100) {
                sections.add(scalar.text());
            } else {
                String path = Fields.pathOf(fields.path(), "sections") + "[" + i + "]";
                issues.add(
                        given.get(i).place(), path, Issues.describe(given.get(i)), "a heading of 1 to 100 characters");
            }
        }
        return sections;
    }

    private Optional<Check> value(Fields fields) {
        Optional<String> path = path(fields);
        if (path.isPresent() && !DocumentValues.isReadable(path.get())) {
            fields.issue("path", Issues.quoted(path.get()), "a file that ends with .json, .yaml or .yml");
        }
        String allowed = "a JSON pointer (RFC 6901) such as /spec/replicas";
        fields.require("pointer", allowed);
        Optional<Scalar> written = fields.scalar("pointer", allowed);
        Optional<JsonPointer> pointer = written.flatMap(scalar -> JsonPointer.read(scalar.text()));
        if (written.isPresent() && pointer.isEmpty()) {
            fields.issue("pointer", Issues.describe(written.get()), allowed);
        }
        Optional<ValueCondition> condition = condition(fields, ValueCondition.ALLOWED);
        return path.isPresent() && pointer.isPresent() && condition.isPresent()
                ? Optional.of(new Check.Value(path.get(), pointer.get(), condition.get()))
                : Optional.empty();
    }

    private Optional<Check> trial(Fields check, Check.Trial.Kind kind) {
        boolean reports = kind == Check.Trial.Kind.CHAOS_EXPERIMENT;
        Optional<Fields> fields = reports
                ? fields(check, kind.key(), "name", "youngerThan", "report")
                : fields(check, kind.key(), "name", "youngerThan");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().require("name", "the name of the " + kind.words());
        fields.get().require("youngerThan", "how old a result may be, such as 30d");
        Optional<String> name = fields.get().name("name");
        Optional<Duration> age = fields.get().duration("youngerThan");
        Optional<String> report = fields.get().has("report") ? report(fields.get()) : Optional.empty();
        return name.isPresent()
                        && age.isPresent()
                        && report.isPresent() == fields.get().has("report")
                ? Optional.of(new Check.Trial(kind, name.get(), age.get(), report))
                : Optional.empty();
    }

    private static Optional<String> report(Fields fields) {
        Optional<String> path = path(fields, "report");
        if (path.isPresent() && !path.get().endsWith(".json")) {
            fields.issue("report", Issues.quoted(path.get()), "a journal of the Chaos Toolkit, which ends with .json");
            return Optional.empty();
        }
        return path;
    }

    private static Optional<ValueCondition> condition(Fields fields, String allowed) {
        fields.require("condition", allowed);
        Optional<Scalar> written = fields.scalar("condition", allowed);
        Optional<ValueCondition> condition = written.flatMap(scalar -> ValueCondition.read(scalar.text()));
        if (written.isPresent() && condition.isEmpty()) {
            fields.issue("condition", Issues.describe(written.get()), allowed);
        }
        return condition;
    }

    private static Optional<String> connection(Fields fields) {
        fields.require("connection", A_CONNECTION);
        Optional<Scalar> written = fields.scalar("connection", A_CONNECTION);
        if (written.isPresent() && written.get().text().contains("//")) {
            fields.issue("connection", Issues.describe(written.get()), A_CONNECTION);
            return Optional.empty();
        }
        return fields.name("connection");
    }

    private static Optional<String> path(Fields fields) {
        return path(fields, "path");
    }

    private static Optional<String> path(Fields fields, String key) {
        fields.require(key, A_PATH);
        Optional<String> path = fields.text(key);
        if (path.isPresent()
                && (!PATH.matcher(path.get()).matches()
                        || UP.matcher(path.get()).matches())) {
            fields.issue(key, Issues.quoted(path.get()), A_PATH);
            return Optional.empty();
        }
        return path;
    }
}
