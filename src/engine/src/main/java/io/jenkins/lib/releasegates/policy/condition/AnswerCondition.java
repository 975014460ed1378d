package io.jenkins.lib.releasegates.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.jenkins.lib.releasegates.policy.condition.Condition.UndecidableConditionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A CEL condition over what a server of metrics has answered: {@code result}, the one number, and {@code values}, all of them. Thread-safe.
 */
public final class AnswerCondition {

    /** What a condition can name. */
    static final String NAMES =
            "result, a number: result < 0.02; or values, a list of numbers: values.all(v, v < 0.02)";

    static final String EXAMPLE = "result < 0.02";

    private static final String RESULT = "result";
    private static final String VALUES = "values";
    private static final Set<String> CONNECTIVES = Set.of("_&&_", "_||_", "!_", "_?_:_");
    private static final int MAX_LENGTH = 1_000;

    /** As many values as a server may answer with, several times. */
    private static final int MAX_ITERATIONS = 500_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxParseRecursionDepth(32)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setOptions(OPTIONS)
            .addVar(RESULT, SimpleType.DOUBLE)
            .addVar(VALUES, ListType.create(SimpleType.DOUBLE))
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private static final TimeLimit LIMIT = new TimeLimit(Duration.ofSeconds(1));

    private final String source;
    private final boolean readsResult;
    private final CelRuntime.Program program;

    private AnswerCondition(String source, boolean readsResult, CelRuntime.Program program) {
        this.source = source;
        this.readsResult = readsResult;
        this.program = program;
    }

    /** A condition, or what is wrong with it; there is one exactly when there are no faults. */
    public record Outcome(Optional<AnswerCondition> condition, List<ConditionFault> faults) {}

    /** Compiles a condition. */
    public static Outcome compile(String source) {
        int length = source.codePointCount(0, source.length());
        if (source.isBlank() || length > MAX_LENGTH) {
            return faulty(new ConditionFault(
                    0,
                    source.isBlank() ? "nothing" : length + " characters",
                    source.isBlank() ? "a condition such as " + EXAMPLE : "at most " + MAX_LENGTH));
        }
        CelValidationResult result = COMPILER.compile(source);
        if (result.hasError()) {
            List<ConditionFault> faults = new ArrayList<>();
            for (CelIssue issue : result.getErrors()) {
                faults.add(ConditionFault.ofAnswer(source, issue));
            }
            return new Outcome(Optional.empty(), faults);
        }
        try {
            return program(source, result.getAst());
        } catch (CelValidationException e) {
            throw new IllegalStateException("A result without errors has a syntax tree", e);
        }
    }

    private static Outcome program(String source, CelAbstractSyntaxTree ast) {
        DecimalRules decimals = new DecimalRules(ast);
        List<ConditionFault> faults = new ArrayList<>();
        CelNavigableExpr root = CelNavigableAst.fromAst(ast).getRoot();
        root.allNodes()
                .filter(node -> node.expr().getKind() == ExprKind.Kind.CALL)
                .forEach(node -> decimals.fault(node.expr())
                        .map(fault -> fault.found().startsWith("a decimal division")
                                ? new ConditionFault(fault.offset(), fault.found(), "a product instead: a < 0.1 * b")
                                : fault)
                        .ifPresent(faults::add));
        root.allNodes().forEach(node -> refuseEmptyWords(node, decimals, faults));
        demandValues(root, decimals, faults);
        if (!faults.isEmpty()) {
            return new Outcome(Optional.empty(), faults);
        }
        boolean readsResult = root.allNodes().anyMatch(node -> isNamed(node.expr(), RESULT));
        try {
            return new Outcome(
                    Optional.of(new AnswerCondition(source, readsResult, RUNTIME.createProgram(ast))), List.of());
        } catch (CelEvaluationException e) {
            return faulty(new ConditionFault(0, "a condition that can't be planned", "a simpler condition"));
        }
    }

    /** What only looks like a demand: a loop that doesn't look at what it goes through, or calls it as the answer is called, and no number. */
    private static void refuseEmptyWords(CelNavigableExpr node, DecimalRules decimals, List<ConditionFault> faults) {
        CelExpr expr = node.expr();
        if (expr.getKind() == ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
                && !Double.isFinite(expr.constant().doubleValue())) {
            faults.add(new ConditionFault(decimals.offset(expr), "a number that is infinite", "a finite number"));
        }
        if (expr.getKind() != ExprKind.Kind.COMPREHENSION) {
            return;
        }
        String each = expr.comprehension().iterVar();
        if (each.equals(RESULT) || each.equals(VALUES)) {
            faults.add(new ConditionFault(
                    decimals.offset(expr), "a variable that is called as the answer is", "another name, such as v"));
        } else if (CelNavigableExpr.fromExpr(expr.comprehension().loopStep())
                .allNodes()
                .noneMatch(part -> isNamed(part.expr(), each))) {
            faults.add(new ConditionFault(
                    decimals.offset(expr),
                    "a loop that doesn't look at " + each + " and so demands nothing",
                    "a comparison such as values.all(v, v < 0.02)"));
        }
    }

    /** Each part between the connectives must name what was answered: one that doesn't is always true or always false. */
    private static void demandValues(CelNavigableExpr node, DecimalRules decimals, List<ConditionFault> faults) {
        CelExpr expr = node.expr();
        if (expr.getKind() == ExprKind.Kind.CALL
                && CONNECTIVES.contains(expr.call().function())) {
            node.children().forEach(part -> demandValues(part, decimals, faults));
        } else if (node.allNodes().noneMatch(part -> isNamed(part.expr(), RESULT) || isNamed(part.expr(), VALUES))) {
            faults.add(new ConditionFault(
                    decimals.offset(expr),
                    "a part that names nothing of the answer and so demands nothing",
                    "a comparison such as " + EXAMPLE));
        }
    }

    private static boolean isNamed(CelExpr expr, String name) {
        return expr.getKind() == ExprKind.Kind.IDENT && expr.ident().name().equals(name);
    }

    private static Outcome faulty(ConditionFault fault) {
        return new Outcome(Optional.empty(), List.of(fault));
    }

    /** As its author wrote it. */
    public String source() {
        return source;
    }

    /** Whether it needs the one number. */
    public boolean readsResult() {
        return readsResult;
    }

    /**
     * Whether it holds.
     *
     * @param values all of them, finite; exactly one where it needs the one number
     * @throws UndecidableConditionException when there is no answer; never an answer in doubt
     */
    public boolean holds(List<Double> values) throws UndecidableConditionException {
        if (readsResult && values.size() != 1) {
            throw new UndecidableConditionException(values.size() + " values where one is needed", true);
        }
        Map<String, Object> variables =
                readsResult ? Map.of(RESULT, values.get(0), VALUES, values) : Map.of(VALUES, values);
        try {
            return LIMIT.call(() -> program.eval(variables)) instanceof Boolean answer && answer;
        } catch (TimeoutException e) {
            throw new UndecidableConditionException("the condition found no answer within a second", false);
        } catch (ExecutionException e) {
            throw new UndecidableConditionException("the condition could not be evaluated", false);
        }
    }
}
