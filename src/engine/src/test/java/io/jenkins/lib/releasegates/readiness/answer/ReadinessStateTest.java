package io.jenkins.lib.releasegates.readiness.answer;

import static io.jenkins.lib.releasegates.readiness.Scene.daysAgo;
import static io.jenkins.lib.releasegates.readiness.Scene.head;
import static io.jenkins.lib.releasegates.readiness.Scene.inDays;
import static io.jenkins.lib.releasegates.readiness.Scene.stranger;
import static io.jenkins.lib.releasegates.readiness.Scene.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.Scene;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands of what was said. */
class ReadinessStateTest {

    private static final Item ITEM = Scene.attested("restore", ItemSeverity.HIGH);

    private static List<Statement> statements(Scene scene) {
        return scene.state().statements(ITEM.id());
    }

    @Test
    void shouldKeepTheLastOfEachPerson() {
        Scene scene = new Scene()
                .says("bob", Answer.NO, ITEM, daysAgo(4))
                .says("carol", Answer.YES, ITEM, daysAgo(3))
                .says("ROBERT", Answer.YES, ITEM, daysAgo(2));

        assertThat(statements(scene)).extracting(Statement::id).containsExactly("e2", "e3");
    }

    @Test
    void shouldNotBringBackWhatWasReplacedWhenTheLastIsTakenBack() {
        Scene scene = new Scene()
                .says("bob", Answer.YES, ITEM, daysAgo(4))
                .says("bob", Answer.NO, ITEM, daysAgo(3))
                .withdraws(voice("bob"), "e2", ITEM, daysAgo(2));

        assertThat(statements(scene)).isEmpty();
    }

    @Test
    void shouldLetOnlyTheRoleOrThePersonTakeBack() {
        Scene own = new Scene()
                .says("bob", Answer.YES, ITEM, daysAgo(4))
                .withdraws(stranger("robert"), "e1", ITEM, daysAgo(2));
        Scene other = new Scene()
                .says("bob", Answer.YES, ITEM, daysAgo(4))
                .withdraws(stranger("eve"), "e1", ITEM, daysAgo(2));
        Scene role =
                new Scene().says("bob", Answer.YES, ITEM, daysAgo(4)).withdraws(voice("carol"), "e1", ITEM, daysAgo(2));

        assertThat(statements(own)).isEmpty();
        assertThat(statements(role)).isEmpty();
        assertThat(statements(other)).hasSize(1);
        assertThat(other.state().refused()).containsOnlyKeys("e2");
    }

    @Test
    void shouldTellWhyAnEventCountsForNothing() {
        Scene scene = new Scene()
                .says(stranger("eve"), Answer.YES, ITEM, daysAgo(4), Optional.empty())
                .confirms("carol", "e1", ITEM, daysAgo(3))
                .hasDone("carol", "e7", ITEM, daysAgo(3))
                .withdraws(voice("carol"), "e9", ITEM, daysAgo(3));

        assertThat(statements(scene)).isEmpty();
        assertThat(scene.state().refused()).containsOnlyKeys("e1", "e2", "e3", "e4");
        assertThat(scene.state().refused().values())
                .allSatisfy(why -> assertThat(why).endsWith("."));
    }

    @Test
    void shouldTakeAFollowUpThatLacksSomethingForANo() {
        ReadinessEvent without = new ReadinessEvent.FollowUpOpened(
                head("e1", ITEM, daysAgo(1)), voice("bob"), Typed.of("Soon."), Typed.NOTHING, inDays(5));
        ReadinessEvent past = new ReadinessEvent.FollowUpOpened(
                head("e1", ITEM, daysAgo(1)), voice("bob"), Typed.of("Soon."), Typed.of("dora"), daysAgo(1));

        for (ReadinessEvent event : List.of(without, past)) {
            assertThat(statements(new Scene().add(event)))
                    .extracting(Statement::kind)
                    .containsExactly(Statement.Kind.NO);
        }
    }

    @Test
    void shouldRememberWhenANoWasFirstAccepted() {
        Scene scene = new Scene()
                .accepts("bob", ITEM, daysAgo(20), daysAgo(10))
                .withdraws(voice("bob"), "e1", ITEM, daysAgo(9))
                .accepts("carol", ITEM, daysAgo(2), inDays(10));

        assertThat(statements(scene).get(0).followUp().map(Statement.FollowUp::since))
                .contains(daysAgo(20));
    }

    @Test
    void shouldBeTheSameHoweverItIsFolded() {
        Scene scene = new Scene()
                .says("bob", Answer.NOT_APPLICABLE, ITEM, daysAgo(4))
                .confirms("carol", "e1", ITEM, daysAgo(3))
                .add(new ReadinessEvent.Checked(head("e9", ITEM, daysAgo(1)), Verdict.Kind.FAILED))
                .accepts("dora", ITEM, daysAgo(2), inDays(10));
        ReadinessState step = ReadinessState.none("shop", Scene.LIST, Scene.people());
        for (ReadinessEvent event : scene.events()) {
            step = step.with(event).with(event);
        }

        assertThat(step.statements(ITEM.id())).isEqualTo(statements(scene));
        assertThat(step.lastCheck(ITEM.id())).isEqualTo(scene.state().lastCheck(ITEM.id()));
        assertThat(step.lastCheck(ITEM.id()).map(ReadinessState.LastCheck::verdict))
                .contains(Verdict.Kind.FAILED);
        assertThat(step.refused()).isEmpty();
    }

    @Test
    void shouldRefuseEventsOfAnotherServiceOrChecklist() {
        Scene scene = new Scene().says("bob", Answer.YES, ITEM, daysAgo(4));

        for (ReadinessState other : List.of(
                ReadinessState.of("basket", Scene.LIST, Scene.people(), scene.events()),
                ReadinessState.of("shop", "another", Scene.people(), scene.events()))) {
            assertThat(other.statements(ITEM.id())).isEmpty();
            assertThat(other.refused()).containsOnlyKeys("e1");
        }
    }
}
