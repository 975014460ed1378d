package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import io.jenkins.lib.releasegates.slo.SloIssues;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a policy file; everything that isn't known is an issue with its line. */
final class ErrorBudgetPolicyReader {

    private static final String API = "release-gates/v1";
    private static final String KIND = "ErrorBudgetPolicy";
    private static final int MAX_CLASSES = 20;
    private static final int MAX_PROOFS = 20;
    private static final int MAX_PATHS = 50;
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final List<Provenance> PROVENANCES = List.of(Provenance.REPORTED, Provenance.OBSERVED);
    private static final Set<String> SPEC = SloIssues.keys(
            "rules", "changes", "approval", "exception", "maxIncidentShare", "whenUnknown", "lastKnownAtMost");
    private static final String PATTERN = "a pattern such as SEC-* or src/**, where ** stands for slashes, too";

    private final Issues issues;
    private final Set<String> names = new HashSet<>();

    private ErrorBudgetPolicyReader(Issues issues) {
        this.issues = issues;
    }

    static ErrorBudgetPolicyReading read(byte[] bytes, String file) {
        Issues issues = new Issues(file);
        Optional<ErrorBudgetPolicy> policy = PolicyText.of(bytes, issues)
                .flatMap(text -> YamlDocument.read(text, issues))
                .flatMap(root -> new ErrorBudgetPolicyReader(issues).policy(root, Digest.of(bytes)));
        return new ErrorBudgetPolicyReading(issues.none() ? policy : Optional.empty(), issues.inOrder());
    }

    private Optional<ErrorBudgetPolicy> policy(PolicyNode document, Digest digest) {
        Optional<Fields> root =
                Fields.of(document, "", SloIssues.keys("apiVersion", "kind", "metadata", "spec"), issues);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        constant(root.get(), "apiVersion", API);
        constant(root.get(), "kind", KIND);
        Optional<String> name = root.get()
                .require("metadata", "a mapping with name")
                .flatMap(node -> root.get().fields("metadata", SloIssues.keys("name")))
                .flatMap(fields -> fields.require("name", "a name").flatMap(node -> fields.name("name")));
        Optional<Fields> spec = root.get()
                .require("spec", "a mapping with rules")
                .flatMap(node -> root.get().fields("spec", SPEC));
        return spec.flatMap(fields -> spec(fields, name.orElse(""), digest));
    }

    private static void constant(Fields fields, String key, String value) {
        fields.require(key, value).ifPresent(node -> fields.word(key, List.of(value), word -> word));
    }

    private Optional<ErrorBudgetPolicy> spec(Fields spec, String name, Digest digest) {
        List<ChangeClass> classes = spec.each("changes", MAX_CLASSES, this::changeClass);
        List<BudgetRule> rules =
                new RuleReader(issues, classes.stream().map(ChangeClass::name).toList()).rules(spec);
        Optional<String> approval = spec.name("approval");
        Optional<String> exception = spec.name("exception");
        boolean asks = rules.stream().anyMatch(rule -> rule.then() == Consequence.REQUIRE_APPROVAL);
        if (asks != spec.has("approval")) {
            spec.issue(
                    "approval",
                    asks ? "nothing" : "a name that no rule asks for",
                    "the name of an approval where a rule has require-approval, and only there");
        }
        if (exception.isPresent() && exception.equals(approval)) {
            spec.issue("exception", Issues.quoted(exception.get()), "an approval of its own, not that of the rules");
        }
        Optional<Double> share = spec.number("maxIncidentShare");
        if (share.isPresent() && (share.get() <= 0 || share.get() > 100)) {
            spec.issue("maxIncidentShare", share.get().toString(), "percent of the budget above 0 and at most 100");
        }
        Optional<Duration> lastKnown = lastKnown(spec);
        return issues.none()
                ? Optional.of(
                        new ErrorBudgetPolicy(name, digest, rules, classes, approval, exception, share, lastKnown))
                : Optional.empty();
    }

    private static Optional<Duration> lastKnown(Fields spec) {
        boolean used = spec.word("whenUnknown", List.of("block", "last-known"), word -> word)
                .filter("last-known"::equals)
                .isPresent();
        String allowed = OwnersDuration.allowed(OLDEST);
        if (used != spec.has("lastKnownAtMost")) {
            spec.issue(
                    "lastKnownAtMost",
                    used ? "nothing" : "a duration without whenUnknown: last-known",
                    used ? allowed : "one together with whenUnknown: last-known");
            return Optional.empty();
        }
        Optional<PolicyNode.Scalar> text = spec.scalar("lastKnownAtMost", allowed);
        Optional<Duration> duration = text.flatMap(scalar -> OwnersDuration.read(scalar.text(), OLDEST));
        if (text.isPresent() && duration.isEmpty()) {
            spec.issue("lastKnownAtMost", Issues.describe(text.get()), allowed);
        }
        return duration;
    }

    private Optional<ChangeClass> changeClass(PolicyNode node, String path) {
        Optional<Fields> found = Fields.of(node, path, SloIssues.keys("name", "proofs"), issues);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Optional<String> name = fields.require("name", "a name").flatMap(text -> fields.name("name"));
        if (name.isPresent() && !names.add(name.get())) {
            fields.issue("name", Issues.quoted(name.get()) + " a second time", "each class once");
        }
        List<ChangeProof> proofs = fields.each("proofs", MAX_PROOFS, this::proof);
        if (fields.items("proofs", MAX_PROOFS).isEmpty()) {
            fields.issue(
                    "proofs", "no proof", "at least one of label, ticket or paths; what anybody may claim is none");
        }
        return name.isEmpty() || proofs.isEmpty() ? Optional.empty() : Optional.of(new ChangeClass(name.get(), proofs));
    }

    private Optional<ChangeProof> proof(PolicyNode node, String path) {
        Optional<Fields> found =
                Fields.of(node, path, SloIssues.keys("label", "ticket", "paths", "provenance"), issues);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Optional<String> label = fields.text("label");
        Optional<NamePattern> ticket = fields.get("ticket").flatMap(text -> pattern(text, path + ".ticket"));
        List<NamePattern> paths = fields.each("paths", MAX_PATHS, this::pattern);
        if (!fields.has("label")
                && !fields.has("ticket")
                && fields.items("paths", MAX_PATHS).isEmpty()) {
            fields.issue("label", "nothing", "at least one of label, ticket and paths");
        }
        Provenance provenance =
                fields.word("provenance", PROVENANCES, Provenance::id).orElse(Provenance.OBSERVED);
        return label.isEmpty() && ticket.isEmpty() && paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChangeProof(label, ticket, paths, provenance));
    }

    /** One that fits everything proves nothing. */
    private Optional<NamePattern> pattern(PolicyNode node, String path) {
        if (node instanceof PolicyNode.Scalar scalar
                && NamePattern.isPattern(scalar.text())
                && !scalar.text().matches("[*?/]*")) {
            return Optional.of(new NamePattern(scalar.text()));
        }
        issues.add(node.place(), path, Issues.describe(node), PATTERN);
        return Optional.empty();
    }
}
