package io.jenkins.lib.releasegates.slo;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the readers of all formats demand in the same way. */
public final class SloIssues {

    /** Longest question, in characters. */
    public static final int LONGEST_QUERY = 20_000;

    /** Longest description, by OpenSLO. */
    public static final int LONGEST_DESCRIPTION = 1050;

    private SloIssues() {}

    /** Keys in the order in which issues list them. */
    public static Set<String> keys(String... keys) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }

    /** The question under a key; one with another template in it than the window is an issue. */
    public static Optional<String> query(Fields fields, String key) {
        Optional<String> query = fields.require(key, "a query in PromQL").isPresent()
                ? fields.text(key, LONGEST_QUERY)
                : Optional.empty();
        if (query.filter(Expression::hasOtherTemplate).isPresent()) {
            fields.issue(key, Issues.quoted(query.get()), "no template but {{.window}}");
            return Optional.empty();
        }
        return query;
    }

    /** Texts by names, whose values nobody needs here. */
    public static void texts(Fields fields, String key, Issues issues) {
        Optional<PolicyNode> node = fields.get(key).filter(found -> !isNothing(found));
        if (node.isPresent() && !(node.get() instanceof PolicyNode.Mapping)) {
            issues.add(
                    node.get().place(),
                    Fields.pathOf(fields.path(), key),
                    Issues.describe(node.get()),
                    "a mapping of names to texts");
        }
    }

    /** A key with nothing behind it. */
    public static boolean isNothing(PolicyNode node) {
        return node instanceof PolicyNode.Scalar scalar
                && scalar.plain()
                && scalar.text().isEmpty();
    }
}
