package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How ready a service is. As JSON: {@link ReadinessJson}. Immutable.
 *
 * @param checklist its name
 * @param digest of the checklist
 * @param at the instant for which all was judged
 * @param items those that concern the tier, in the order of the checklist
 * @param rest members of the JSON it was read from that aren't known here, as an object; otherwise empty
 */
public record ReadinessResult(
        Service service, String checklist, Digest digest, Instant at, List<ItemResult> items, String rest) {

    private static final int MOST_NAMED = 5;

    public ReadinessResult {
        items = List.copyOf(items);
    }

    /** The worst that an item counts; inconclusive where no item is met or, as two people say, doesn't apply. */
    public Verdict verdict() {
        Verdict.Kind worst = items.stream()
                .map(ItemResult::counts)
                .min(Comparator.naturalOrder())
                .orElse(Verdict.Kind.INCONCLUSIVE);
        boolean nothing = items.stream().noneMatch(ReadinessResult::isDone);
        Verdict.Kind kind = worst.admits() && nothing ? Verdict.Kind.INCONCLUSIVE : worst;
        return Verdict.of(kind, grounds(kind, worst.admits() && nothing));
    }

    private static boolean isDone(ItemResult item) {
        return item.status() == ItemStatus.MET
                || item.status() == ItemStatus.MET_WITH_WARNING
                || item.status() == ItemStatus.NOT_APPLICABLE;
    }

    private Grounds grounds(Verdict.Kind kind, boolean nothing) {
        long done = items.stream().filter(ReadinessResult::isDone).count();
        Optional<Provenance> weakest = items.stream()
                .flatMap(item -> item.source().provenance().stream())
                .min(Comparator.naturalOrder());
        List<Digest> evidence = items.stream()
                .flatMap(item -> item.source().evidence().stream())
                .distinct()
                .toList();
        return new Grounds(
                items.isEmpty() ? "" : done + " of " + items.size() + " items met",
                "readiness checklist " + checklist + " for " + service.name() + ", tier " + service.tier(),
                why(kind, nothing),
                weakest,
                evidence);
    }

    private String why(Verdict.Kind kind, boolean nothing) {
        if (items.isEmpty()) {
            return "The checklist " + checklist + " asks nothing of a service of tier " + service.tier() + ".";
        }
        if (nothing) {
            return "Not one item of the checklist " + checklist + " is met.";
        }
        List<ItemResult> decisive =
                items.stream().filter(item -> item.counts() == kind).toList();
        if (kind == Verdict.Kind.PASSED) {
            long without = items.stream()
                    .filter(item -> item.status() == ItemStatus.NOT_APPLICABLE)
                    .count();
            return "All items are met" + (without > 0 ? ", or do not apply (" + without + ")" : "") + ".";
        }
        StringBuilder why = new StringBuilder();
        for (ItemResult item : decisive.subList(0, Math.min(MOST_NAMED, decisive.size()))) {
            why.append(why.isEmpty() ? "Item " : "; item ")
                    .append(item.id())
                    .append(' ')
                    .append(item.status().words());
        }
        int more = decisive.size() - MOST_NAMED;
        return why.append(more > 0 ? "; and " + more + " more." : ".").toString();
    }

    /** What is open now, and for whom. */
    public ReadinessAsked asked() {
        return ReadinessAsked.of(this);
    }
}
