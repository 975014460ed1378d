package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.ApprovalRequest.Accepted;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Reply;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.NaiveCount.Voice;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The model against {@link NaiveCount} in all small cases: who comes, in which order, in which groups, by which account, and who had a part in it.
 *
 * <p>Four people with rules of up to two demands, three with rules of three; {@code -Dapproval.people=4} lets four come to these, too, which takes two
 * minutes.
 */
class ApprovalModelTest {

    private static final List<String> DEMANDS = List.of(
            "1 of group a",
            "2 of group a",
            "1 of group b",
            "2 of group b",
            "1 of group c",
            "2 of group c",
            "1 of k0, k1",
            "2 distinct people",
            "3 distinct people");
    private static final int PEOPLE = Integer.getInteger("approval.people", 3);
    private static final List<Comers> FIRST = Comers.behind(List.of());
    private static final Involvement[] AUTHORS = IntStream.range(0, Comers.MOST)
            .mapToObj(i -> Approvals.author("x" + i + "@example.org"))
            .toArray(Involvement[]::new);

    private final Tried tried = new Tried();

    @Test
    void shouldAgreeWithTryingEveryAssignment() {
        Exclusions exclusions = Approvals.exclusions(UnknownAuthorship.BLOCK, List.of(), AUTHORS);
        List<String> shorter = SmallRules.upTo(2, DEMANDS);
        List<String> rules = SmallRules.upTo(3, DEMANDS);

        for (String rule : rules) {
            int people = shorter.contains(rule) ? Comers.MOST : PEOPLE;
            everybodyComes(new NaiveCount(rule), Approvals.ask(rule, exclusions), FIRST, people);
        }

        tried.tell("without doubts", rules.size());
        assertThat(rules).hasSizeGreaterThan(500);
        assertThat(tried.cases).isGreaterThan(PEOPLE == Comers.MOST ? 5_000_000 : 900_000);
        assertThat(tried.approved).isGreaterThan(100_000);
        assertThat(tried.refused).isGreaterThan(100_000);
        assertThat(tried.repeated).isGreaterThan(50_000);
    }

    @Test
    void shouldWantOneMoreWhereAuthorshipIsUnknown() {
        List<Doubt> replayed = List.of(new Doubt(Doubt.Kind.REPLAYED, ""));
        Exclusions exclusions = Approvals.exclusions(UnknownAuthorship.oneMoreOf("c"), replayed, AUTHORS);
        List<String> rules = SmallRules.upTo(2, DEMANDS);

        rules.forEach(rule ->
                everybodyComes(new NaiveCount(withOneMore(rule)), Approvals.ask(rule, exclusions), FIRST, PEOPLE));

        tried.tell("with one more approver", rules.size());
        assertThat(tried.cases).isGreaterThan(50_000);
        assertThat(tried.approved).isGreaterThan(5_000);
    }

    /** One more person, of a group, in the last stage: whoever is counted there beside others is one more, too. */
    private static String withOneMore(String rule) {
        int last = rule.lastIndexOf("THEN ") + 1;
        return rule.substring(0, last)
                + Pattern.compile("([0-9]+)(?= distinct people)")
                        .matcher(rule.substring(last))
                        .replaceAll(count -> String.valueOf(Integer.parseInt(count.group()) + 1))
                + " AND 1 of group c";
    }

    /** Lets each of these come, and behind each of them everybody, up to so many. */
    private void everybodyComes(NaiveCount before, ApprovalRequest request, List<Comers> comers, int people) {
        for (Comers comer : comers) {
            Answer approval = Answer.approve(comer.account(), CONTENT.digest(), "", NOW);
            Reply reply = request.answer(approval, comer.aliases(), comer.membership());
            NaiveCount now = before.copy();
            compare(now, reply, request, comer);
            if (people > 1) {
                everybodyComes(now, reply.request(), comer.next(), people - 1);
            }
        }
    }

    private void compare(NaiveCount count, Reply reply, ApprovalRequest before, Comers comer) {
        Voice voice = comer.voice();
        boolean again = count.hasHeard(voice.person());
        boolean counts = again || count.isWanted(voice);
        NaiveCount earlier = count.copy();
        if (!again) {
            count.hear(voice);
        }
        Status expected = count.isMet() ? Status.APPROVED : Status.WAITING;
        boolean changed = reply.request() != before;
        boolean missing =
                !reply.request().missing(comer.aliases(), comer.membership()).isEmpty();
        if (reply instanceof Accepted != counts
                || reply.request().status() != expected
                || changed != (counts && !again)
                || missing == count.isMet()) {
            throw new AssertionError(earlier + "; then " + voice + ": found " + reply + "; expected counts: " + counts
                    + ", " + expected);
        }
        tried.one(expected, counts, again);
    }

    /** How many cases there were, and of which kind. */
    private static final class Tried {

        private long cases;
        private long approved;
        private long refused;
        private long repeated;

        void one(Status status, boolean counts, boolean again) {
            cases++;
            approved += status == Status.APPROVED ? 1 : 0;
            refused += counts ? 0 : 1;
            repeated += again ? 1 : 0;
        }

        void tell(String what, int rules) {
            System.out.println("Approvals " + what + ": " + cases + " cases of " + rules + " rules; " + approved
                    + " approved, " + refused + " refused, " + repeated + " repeated");
        }
    }
}
