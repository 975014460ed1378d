package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import java.time.Duration;
import java.util.Optional;

/**
 * What an error budget means for a release.
 *
 * @param objective whose budget it is
 * @param verdict for a gate; its grounds say in one or more sentences why, for people
 * @param admission the same in the words of error budgets
 * @param rule the name of the rule that decided; empty where none did
 * @param asks the name of the approval or exception that could let it through; empty where nothing more is needed, or nothing helps
 * @param basis what was judged: what was measured, or the last known budget
 * @param lastKnownAge how old the last known budget was that was judged; empty where it was measured
 */
public record BudgetDecision(
        ServiceLevelObjective.Name objective,
        Verdict verdict,
        Admission admission,
        Optional<String> rule,
        Optional<String> asks,
        KeptBudget basis,
        Optional<Duration> lastKnownAge) {

    /** What becomes of a release. */
    public enum Admission {
        /** It may go. */
        ALLOWED,
        /** It may go because people approved it. */
        APPROVED,
        /** It may go because it is of a class that still may, and that is proved. */
        EXEMPT,
        /** It may go because of an exception. */
        EXCEPTED,
        /** People have to approve it. */
        NEEDS_APPROVAL,
        /** An incident spent so much that somebody has to say where it was looked into. */
        NEEDS_POSTMORTEM,
        /** Only other classes of changes may go. */
        OTHER_CHANGES_ONLY,
        /** Nothing may go. */
        FROZEN,
        /** Nobody knows how much of the budget is left. */
        UNKNOWN
    }
}
