package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Incident;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.budget.Words;
import io.jenkins.lib.releasegates.slo.policy.BudgetCondition.Truth;
import io.jenkins.lib.releasegates.slo.policy.BudgetDecision.Admission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges one question by a policy. Pure: equal questions have equal answers. */
final class BudgetJudge {

    private final ErrorBudgetPolicy policy;
    private final BudgetQuestion question;
    private final List<String> why = new ArrayList<>();
    private Provenance vouched = Provenance.OBSERVED;
    private final KeptBudget basis;
    private final Optional<Duration> age;

    BudgetJudge(ErrorBudgetPolicy policy, BudgetQuestion question) {
        this.policy = policy;
        this.question = question;
        Optional<KeptBudget> lastKnown = new LastKnown(policy, question).usable(why);
        this.basis = lastKnown.orElse(question.measured());
        this.age = lastKnown.map(kept -> Duration.between(
                ((Measured.Known) kept.measured()).budget().about().at(), question.now()));
    }

    BudgetDecision judge() {
        return basis.measured().fold(known -> judge(known.budget()), this::open, this::errored);
    }

    private BudgetDecision open(Measured.Inconclusive open) {
        why.add("Nobody knows how much of the error budget of " + name() + " is left: " + open.why());
        return refused(Admission.UNKNOWN, Verdict.Kind.INCONCLUSIVE, Optional.empty());
    }

    private BudgetDecision errored(Measured.Errored errored) {
        String said = errored.why().endsWith(".") ? errored.why() : errored.why() + ".";
        why.add(0, "Nobody knows how much of the error budget of " + name() + " is left: " + said);
        return refused(Admission.UNKNOWN, Verdict.Kind.ERROR, Optional.empty());
    }

    private BudgetDecision judge(ErrorBudget budget) {
        why.add(state(budget));
        for (BudgetRule rule : policy.rules()) {
            Truth truth = rule.when().of(budget);
            if (truth == Truth.UNKNOWN) {
                why.add("Whether " + rule.when().words() + " can't be told, so nobody knows whether the rule "
                        + rule.name() + " holds.");
                return refused(Admission.UNKNOWN, Verdict.Kind.INCONCLUSIVE, Optional.of(rule));
            }
            if (truth == Truth.HOLDS) {
                return by(rule, budget);
            }
        }
        throw new IllegalStateException("The last rule always holds");
    }

    private String state(ErrorBudget budget) {
        String left = budget.remaining() <= 0
                ? "The error budget of " + name() + " is spent: " + Words.percent(budget.spent()) + " of it are gone"
                : Words.percent(budget.remaining()) + " of the error budget of " + name() + " are left";
        String burn = budget.burnRates().stream()
                .findFirst()
                .flatMap(rate -> rate.value()
                        .map(value ->
                                ", and it burns " + Words.number(value) + " times as fast as its objective allows"))
                .orElse("");
        return left + burn + ".";
    }

    private BudgetDecision by(BudgetRule rule, ErrorBudget budget) {
        return switch (rule.then()) {
            case ALLOW ->
                missingPostmortem(rule, budget)
                        .orElseGet(() -> admitted(
                                Admission.ALLOWED,
                                rule,
                                because(rule, "every change may go"),
                                age.isPresent() ? Verdict.Kind.WARNING : Verdict.Kind.PASSED));
            case REQUIRE_APPROVAL -> missingPostmortem(rule, budget).orElseGet(() -> approval(rule));
            case ONLY -> only(rule);
            case FREEZE -> {
                why.add(because(rule, "no change may go"));
                yield refused(Admission.FROZEN, Verdict.Kind.FAILED, Optional.of(rule));
            }
        };
    }

    private static String because(BudgetRule rule, String what) {
        return "By the rule " + rule.name() + " (" + rule.when().words() + ") " + what + ".";
    }

    private BudgetDecision approval(BudgetRule rule) {
        if (question.answers().approval().isPresent()) {
            String approved = "an approval is needed, and given by "
                    + question.answers().approval().get();
            return admitted(Admission.APPROVED, rule, because(rule, approved), Verdict.Kind.WARNING);
        }
        why.add(because(rule, "the approval " + policy.approval().orElse("") + " is needed, and not given so far"));
        return refused(Admission.NEEDS_APPROVAL, Verdict.Kind.INCONCLUSIVE, Optional.of(rule));
    }

    private BudgetDecision only(BudgetRule rule) {
        String may = "only changes of these classes may go: " + String.join(", ", rule.changes());
        String claimed = question.change().changeClass();
        Optional<ChangeClass> known = policy.changeClass(claimed);
        if (known.isPresent() && rule.changes().contains(claimed)) {
            Optional<ChangeProof> proof = known.get().proofIn(question.change().facts());
            if (proof.isPresent()) {
                // It is let through by what vouches least.
                if (!proof.get().provenance().meets(vouched)) {
                    vouched = proof.get().provenance();
                }
                String proved = may + "; this one is " + claimed + ", proved by "
                        + proof.get().words();
                return admitted(Admission.EXEMPT, rule, because(rule, proved), Verdict.Kind.WARNING);
            }
            why.add(because(rule, may));
            why.add("That this one is " + claimed + " is not proved; it needs "
                    + known.get().words() + ".");
        } else {
            why.add(because(rule, may));
            why.add(
                    claimed.isEmpty()
                            ? "Of this one no class is claimed."
                            : "This one is said to be " + claimed + ", which isn't one of them.");
        }
        return refused(Admission.OTHER_CHANGES_ONLY, Verdict.Kind.FAILED, Optional.of(rule));
    }

    /** One incident that spent so much of the budget asks for an explanation before other changes go. */
    private Optional<BudgetDecision> missingPostmortem(BudgetRule rule, ErrorBudget budget) {
        Optional<Incident> incident = budget.incident()
                .filter(worst -> policy.maxIncidentShare()
                        .filter(most -> worst.share() * 100 > most)
                        .isPresent());
        if (incident.isEmpty()) {
            return Optional.empty();
        }
        String what = "One incident, from " + incident.get().from() + " to "
                + incident.get().to() + ", spent "
                + Words.percent(incident.get().share()) + " of the budget";
        if (question.answers().postmortem().isPresent()) {
            why.add(what + "; a postmortem is named.");
            return Optional.empty();
        }
        why.add(what + ", more than " + Words.number(policy.maxIncidentShare().orElse(0.0))
                + " %: a link to its postmortem is needed.");
        return Optional.of(refused(Admission.NEEDS_POSTMORTEM, Verdict.Kind.FAILED, Optional.of(rule)));
    }

    private BudgetDecision admitted(Admission admission, BudgetRule rule, String because, Verdict.Kind kind) {
        why.add(because);
        return decision(Verdict.of(kind, grounds(Optional.of(rule))), admission, Optional.of(rule), Optional.empty());
    }

    /** Nothing lets it through but the exception, or the approval that the rule asks for. */
    private BudgetDecision refused(Admission admission, Verdict.Kind kind, Optional<BudgetRule> rule) {
        Optional<String> exception =
                policy.exception().flatMap(name -> question.answers().exception());
        if (exception.isPresent()) {
            why.add("The exception " + policy.exception().orElse("") + ", " + exception.get() + ", lets it through.");
            return decision(
                    new Verdict.Waived(grounds(rule), exception.get()), Admission.EXCEPTED, rule, Optional.empty());
        }
        Optional<String> asks = admission == Admission.NEEDS_APPROVAL ? policy.approval() : policy.exception();
        return decision(Verdict.of(kind, grounds(rule)), admission, rule, asks);
    }

    private BudgetDecision decision(
            Verdict verdict, Admission admission, Optional<BudgetRule> rule, Optional<String> asks) {
        return new BudgetDecision(
                question.objective().name(), verdict, admission, rule.map(BudgetRule::name), asks, basis, age);
    }

    private Grounds grounds(Optional<BudgetRule> rule) {
        String observed = basis.measured()
                .fold(
                        known -> Words.percent(known.budget().remaining()) + " of the error budget left",
                        open -> "",
                        errored -> "");
        String required = "error-budget policy " + policy.name()
                + rule.map(found ->
                                ", rule " + found.name() + ": " + found.then().word())
                        .orElse("");
        boolean seen = basis.measured() instanceof Measured.Known;
        return new Grounds(
                observed,
                required,
                String.join(" ", why),
                seen ? Optional.of(vouched) : Optional.empty(),
                List.of(Digest.of(BudgetJson.write(basis).getBytes(StandardCharsets.UTF_8))));
    }

    private String name() {
        return question.objective().name().toString();
    }
}
