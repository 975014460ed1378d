package io.jenkins.lib.releasegates.readiness;

import static io.jenkins.lib.releasegates.readiness.Scene.NOW;
import static io.jenkins.lib.releasegates.readiness.Scene.SHOP;
import static io.jenkins.lib.releasegates.readiness.Scene.attested;
import static io.jenkins.lib.releasegates.readiness.Scene.by;
import static io.jenkins.lib.releasegates.readiness.Scene.checked;
import static io.jenkins.lib.releasegates.readiness.Scene.daysAgo;
import static io.jenkins.lib.releasegates.readiness.Scene.inDays;
import static io.jenkins.lib.releasegates.readiness.Scene.list;
import static io.jenkins.lib.releasegates.readiness.Scene.result;
import static io.jenkins.lib.releasegates.readiness.Scene.withQuestion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.gate.Verdict.Kind;
import io.jenkins.lib.releasegates.readiness.ReadinessAsked.Open;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.checklist.HighRule;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What makes a service ready, and what is asked where it isn't. */
class ReadinessTest {

    private static final Item RESTORE = attested("restore", ItemSeverity.BLOCKING);
    private static final Item CHAOS = attested("chaos", ItemSeverity.HIGH);
    private static final Item LATER = attested("later", ItemSeverity.FOLLOW_UP);
    private static final Item ALERT = checked("alert", ItemSeverity.BLOCKING);

    private static Scene met() {
        return new Scene().says("bob", Answer.YES, RESTORE, daysAgo(10));
    }

    @Test
    void shouldPassWhatIsAttestedAndChecked() {
        ReadinessResult ready = met().judge(list(RESTORE, ALERT), result(ALERT, Kind.PASSED));

        assertThat(ready.verdict().kind()).isEqualTo(Kind.PASSED);
        assertThat(ready.verdict().grounds().observed()).isEqualTo("2 of 2 items met");
        assertThat(ready.items().get(0).source().by()).containsExactly(Scene.commitment("bob"));
        assertThat(ready.items().get(0).source().until()).contains(daysAgo(10).plusSeconds(180 * 86_400L));
        assertThat(ready.asked().items()).isEmpty();
    }

    @Test
    void shouldKeepTheYesOfAnotherPersonBesideThatOfTheAuthor() {
        Scene both = met().says("author", Answer.YES, RESTORE, daysAgo(1));

        assertThat(both.judge(list(RESTORE)).verdict().kind()).isEqualTo(Kind.PASSED);
        assertThat(both.judge(list(RESTORE), SHOP, by("bob")).verdict().kind()).isEqualTo(Kind.PASSED);
        assertThat(both.judge(list(RESTORE), SHOP, by("bob", "author"))
                        .verdict()
                        .kind())
                .isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void shouldCountAndShowWhatTwoPeopleSayDoesNotApply() {
        Scene two = new Scene()
                .says("bob", Answer.NOT_APPLICABLE, RESTORE, daysAgo(3))
                .confirms("carol", "e1", RESTORE, daysAgo(2));
        ReadinessResult ready = two.judge(list(RESTORE));

        assertThat(ready.verdict().kind()).isEqualTo(Kind.PASSED);
        assertThat(ready.verdict().grounds().why()).contains("do not apply (1)");
        assertThat(ready.items().get(0).status()).isEqualTo(ItemStatus.NOT_APPLICABLE);
        assertThat(ready.items().get(0).source().by())
                .containsExactly(Scene.commitment("bob"), Scene.commitment("carol"));
    }

    @Test
    void shouldWarnOfWhatIsAcceptedUntilADay() {
        ReadinessResult ready =
                met().accepts("bob", CHAOS, daysAgo(1), inDays(30)).judge(list(RESTORE, CHAOS));

        assertThat(ready.verdict().kind()).isEqualTo(Kind.WARNING);
        assertThat(ready.items().get(1).source().until()).contains(inDays(30));
        assertThat(ready.asked().items()).isEmpty();
    }

    @Test
    void shouldPassAgainOnceAFollowUpIsDone() {
        Scene done =
                new Scene().accepts("bob", CHAOS, daysAgo(9), daysAgo(1)).hasDone("carol", "e1", CHAOS, daysAgo(1));

        assertThat(done.judge(list(CHAOS)).verdict().kind()).isEqualTo(Kind.PASSED);
    }

    @Test
    void shouldPassACheckThatPassesWhateverWasAccepted() {
        Scene overdue = new Scene().accepts("bob", ALERT, daysAgo(9), daysAgo(1));

        assertThat(overdue.judge(list(ALERT), result(ALERT, Kind.PASSED))
                        .verdict()
                        .kind())
                .isEqualTo(Kind.PASSED);
        assertThat(overdue.judge(list(ALERT), result(ALERT, Kind.FAILED))
                        .verdict()
                        .kind())
                .isEqualTo(Kind.FAILED);
    }

    @Test
    void shouldWarnOfAFailedCheckThatIsAccepted() {
        Scene accepted = met().accepts("bob", ALERT, daysAgo(1), inDays(3));

        assertThat(accepted.judge(list(RESTORE, ALERT), result(ALERT, Kind.FAILED))
                        .verdict()
                        .kind())
                .isEqualTo(Kind.WARNING);
    }

    @Test
    void shouldBlockHighItemsByTierUnlessTheChecklistSaysOtherwise() {
        assertThat(met().judge(list(RESTORE, CHAOS)).verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(met().judge(list(RESTORE, CHAOS), new Service("shop", 3), by())
                        .verdict()
                        .kind())
                .isEqualTo(Kind.WARNING);
        assertThat(met().judge(list(HighRule.WARNS, RESTORE, CHAOS)).verdict().kind())
                .isEqualTo(Kind.WARNING);
        assertThat(met().judge(list(HighRule.BLOCKS, RESTORE, CHAOS), new Service("shop", 4), by())
                        .verdict()
                        .kind())
                .isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void shouldWarnOfFollowUpsWithoutAnswer() {
        assertThat(met().judge(list(RESTORE, LATER)).verdict().kind()).isEqualTo(Kind.WARNING);
    }

    @Test
    void shouldAskOnlyForWhatIsMissingExpiredOrChanged() {
        Item changed = attested("changed", ItemSeverity.BLOCKING);
        Item old = attested("old", ItemSeverity.BLOCKING);
        Scene scene = met().says("bob", Answer.YES, changed, daysAgo(5))
                .says("bob", Answer.YES, old, daysAgo(200))
                .accepts("bob", LATER, daysAgo(5), daysAgo(1));
        ReadinessAsked asked = scene.judge(list(RESTORE, CHAOS, withQuestion(changed, "And now?"), old, LATER))
                .asked();

        assertThat(asked.items())
                .extracting(Open::item, Open::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("chaos", ItemStatus.MISSING),
                        org.assertj.core.groups.Tuple.tuple("changed", ItemStatus.CHANGED),
                        org.assertj.core.groups.Tuple.tuple("old", ItemStatus.EXPIRED),
                        org.assertj.core.groups.Tuple.tuple("later", ItemStatus.OVERDUE));
        assertThat(asked.items()).extracting(Open::since).contains(Optional.of(daysAgo(20)), Optional.of(daysAgo(1)));
        assertThat(asked.roles()).containsExactly("sre");
        assertThat(asked.of("sre")).hasSize(4);
        assertThat(asked.of("dba")).isEmpty();
    }

    @Test
    void shouldNotAskAgainWhenOnlySeverityAndReasonChange() {
        Item stricter = new Item(
                CHAOS.id(),
                CHAOS.question(),
                "Another reason.",
                CHAOS.guidance(),
                ItemSeverity.BLOCKING,
                CHAOS.tiers(),
                CHAOS.validFor(),
                CHAOS.role(),
                CHAOS.evidenceRequired(),
                CHAOS.followUp(),
                CHAOS.leastProvenance(),
                CHAOS.check());
        Scene said = new Scene().says("bob", Answer.YES, CHAOS, daysAgo(1));

        assertThat(said.judge(list(stricter)).verdict().kind()).isEqualTo(Kind.PASSED);
        assertThat(list(stricter).digest()).isNotEqualTo(list(CHAOS).digest());
    }

    @Test
    void shouldRefuseTheStateOfAnotherService() {
        ReadinessState other = ReadinessState.none("basket", Scene.LIST, Scene.people());

        assertThatThrownBy(() -> Readiness.judge(list(RESTORE), SHOP, other, List.of(), by(), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("basket")
                .hasMessageContaining("shop");
    }

    @Test
    void shouldGiveTheSameResultForTheSameInput() {
        assertThat(met().judge(list(RESTORE, CHAOS))).isEqualTo(met().judge(list(RESTORE, CHAOS)));
    }
}
