package io.jenkins.lib.releasegates.report.duty;

import io.jenkins.lib.releasegates.approval.ApprovalRule;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.environment.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * Who could answer one demand of an environment's rule, of those that were looked at.
 *
 * @param environment as the record calls it
 * @param demand in the language of rules
 * @param needed how many different people it takes
 * @param people who hold the duty to approve and fit the demand
 */
public record ApproversKnown(String environment, String demand, int needed, List<String> people) {

    public ApproversKnown {
        people = List.copyOf(people);
    }

    /** Whether there are too few of them, so that a release waits until it is too late, unless there are people whom nobody has seen. */
    public boolean tooFew() {
        return people.size() < needed;
    }

    /** Of each demand of the rule of that environment. */
    static List<ApproversKnown> of(Environment environment, List<DutyHolder> holders, Membership membership) {
        List<ApproversKnown> known = new ArrayList<>();
        environment.approval().map(demand -> demand.terms().rule().stages()).orElse(List.of()).stream()
                .flatMap(stage -> stage.demands().stream())
                .forEach(demand -> known.add(new ApproversKnown(
                        environment.name(),
                        demand.words(),
                        demand.count(),
                        holders.stream()
                                .filter(holder -> holder.holds(Duty.APPROVE))
                                .filter(holder -> fits(demand, holder, membership))
                                .map(DutyHolder::person)
                                .toList())));
        return known;
    }

    private static boolean fits(ApprovalRule.Demand demand, DutyHolder holder, Membership membership) {
        if (demand instanceof ApprovalRule.OfGroup group) {
            return holder.accounts().stream().anyMatch(account -> membership.isMember(account, group.group()));
        }
        if (demand instanceof ApprovalRule.OfNamed named) {
            return holder.accounts().stream().anyMatch(named.accounts()::contains);
        }
        return true;
    }
}
