package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Edit;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Decided;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the rules of the environment stayed as they were, by what decisions say and by what was recorded of edits. */
final class RuleChecks {

    private final Exceptions exceptions;

    RuleChecks(Exceptions exceptions) {
        this.exceptions = exceptions;
    }

    void check(Scope scope, List<Promotion> promotions, List<Edit> edits) {
        for (Edit edit : edits) {
            if (edit.ofEnvironment()) {
                exceptions.of(
                        edit.entry(),
                        Kind.RULES_CHANGED,
                        "The rules of the environment, or who is who in them, were changed by "
                                + edit.by().words() + " at " + edit.at() + ".");
            }
        }
        List<Decided> decisions = promotions.stream()
                .flatMap(one -> one.decision().stream())
                .filter(one -> scope.holds(one.at()))
                .distinct()
                .sorted(Comparator.comparingLong(RuleChecks::seq))
                .toList();
        Optional<Decided> before = Optional.empty();
        for (Decided one : decisions) {
            before.filter(earlier -> !earlier.rules().equals(one.rules()))
                    .filter(earlier -> edits.stream()
                            .noneMatch(
                                    edit -> edit.ofEnvironment() && edit.seq() > seq(earlier) && edit.seq() < seq(one)))
                    .ifPresent(earlier -> exceptions.of(
                            one.entry(),
                            Kind.RULES_CHANGED_UNTOLD,
                            "Decision " + one.entry() + " was made under other rules than " + earlier.entry()
                                    + ", and no change between them is recorded."));
            before = Optional.of(one);
        }
    }

    private static long seq(Decided decided) {
        return Long.parseLong(decided.entry().substring(decided.entry().indexOf('/') + 1));
    }
}
