package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.ItemResult.Source;
import io.jenkins.lib.releasegates.readiness.ItemResult.Words;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.check.CheckResult;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.HighRule;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import io.jenkins.lib.releasegates.readiness.checklist.Section;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a service by a checklist. Pure: the same input gives the same result. The rules are in docs/readiness.md. */
public final class Readiness {

    private Readiness() {}

    /**
     * The result for one instant.
     *
     * @param state what people have said about this service and this checklist
     * @param checks what the items answered themselves, within the last {@link CheckedItem#MAX_AGE}
     * @throws IllegalArgumentException when the state is of another service or checklist
     */
    public static ReadinessResult judge(
            Checklist checklist,
            Service service,
            ReadinessState state,
            List<CheckResult> checks,
            Authorship authors,
            Instant now) {
        if (!state.service().equals(service.name()) || !state.checklist().equals(checklist.name())) {
            throw new IllegalArgumentException("The state is of " + state.service() + " and " + state.checklist()
                    + ", the judgement of " + service.name() + " and " + checklist.name());
        }
        List<ItemResult> results = new ArrayList<>();
        for (Section section : checklist.sections()) {
            for (Item item : section.items()) {
                if (item.concerns(service.tier())) {
                    Standing said = new Hearing(checklist, item, authors, now).hear(state.statements(item.id()));
                    Standing standing = item.isAttested() ? said : new CheckedItem(item, now).judge(checks, said);
                    Optional<Instant> promised = state.promised(item.id(), item.digest());
                    results.add(result(section, item, broken(standing, promised, now), checklist.high(), service));
                }
            }
        }
        return new ReadinessResult(service, checklist.name(), checklist.digest(), now, results, "");
    }

    /** What is still open behind a promised day is overdue, also where the promise was replaced by a no or taken back. */
    private static Standing broken(Standing standing, Optional<Instant> promised, Instant now) {
        boolean late = promised.isPresent() && !now.isBefore(promised.get());
        if (!late || !standing.status().isOpen() || standing.status() == ItemStatus.BROKEN) {
            return standing;
        }
        Words words = standing.words();
        Source source = standing.source();
        String why = "It was to be done by " + promised.get() + ". " + words.why();
        return new Standing(
                ItemStatus.OVERDUE,
                new Words(
                        words.observed(),
                        words.required(),
                        standing.status() == ItemStatus.OVERDUE ? words.why() : why),
                new Source(source.provenance(), source.evidence(), source.by(), source.at(), promised),
                standing.said());
    }

    private static ItemResult result(Section section, Item item, Standing standing, HighRule high, Service service) {
        return new ItemResult(
                item.id(),
                section.title(),
                item.question(),
                item.severity(),
                item.role(),
                item.digest(),
                item.isAttested(),
                standing.status(),
                counts(standing.status(), item.severity(), high.blocks(service.tier())),
                standing.words(),
                standing.source());
    }

    /** Severity makes warnings of what is open, but not of what was promised and not kept, and not of what couldn't be looked at. */
    static Verdict.Kind counts(ItemStatus status, ItemSeverity severity, boolean highBlocks) {
        if (status == ItemStatus.NOT_APPLICABLE) {
            return Verdict.Kind.PASSED;
        }
        boolean warns = severity == ItemSeverity.FOLLOW_UP || severity == ItemSeverity.HIGH && !highBlocks;
        boolean hard = status == ItemStatus.OVERDUE || status == ItemStatus.BROKEN;
        return status.isOpen() && warns && !hard ? Verdict.Kind.WARNING : status.verdict();
    }
}
