package io.jenkins.lib.releasegates.report.duty;

import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.environment.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who holds what, and which pairs conflict, as far as a host could look.
 *
 * @param holders everybody who holds anything, by name
 * @param conflicts found among them; those that nothing guards somewhere first
 * @param approvers of each demand of each environment's rule
 * @param limits what couldn't be looked at, a sentence each
 */
public record DutiesPage(
        Instant at,
        List<DutyHolder> holders,
        List<ConflictFound> conflicts,
        List<ApproversKnown> approvers,
        List<String> limits) {

    public DutiesPage {
        holders = List.copyOf(holders);
        conflicts = List.copyOf(conflicts);
        approvers = List.copyOf(approvers);
        limits = List.copyOf(limits);
    }

    /**
     * What follows from who holds what.
     *
     * @param everybody who was looked at; who holds nothing is left out
     * @param environments that can be used
     */
    public static DutiesPage of(
            Instant at,
            List<DutyHolder> everybody,
            List<Environment> environments,
            Membership membership,
            List<String> limits) {
        List<DutyHolder> holders = everybody.stream()
                .filter(holder -> !holder.duties().isEmpty())
                .sorted(Comparator.comparing(DutyHolder::person))
                .toList();
        List<ConflictFound> found = new ArrayList<>();
        for (DutyHolder holder : holders) {
            for (Conflict conflict : Conflict.ALL) {
                if (conflict.isIn(holder)) {
                    found.add(found(conflict, holder, environments));
                }
            }
        }
        found.removeIf(one -> one.guarded().isEmpty() && one.open().isEmpty());
        found.sort(Comparator.comparing((ConflictFound one) -> one.open().isEmpty())
                .thenComparing(ConflictFound::administers)
                .thenComparing(ConflictFound::person));
        List<ApproversKnown> approvers = environments.stream()
                .flatMap(environment -> ApproversKnown.of(environment, holders, membership).stream())
                .toList();
        return new DutiesPage(at, holders, found, approvers, limits);
    }

    private static ConflictFound found(Conflict conflict, DutyHolder holder, List<Environment> environments) {
        return new ConflictFound(
                conflict,
                holder.person(),
                holder.holds(Duty.ADMINISTER),
                in(Conflict.State.GUARDED, conflict, environments),
                in(Conflict.State.OPEN, conflict, environments));
    }

    private static List<String> in(Conflict.State state, Conflict conflict, List<Environment> environments) {
        return environments.stream()
                .filter(environment -> conflict.in(environment) == state)
                .map(Environment::name)
                .toList();
    }

    /** Pairs that nothing keeps apart in at least one environment. */
    public List<ConflictFound> open() {
        return conflicts.stream().filter(one -> !one.open().isEmpty()).toList();
    }

    /** Pairs that are kept apart for each single release everywhere. */
    public List<ConflictFound> guarded() {
        return conflicts.stream().filter(one -> one.open().isEmpty()).toList();
    }
}
