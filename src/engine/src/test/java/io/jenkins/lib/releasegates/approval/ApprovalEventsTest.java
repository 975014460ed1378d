package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.NOBODY;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.ApprovalRequest.Accepted;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Reply;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.NaiveCount.Voice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All short histories of three people who approve, take it back, refuse and leave their groups, against {@link NaiveCount}. */
class ApprovalEventsTest {

    private static final int PEOPLE = 3;
    private static final int EVENTS = 4;
    private static final List<Set<String>> MEMBERSHIPS = List.of(Set.of(), Set.of("a"), Set.of("b"), Set.of("a", "b"));
    private static final PersonAliases ALIASES = PersonAliases.of(List.of(), account -> account);

    private long cases;
    private final Map<Status, Long> found = new HashMap<>();

    private enum Kind {
        APPROVE,
        WITHDRAW,
        REJECT,
        LEAVE
    }

    /** Where a history has come to: the request, who is in which groups, and the approvals that stand with the groups of then. */
    private record Moment(
            ApprovalRequest request,
            Map<String, Set<String>> groups,
            Map<String, Set<String>> standing,
            boolean ended) {

        Membership membership() {
            return (account, group) -> groups.getOrDefault(account, Set.of()).contains(group);
        }

        NaiveCount count(String rule) {
            NaiveCount count = new NaiveCount(rule);
            standing.forEach((person, then) -> {
                Set<String> both = new HashSet<>(then);
                both.retainAll(groups.getOrDefault(person, Set.of()));
                count.hear(new Voice(person, both, false));
            });
            return count;
        }

        Voice voice(String person) {
            return new Voice(person, groups.getOrDefault(person, Set.of()), false);
        }
    }

    @Test
    void shouldAgreeWithCountingAnewAfterEachEvent() {
        List<String> rules = SmallRules.upTo(
                2,
                List.of(
                        "1 of group a",
                        "2 of group a",
                        "1 of group b",
                        "2 of group b",
                        "1 of k0, k1",
                        "2 distinct people"));

        for (String rule : rules) {
            for (int i = 0; i < MEMBERSHIPS.size() * MEMBERSHIPS.size() * MEMBERSHIPS.size(); i++) {
                if (isAscending(i)) {
                    happens(rule, new Moment(Approvals.ask(rule), groups(i), Map.of(), false), EVENTS);
                }
            }
        }

        System.out.println("Approvals with withdrawals: " + cases + " cases of " + rules.size() + " rules: " + found);
        assertThat(rules).hasSizeGreaterThan(20);
        assertThat(cases).isGreaterThan(500_000);
        assertThat(found.keySet()).containsExactlyInAnyOrder(Status.WAITING, Status.APPROVED, Status.REJECTED);
    }

    /** Who of the three is in which groups makes no other history, but for rules with names. */
    private static boolean isAscending(int number) {
        int first = number % MEMBERSHIPS.size();
        int second = number / MEMBERSHIPS.size() % MEMBERSHIPS.size();
        return first <= second && second <= number / MEMBERSHIPS.size() / MEMBERSHIPS.size();
    }

    private static Map<String, Set<String>> groups(int number) {
        Map<String, Set<String>> groups = new HashMap<>();
        int rest = number;
        for (int person = 0; person < PEOPLE; person++) {
            groups.put("k" + person, MEMBERSHIPS.get(rest % MEMBERSHIPS.size()));
            rest /= MEMBERSHIPS.size();
        }
        return groups;
    }

    private void happens(String rule, Moment before, int more) {
        for (Kind kind : Kind.values()) {
            for (int person = 0; person < PEOPLE; person++) {
                Moment after = event(rule, before, kind, "k" + person);
                cases++;
                found.merge(after.request.status(), 1L, Long::sum);
                if (!after.request
                        .recheck(NOBODY, NOW, ALIASES, after.membership())
                        .status()
                        .equals(rechecked(rule, after))) {
                    throw new AssertionError(rule + ": after " + kind + " of k" + person + " counted again: " + after);
                }
                if (more > 1 && !after.ended && after != before) {
                    happens(rule, after, more - 1);
                }
            }
        }
    }

    private static Status rechecked(String rule, Moment moment) {
        boolean met = moment.count(rule).isMet();
        return switch (moment.request.status()) {
            case WAITING -> met ? Status.APPROVED : Status.WAITING;
            case APPROVED -> met ? Status.APPROVED : Status.STALE;
            default -> moment.request.status();
        };
    }

    private Moment event(String rule, Moment before, Kind kind, String person) {
        return switch (kind) {
            case APPROVE -> approve(rule, before, person);
            case WITHDRAW -> withdraw(rule, before, person);
            case REJECT -> reject(rule, before, person);
            case LEAVE -> leave(before, person);
        };
    }

    private Moment approve(String rule, Moment before, String person) {
        NaiveCount count = before.count(rule);
        boolean again = count.hasHeard(person);
        boolean counts = again
                || count.isWanted(before.voice(person))
                || count.isMet() && count.isAskedEver(before.voice(person));
        Reply reply =
                before.request.answer(Answer.approve(person, CONTENT.digest(), "", NOW), ALIASES, before.membership());
        Map<String, Set<String>> standing = new LinkedHashMap<>(before.standing);
        if (counts && !again) {
            standing.remove(person);
            standing.put(person, before.groups.get(person));
        }
        Moment after = new Moment(
                reply.request(), before.groups, standing, reply.request().status() != Status.WAITING);
        boolean met = counts && !again && after.count(rule).isMet();
        require(rule, before, "APPROVE " + person, reply, counts, met ? Status.APPROVED : Status.WAITING);
        return reply.request() == before.request ? before : after;
    }

    private Moment withdraw(String rule, Moment before, String person) {
        Reply reply = before.request.withdraw(person, NOW, ALIASES);
        boolean standing = before.standing.containsKey(person);
        boolean again = before.request.answers().stream()
                .anyMatch(answer -> answer.account().equals(person));
        require(rule, before, "WITHDRAW " + person, reply, standing || again, Status.WAITING);
        Map<String, Set<String>> left = new LinkedHashMap<>(before.standing);
        left.remove(person);
        return standing ? new Moment(reply.request(), before.groups, left, false) : before;
    }

    private Moment reject(String rule, Moment before, String person) {
        boolean counts = new NaiveCount(rule).isAskedEver(before.voice(person));
        Reply reply =
                before.request.answer(Answer.reject(person, CONTENT.digest(), "", NOW), ALIASES, before.membership());
        require(rule, before, "REJECT " + person, reply, counts, counts ? Status.REJECTED : Status.WAITING);
        return counts ? new Moment(reply.request(), before.groups, before.standing, true) : before;
    }

    private static Moment leave(Moment before, String person) {
        Map<String, Set<String>> groups = new HashMap<>(before.groups);
        groups.put(person, Set.of());
        return new Moment(before.request, groups, before.standing, before.ended);
    }

    private static void require(
            String rule, Moment before, String event, Reply reply, boolean counts, Status expected) {
        if (reply instanceof Accepted != counts || reply.request().status() != expected) {
            throw new AssertionError(rule + ": " + before + " then " + event + ": found " + reply
                    + "; expected counts: " + counts + ", " + expected);
        }
    }
}
