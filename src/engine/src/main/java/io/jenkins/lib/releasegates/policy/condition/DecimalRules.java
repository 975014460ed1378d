package io.jenkins.lib.releasegates.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.SimpleType;
import java.util.Optional;

/** Keeps decimals out of conditions that are infinite or not a number: these would make comparisons true that nobody meant. */
final class DecimalRules {

    private final CelAbstractSyntaxTree ast;

    DecimalRules(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /** What is wrong with that call; empty when nothing is. */
    Optional<ConditionFault> fault(CelExpr call) {
        String function = call.call().function();
        if (function.equals("_/_")
                && !isInteger(call)
                && !isNonZero(call.call().args().get(1))) {
            return Optional.of(new ConditionFault(
                    offset(call),
                    "a decimal division by what may be zero",
                    "a product instead: double(tests.skipped) < 0.1 * double(tests.total)"));
        }
        if (function.equals("double") && !isNumber(call.call().args().get(0))) {
            return Optional.of(
                    new ConditionFault(offset(call), "double(...) of something else than a number", "a number"));
        }
        return Optional.empty();
    }

    private boolean isInteger(CelExpr expr) {
        return ast.getType(expr.id()).filter(SimpleType.INT::equals).isPresent();
    }

    private boolean isNumber(CelExpr expr) {
        return isInteger(expr)
                || ast.getType(expr.id()).filter(SimpleType.DOUBLE::equals).isPresent();
    }

    private static boolean isNonZero(CelExpr expr) {
        return expr.getKind() == ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
                && expr.constant().doubleValue() != 0;
    }

    int offset(CelExpr expr) {
        return ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    }
}
