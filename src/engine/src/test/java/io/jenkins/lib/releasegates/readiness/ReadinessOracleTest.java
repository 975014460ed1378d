package io.jenkins.lib.releasegates.readiness;

import static io.jenkins.lib.releasegates.readiness.Scene.SHOP;
import static io.jenkins.lib.releasegates.readiness.Scene.attested;
import static io.jenkins.lib.releasegates.readiness.Scene.by;
import static io.jenkins.lib.releasegates.readiness.Scene.file;
import static io.jenkins.lib.releasegates.readiness.Scene.head;
import static io.jenkins.lib.releasegates.readiness.Scene.list;
import static io.jenkins.lib.releasegates.readiness.Scene.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.readiness.NaiveReadiness.Said;
import io.jenkins.lib.releasegates.readiness.NaiveReadiness.What;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.answer.Typed;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All short stories that three people can tell about two items, in every order, judged at three times beside somebody who explains each of them. */
class ReadinessOracleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Item> ITEMS =
            List.of(attested("one", ItemSeverity.HIGH), attested("two", ItemSeverity.HIGH));
    private static final List<String> PEOPLE = List.of("author", "bob", "carol");
    private static final List<Integer> DAYS = List.of(5, 11, 181);

    private int judged;
    private int met;

    @Test
    @Timeout(240)
    void shouldJudgeEveryShortStoryAsItIsExplained() {
        tell(new ArrayList<>(), 3, 2);

        assertThat(judged).isGreaterThan(200_000);
        assertThat(met).as("items that were met or don't apply").isGreaterThan(20_000);
    }

    @Test
    @Timeout(240)
    void shouldJudgeLongerStoriesOfOneItem() {
        List<Said> story = new ArrayList<>();
        for (What first : List.of(What.NOT_APPLICABLE, What.FOLLOW_UP)) {
            story.add(new Said("bob", first, 0, -1));
            tell(story, 3, 1);
            story.clear();
        }

        assertThat(judged).isGreaterThan(100_000);
    }

    /** Every continuation of a story by at most so many more events. */
    private void tell(List<Said> story, int more, int items) {
        check(story);
        if (more == 0) {
            return;
        }
        for (String person : PEOPLE) {
            for (What what : What.values()) {
                for (int item = 0; item < items; item++) {
                    for (int target : targets(what, story.size())) {
                        story.add(new Said(person, what, item, target));
                        tell(story, more - 1, items);
                        story.remove(story.size() - 1);
                    }
                }
            }
        }
    }

    private static List<Integer> targets(What what, int size) {
        boolean refers = what == What.CONFIRM || what == What.DONE || what == What.WITHDRAW;
        if (!refers) {
            return List.of(-1);
        }
        return size > 1 ? List.of(0, size - 1) : List.of(size - 1);
    }

    private void check(List<Said> story) {
        ReadinessState state = ReadinessState.none(SHOP.name(), Scene.LIST, Scene.people());
        List<ReadinessEvent> events = new ArrayList<>();
        for (int i = 0; i < story.size(); i++) {
            events.add(event(story.get(i), i));
        }
        state = ReadinessState.of(SHOP.name(), Scene.LIST, state.aliases(), events);
        NaiveReadiness naive = new NaiveReadiness(story);
        for (int day : DAYS) {
            Instant now = START.plus(Duration.ofDays(day));
            ReadinessResult result =
                    Readiness.judge(list(ITEMS.get(0), ITEMS.get(1)), SHOP, state, List.of(), by("author"), now);
            for (int item = 0; item < ITEMS.size(); item++) {
                String status = result.items().get(item).status().name();
                if (!status.equals(naive.status(item, "author", day))) {
                    assertThat(status)
                            .as("item " + item + " on day " + day + " of " + story)
                            .isEqualTo(naive.status(item, "author", day));
                }
                judged++;
                met += status.equals("MET") || status.equals("NOT_APPLICABLE") ? 1 : 0;
            }
        }
    }

    private static ReadinessEvent event(Said said, int index) {
        ReadinessEvent.Head head = head("e" + index, ITEMS.get(said.item()), START.plus(Duration.ofDays(index)));
        String target = "e" + said.target();
        Typed reason = Typed.of("So.");
        return switch (said.what()) {
            case YES -> answered(said, head, Answer.YES);
            case NO -> answered(said, head, Answer.NO);
            case NOT_APPLICABLE -> answered(said, head, Answer.NOT_APPLICABLE);
            case CONFIRM -> new ReadinessEvent.NotApplicableConfirmed(head, voice(said.person()), target, reason);
            case FOLLOW_UP ->
                new ReadinessEvent.FollowUpOpened(
                        head,
                        voice(said.person()),
                        reason,
                        Typed.of("dora"),
                        head.at().plus(Duration.ofDays(10)));
            case DONE -> new ReadinessEvent.FollowUpDone(head, voice(said.person()), target, reason, List.of(file()));
            case WITHDRAW -> new ReadinessEvent.Withdrawn(head, voice(said.person()), target, reason);
        };
    }

    private static ReadinessEvent answered(Said said, ReadinessEvent.Head head, Answer answer) {
        return new ReadinessEvent.Answered(
                head, voice(said.person()), answer, Typed.of("So."), List.of(file()), Optional.empty());
    }
}
