package io.jenkins.lib.releasegates.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The metrics that a condition names, also where evaluation might never come; and the places where it should name one and doesn't. */
final class NamedMetrics {

    private static final String ALL_FINDINGS = "findings.total";
    private static final Set<String> CONNECTIVES = Set.of("_&&_", "_||_", "!_", "_?_:_");

    private final CelAbstractSyntaxTree ast;
    private final Set<String> names = new TreeSet<>();
    private final List<ConditionFault> faults = new ArrayList<>();
    private final DecimalRules decimals;
    private final FindingUse findings;
    private boolean readsFindings;

    private NamedMetrics(CelAbstractSyntaxTree ast) {
        this.ast = ast;
        this.decimals = new DecimalRules(ast);
        this.findings = new FindingUse(
                this::isFinding, names, (at, words) -> faults.add(new ConditionFault(offset(at), words[0], words[1])));
    }

    static NamedMetrics in(CelAbstractSyntaxTree ast) {
        NamedMetrics named = new NamedMetrics(ast);
        CelNavigableExpr root = CelNavigableAst.fromAst(ast).getRoot();
        root.allNodes().forEach(named::visit);
        if (named.faults.isEmpty()) {
            named.demandMetrics(root);
        }
        return named;
    }

    Set<String> names() {
        return names;
    }

    boolean readsFindings() {
        return readsFindings;
    }

    List<ConditionFault> faults() {
        return faults;
    }

    private void visit(CelNavigableExpr node) {
        if (node.expr().getKind() == ExprKind.Kind.CALL) {
            decimals.fault(node.expr()).ifPresent(faults::add);
        }
        findings.visit(node.expr());
        Optional<String> name = nameOf(node.expr());
        if (name.isEmpty()) {
            return;
        }
        if (name.get().equals(ConditionCompiler.FINDINGS)) {
            readsFindings = true;
            names.add(ALL_FINDINGS);
            return;
        }
        if (!name.get().equals(ConditionCompiler.CUSTOM)) {
            names.add(name.get());
            return;
        }
        Optional<String> key = customKey(node);
        if (key.isEmpty()) {
            String found = "custom without the name of one metric";
            faults.add(new ConditionFault(offset(node.expr()), found, "custom['name'] with a literal name"));
        } else {
            names.add(MetricCatalog.CUSTOM_PREFIX + key.get());
        }
    }

    private boolean isFinding(CelExpr expr) {
        return ast.getType(expr.id())
                .filter(type -> type.name().equals(FindingFields.TYPE.name()))
                .isPresent();
    }

    private Optional<String> nameOf(CelExpr expr) {
        return ast.getReference(expr.id())
                .map(reference -> reference.name())
                .filter(name -> name.equals(ConditionCompiler.CUSTOM)
                        || name.equals(ConditionCompiler.FINDINGS)
                        || MetricCatalog.find(name).isPresent());
    }

    private static Optional<String> customKey(CelNavigableExpr custom) {
        Optional<CelExpr> parent = custom.parent().map(CelNavigableExpr::expr);
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        CelExpr around = parent.get();
        if (around.getKind() == ExprKind.Kind.SELECT && !around.select().testOnly()) {
            return Optional.of(around.select().field());
        }
        if (around.getKind() == ExprKind.Kind.CALL
                && around.call().function().equals("_[_]")
                && around.call().args().get(0).id() == custom.id()) {
            CelExpr key = around.call().args().get(1);
            return key.getKind() == ExprKind.Kind.CONSTANT && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
                    ? Optional.of(key.constant().stringValue())
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Each part between the connectives must name a metric: one that doesn't is always true or always false. */
    private void demandMetrics(CelNavigableExpr node) {
        CelExpr expr = node.expr();
        if (expr.getKind() == ExprKind.Kind.CALL
                && CONNECTIVES.contains(expr.call().function())) {
            node.children().forEach(this::demandMetrics);
        } else if (node.allNodes().noneMatch(part -> nameOf(part.expr()).isPresent())) {
            String found = "a part that names no metric and so demands nothing";
            faults.add(
                    new ConditionFault(offset(expr), found, "a comparison with a metric, such as tests.failed == 0"));
        }
    }

    private int offset(CelExpr expr) {
        return decimals.offset(expr);
    }
}
