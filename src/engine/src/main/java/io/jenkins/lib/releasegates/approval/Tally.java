package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.approval.ApprovalRule.Demand;
import io.jenkins.lib.releasegates.approval.ApprovalRule.DistinctPeople;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfGroup;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfNamed;
import io.jenkins.lib.releasegates.approval.ApprovalRule.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts the answers of a request, as groups, aliases and exclusions are now.
 *
 * <p>Goes through the standing approvals in their order: each is heard in the stage that those before it have left open, if it fits a demand of that
 * stage, and counts for nothing otherwise. A stage is met when the people heard in it fill its demands.
 */
final class Tally {

    private final ApprovalRule rule;
    private final Exclusions exclusions;
    private final boolean reauthenticate;
    private final PersonAliases aliases;
    private final Membership membership;
    private final Set<Person> heard = new LinkedHashSet<>();
    private int stage;
    private Matching<Person> seats;

    Tally(ApprovalRequest request, PersonAliases aliases, Membership membership) {
        this.exclusions = request.exclusions();
        this.rule = exclusions.applied(request.terms().rule(), aliases);
        this.reauthenticate = request.terms().reauthenticate();
        this.aliases = aliases;
        this.membership = membership;
        this.seats = seatsOf(rule.stages().get(0));
        standing(request.answers(), aliases).forEach(this::hear);
    }

    /** The approvals that weren't taken back: one per person, the last one, in their order. */
    static Map<Person, Answer> standing(List<Answer> answers, PersonAliases aliases) {
        Map<Person, Answer> standing = new LinkedHashMap<>();
        for (Answer answer : answers) {
            Person person = aliases.ofAccount(answer.account());
            standing.remove(person);
            if (answer.kind() == Answer.Kind.APPROVE) {
                standing.put(person, answer);
            }
        }
        return standing;
    }

    boolean isMet() {
        return stage == rule.stages().size();
    }

    /** Whether an approval of this person counts at present. */
    boolean hasHeard(Person person) {
        return heard.contains(person);
    }

    /** Those whose approvals count, in their order. */
    String people() {
        return heard.stream().map(Person::id).collect(Collectors.joining(", "));
    }

    /** Why this account can't approve now, as a sentence; empty when it can. */
    Optional<String> objection(String account) {
        if (isMet()) {
            return objectionToReject(account);
        }
        if (fits(rule.stages().get(stage), account, isMember(account))) {
            return Optional.empty();
        }
        for (Stage later : rule.stages().subList(stage + 1, rule.stages().size())) {
            if (fits(later, account, isMember(account))) {
                return Optional.of("It isn't the turn of " + account + " yet; missing before: "
                        + String.join("; ", missingInStage()) + ".");
            }
        }
        return Optional.of(notAsked(account));
    }

    /** Why this account can't reject, as a sentence; empty when it is asked in any stage. */
    Optional<String> objectionToReject(String account) {
        return rule.stages().stream().anyMatch(any -> fits(any, account, isMember(account)))
                ? Optional.empty()
                : Optional.of(notAsked(account));
    }

    private String notAsked(String account) {
        return account + " is not among those who are asked: " + rule.words() + ".";
    }

    /** Who is missing, a line for each demand; empty when nobody is. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!isMet()) {
            missing.addAll(missingInStage());
            rule.stages().stream().skip(stage + 1L).forEach(later -> missing.add("then " + later.words()));
        }
        return missing;
    }

    /** Where people are asked by name: whether too few of them may answer, as a sentence. */
    Optional<String> tooFewNamed() {
        List<OfNamed> named = rule.stages().stream()
                .flatMap(asked -> asked.demands().stream())
                .filter(OfNamed.class::isInstance)
                .map(OfNamed.class::cast)
                .toList();
        Matching<Person> eligible =
                new Matching<>(named.stream().map(OfNamed::count).toList());
        Set<String> accounts = new LinkedHashSet<>();
        named.forEach(demand -> accounts.addAll(demand.accounts()));
        Map<Person, String> people = new LinkedHashMap<>();
        accounts.forEach(account -> people.putIfAbsent(aliases.ofAccount(account), account));
        people.keySet().removeIf(person -> !exclusions.reasons(person, aliases).isEmpty());
        people.forEach((person, account) -> eligible.add(
                person,
                IntStream.range(0, named.size())
                        .filter(i -> names(named.get(i), account))
                        .boxed()
                        .toList()));
        return eligible.free() == 0
                ? Optional.empty()
                : Optional.of("Nobody can fulfil this rule: of the people that it names, too few may answer.");
    }

    private List<String> missingInStage() {
        List<String> missing = new ArrayList<>();
        List<Demand> demands = rule.stages().get(stage).demands();
        for (int i = 0; i < demands.size(); i++) {
            int wanted =
                    demands.get(i) instanceof DistinctPeople people ? people.count() - heard.size() : seats.free(i);
            if (wanted > 0) {
                missing.add(wanted
                        + (wanted < demands.get(i).count() ? " more " : " ")
                        + demands.get(i).whom()
                        + counted(i));
            }
        }
        return missing;
    }

    private String counted(int demand) {
        List<Person> counted = seats.seated(demand);
        return counted.isEmpty()
                ? ""
                : " (beside " + counted.stream().map(Person::id).collect(Collectors.joining(", ")) + ")";
    }

    private void hear(Person person, Answer answer) {
        Predicate<String> then = answer.groups()::contains;
        if (reauthenticate && !answer.reauthenticated()) {
            return;
        }
        if (isMet() || !exclusions.reasons(person, aliases).isEmpty() || !membership.isKnown(answer.account())) {
            return;
        }
        Stage open = rule.stages().get(stage);
        Predicate<String> thenAndNow = then.and(isMember(answer.account()));
        if (!fits(open, answer.account(), thenAndNow)) {
            return;
        }
        heard.add(person);
        seats.add(person, seatsFor(open, answer.account(), thenAndNow));
        while (!isMet() && isOpenStageMet()) {
            stage++;
            seats = isMet() ? seats : seatsOf(rule.stages().get(stage));
        }
    }

    private boolean isOpenStageMet() {
        return seats.free() == 0
                && rule.stages().get(stage).demands().stream()
                        .noneMatch(demand -> demand instanceof DistinctPeople && demand.count() > heard.size());
    }

    private Predicate<String> isMember(String account) {
        return group -> membership.isMember(account, group);
    }

    private boolean fits(Stage asked, String account, Predicate<String> groups) {
        return asked.demands().stream().anyMatch(DistinctPeople.class::isInstance)
                || !seatsFor(asked, account, groups).isEmpty();
    }

    private List<Integer> seatsFor(Stage asked, String account, Predicate<String> groups) {
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < asked.demands().size(); i++) {
            Demand demand = asked.demands().get(i);
            if (demand instanceof OfGroup ofGroup && groups.test(ofGroup.group())
                    || demand instanceof OfNamed named && names(named, account)) {
                fitting.add(i);
            }
        }
        return fitting;
    }

    private boolean names(OfNamed named, String account) {
        Person person = aliases.ofAccount(account);
        return named.accounts().stream()
                .anyMatch(name -> aliases.ofAccount(name).equals(person));
    }

    /** "N distinct people" has no seats: everybody counts for it. */
    private static Matching<Person> seatsOf(Stage stage) {
        return new Matching<>(stage.demands().stream()
                .map(demand -> demand instanceof DistinctPeople ? 0 : demand.count())
                .toList());
    }
}
