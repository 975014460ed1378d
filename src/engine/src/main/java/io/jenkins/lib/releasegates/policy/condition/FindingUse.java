package io.jenkins.lib.releasegates.policy.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** How a condition uses the fields of findings: which metrics that demands, and which comparisons could never be true. */
final class FindingUse {

    private static final Set<String> EQUALS = Set.of("_==_", "_!=_");
    private static final Set<String> ORDERS = Set.of("_<_", "_<=_", "_>_", "_>=_");
    private static final Map<String, String> OF_KIND =
            Map.of("vulnerability", "vulnerabilities.total", "secret", "secrets.total");

    private final Predicate<CelExpr> isFinding;
    private final Set<String> metrics;
    private final BiConsumer<CelExpr, String[]> fault;

    /**
     * @param isFinding whether the value of an expression is a finding
     * @param metrics takes what has to have been measured
     * @param fault takes what is wrong at an expression: what was found, and what is allowed
     */
    FindingUse(Predicate<CelExpr> isFinding, Set<String> metrics, BiConsumer<CelExpr, String[]> fault) {
        this.isFinding = isFinding;
        this.metrics = metrics;
        this.fault = fault;
    }

    void visit(CelExpr expr) {
        field(expr).flatMap(FindingFields::metric).ifPresent(metrics::add);
        if (expr.getKind() != ExprKind.Kind.CALL || expr.call().args().size() != 2) {
            return;
        }
        CelExpr left = expr.call().args().get(0);
        CelExpr right = expr.call().args().get(1);
        String function = expr.call().function();
        if (ORDERS.contains(function)) {
            refuseOrder(expr, left);
            refuseOrder(expr, right);
        } else if (EQUALS.contains(function)) {
            field(left).ifPresent(field -> compared(field, right));
            field(right).ifPresent(field -> compared(field, left));
        } else if (function.equals("@in") && right.getKind() == ExprKind.Kind.LIST) {
            field(left).ifPresent(field -> right.list().elements().forEach(element -> compared(field, element)));
        }
    }

    private Optional<String> field(CelExpr expr) {
        return expr.getKind() == ExprKind.Kind.SELECT
                        && isFinding.test(expr.select().operand())
                ? Optional.of(expr.select().field())
                : Optional.empty();
    }

    /** As text, CRITICAL comes before HIGH and MEDIUM last. */
    private void refuseOrder(CelExpr call, CelExpr side) {
        field(side)
                .filter(field -> !FindingFields.words(field).isEmpty())
                .ifPresent(field -> fault.accept(call, new String[] {
                    field + " compared by order, which for texts is that of the alphabet",
                    "a list: f." + field + " in ['"
                            + String.join("', '", FindingFields.words(field).subList(0, 2)) + "']"
                }));
    }

    private void compared(String field, CelExpr other) {
        List<String> words = FindingFields.words(field);
        if (words.isEmpty()
                || other.getKind() != ExprKind.Kind.CONSTANT
                || other.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return;
        }
        String word = other.constant().stringValue();
        if (!words.contains(word)) {
            String hint = Suggestion.closest(word, words)
                    .map(best -> "did you mean '" + best + "'? ")
                    .orElse("");
            fault.accept(other, new String[] {
                "the unknown " + field + " " + Issues.quoted(word), hint + "one of " + String.join(", ", words)
            });
        } else if (field.equals(FindingFields.KIND) && OF_KIND.containsKey(word)) {
            metrics.add(OF_KIND.get(word));
        }
    }
}
