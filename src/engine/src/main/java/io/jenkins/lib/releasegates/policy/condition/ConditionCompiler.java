package io.jenkins.lib.releasegates.policy.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses and type-checks CEL conditions (github.com/google/cel-spec) over the metrics of {@link MetricCatalog}.
 *
 * <p>Whole numbers and decimals may be compared ({@code coverage.line >= 80}), but not mixed in {@code ==} and arithmetic.
 */
public final class ConditionCompiler {

    /** The map of metrics that the catalogue doesn't know. */
    static final String CUSTOM = "custom";

    /** All findings of the run, suppressed ones included. */
    static final String FINDINGS = "findings";

    /** Five times through all findings whose details are kept. */
    static final int MAX_ITERATIONS = 5 * Evidence.MAX_FINDINGS;

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_NESTING = 32;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxParseRecursionDepth(MAX_NESTING)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private ConditionCompiler() {}

    /** A condition, or what is wrong with it. */
    public record Outcome(Optional<Condition> condition, List<ConditionFault> faults) {}

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setOptions(OPTIONS)
                .setTypeProvider(new CelTypeProvider() {
                    @Override
                    public ImmutableCollection<CelType> types() {
                        return ImmutableList.of(FindingFields.TYPE);
                    }

                    @Override
                    public Optional<CelType> findType(String name) {
                        return name.equals(FindingFields.TYPE.name())
                                ? Optional.of(FindingFields.TYPE)
                                : Optional.empty();
                    }
                })
                .addVar(FINDINGS, ListType.create(FindingFields.TYPE))
                .addVar(CUSTOM, MapType.create(SimpleType.STRING, SimpleType.DOUBLE))
                .setResultType(SimpleType.BOOL);
        for (Metric metric : MetricCatalog.all()) {
            builder.addVar(metric.name(), metric.type() == MetricType.COUNT ? SimpleType.INT : SimpleType.DOUBLE);
        }
        return builder.build();
    }

    /** Compiles a condition; there is one exactly when there are no faults. */
    public static Outcome compile(String source) {
        if (source.isBlank()) {
            return faulty(new ConditionFault(0, "nothing", "a condition such as tests.failed == 0"));
        }
        int length = source.codePointCount(0, source.length());
        if (length > MAX_LENGTH) {
            return faulty(new ConditionFault(0, length + " characters", "at most " + MAX_LENGTH));
        }
        CelValidationResult result = COMPILER.compile(source);
        if (result.hasError()) {
            List<ConditionFault> faults = new ArrayList<>();
            for (CelIssue issue : result.getErrors()) {
                faults.add(ConditionFault.of(source, issue));
            }
            return new Outcome(Optional.empty(), faults);
        }
        return program(source, ast(result));
    }

    private static CelAbstractSyntaxTree ast(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (dev.cel.common.CelValidationException e) {
            throw new IllegalStateException("A result without errors has a syntax tree", e);
        }
    }

    private static Outcome program(String source, CelAbstractSyntaxTree ast) {
        NamedMetrics named = NamedMetrics.in(ast);
        if (!named.faults().isEmpty()) {
            return new Outcome(Optional.empty(), named.faults());
        }
        try {
            CelRuntime.Program program = RUNTIME.createProgram(ast);
            return new Outcome(
                    Optional.of(new CelCondition(source, named.names(), named.readsFindings(), program)), List.of());
        } catch (CelEvaluationException e) {
            return faulty(new ConditionFault(0, "a condition that can't be planned", "a simpler condition"));
        }
    }

    private static Outcome faulty(ConditionFault fault) {
        return new Outcome(Optional.empty(), List.of(fault));
    }
}
