package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.SloIssues;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rules of a policy. */
final class RuleReader {

    private static final int MAX_RULES = 50;
    private static final Set<String> RULE = SloIssues.keys("name", "when", "then", "changes");
    private static final Set<String> WHEN = SloIssues.keys("remainingAtMost", "alert", "burnRateAbove", "over");
    private static final List<Duration> WINDOWS = ErrorBudgets.burnRateWindows();

    private final Issues issues;
    private final List<String> classes;
    private final Set<String> names = new HashSet<>();

    /** With the names of the classes that rules may name. */
    RuleReader(Issues issues, List<String> classes) {
        this.issues = issues;
        this.classes = classes;
    }

    List<BudgetRule> rules(Fields spec) {
        spec.require("rules", "a list of rules");
        List<PolicyNode> nodes = spec.items("rules", MAX_RULES);
        if (nodes.isEmpty() && spec.has("rules")) {
            spec.issue("rules", "no rule", "at least one; the last one without when, for everything else");
        }
        List<BudgetRule> rules = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            String path = Fields.pathOf(spec.path(), "rules") + "[" + i + "]";
            Fields.of(nodes.get(i), path, RULE, issues)
                    .flatMap(fields -> rule(fields, last))
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<BudgetRule> rule(Fields fields, boolean last) {
        Optional<String> name = fields.require("name", "a name").flatMap(node -> fields.name("name"));
        if (name.isPresent() && !names.add(name.get())) {
            fields.issue("name", Issues.quoted(name.get()) + " a second time", "each name once");
        }
        if (last == fields.has("when")) {
            fields.issue(
                    "when",
                    last ? "a condition in the last rule" : "nothing",
                    last ? "a last rule without when, for everything else" : "a condition in every rule but the last");
            return Optional.empty();
        }
        Optional<BudgetCondition> when = last
                ? Optional.of(BudgetCondition.ALWAYS)
                : fields.fields("when", WHEN).flatMap(this::condition);
        String words = "allow, require-approval, only, freeze";
        Optional<Consequence> then =
                fields.require("then", words).flatMap(node -> fields.word("then", Consequence.ALL, Consequence::word));
        List<String> changes = fields.each("changes", MAX_RULES, this::changeClass);
        boolean only = then.filter(Consequence.ONLY::equals).isPresent();
        if (then.isPresent() && only == fields.items("changes", MAX_RULES).isEmpty()) {
            fields.issue(
                    "changes",
                    only ? "nothing" : "classes of changes with " + then.get().word(),
                    only ? "the classes of changes that may go" : "then: only");
        }
        return name.isEmpty() || when.isEmpty() || then.isEmpty()
                ? Optional.empty()
                : Optional.of(new BudgetRule(name.get(), when.get(), then.get(), changes));
    }

    private Optional<String> changeClass(PolicyNode node, String path) {
        if (node instanceof PolicyNode.Scalar scalar && classes.contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        issues.add(
                node.place(),
                path,
                Issues.describe(node),
                classes.isEmpty() ? "a class of spec.changes; there is none" : String.join(", ", classes));
        return Optional.empty();
    }

    private Optional<BudgetCondition> condition(Fields when) {
        Optional<Double> remaining = when.number("remainingAtMost");
        if (remaining.isPresent() && remaining.get() >= 100) {
            when.issue("remainingAtMost", remaining.get().toString(), "percent of the budget below 100");
        }
        Optional<BurnAlert.Severity> alert =
                when.word("alert", List.of(BurnAlert.Severity.values()), BurnAlert.Severity::id);
        boolean burn = when.has("burnRateAbove");
        if (burn != when.has("over")) {
            when.issue(burn ? "over" : "burnRateAbove", "nothing", "burnRateAbove and over together");
            return Optional.empty();
        }
        Optional<Double> above = when.number("burnRateAbove");
        if (above.isPresent() && above.get() < 0) {
            when.issue("burnRateAbove", above.get().toString(), "a number from 0");
        }
        Optional<Duration> over = when.word("over", WINDOWS, Expression::of);
        if (!when.has("remainingAtMost") && !when.has("alert") && !burn) {
            when.issue("remainingAtMost", "nothing", "at least one of remainingAtMost, alert and burnRateAbove");
        }
        Optional<BudgetCondition.BurnLimit> limit = above.isPresent() && over.isPresent()
                ? Optional.of(new BudgetCondition.BurnLimit(above.get(), over.get()))
                : Optional.empty();
        BudgetCondition condition = new BudgetCondition(remaining, alert, limit);
        return condition.isAlways() ? Optional.empty() : Optional.of(condition);
    }
}
