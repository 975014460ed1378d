package io.jenkins.lib.releasegates.analysis.sampler;

import static io.jenkins.lib.releasegates.analysis.sampler.Asking.BELOW_ONE;
import static io.jenkins.lib.releasegates.analysis.sampler.Asking.EVERY_MINUTE;
import static io.jenkins.lib.releasegates.analysis.sampler.Asking.MINUTE;
import static io.jenkins.lib.releasegates.analysis.sampler.Asking.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.analysis.Conditions;
import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Phase;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private final Asking asking = new Asking();
    private final Sampler sampler = asking.sampler;

    @Test
    void shouldTakeSamplesUntilTheEnd() {
        Series begun = asking.start("a", EVERY_MINUTE, "q");

        assertThat(begun.phase()).isEqualTo(Phase.RUNNING);
        asking.run(Duration.ofMinutes(2));

        assertThat(asking.last("a").ending()).contains(Ending.COUNT_REACHED);
        assertThat(asking.last("a").tally().successful()).isEqualTo(3);
        assertThat(asking.told.get("a")).hasSize(3);
        assertThat(sampler.size()).isZero();
        assertThat(sampler.turn()).isEqualTo(Alarms.NEVER);
    }

    @Test
    void shouldWaitForTheInitialDelay() {
        Sampling later = Sampling.builder().initialDelay(Duration.ofSeconds(90)).build();
        asking.start("a", later, "q");

        asking.run(Duration.ofSeconds(89));
        assertThat(asking.asked).isEmpty();
        asking.run(Duration.ofSeconds(1));

        assertThat(asking.last("a").phase()).isEqualTo(Phase.SUCCESSFUL);
    }

    @Test
    void shouldAskEqualQuestionsOnceForAll() {
        for (int i = 0; i < 1_000; i++) {
            asking.start("a" + i, EVERY_MINUTE, "q");
            asking.clock.advance(Duration.ofMillis(50));
        }
        asking.run(Duration.ofMinutes(5));

        assertThat(asking.told).hasSize(1_000);
        assertThat(asking.told.values()).allMatch(all -> all.get(all.size() - 1).phase() == Phase.SUCCESSFUL);
        // Each that began has its first answer of its own second; all others are the same for all.
        assertThat(asking.asked.get("q")).isLessThanOrEqualTo(4);
        assertThat(sampler.asked()).isEqualTo(asking.asked.getOrDefault("q", 0).longValue());
    }

    @Test
    void shouldBeDueTogetherFromTheSecondSampleOn() {
        asking.start("a", EVERY_MINUTE, "q");
        asking.run(Duration.ofSeconds(20));
        asking.start("b", EVERY_MINUTE, "q");
        asking.run(Duration.ofMinutes(4));

        Series a = asking.last("a");
        Series b = asking.last("b");
        assertThat(a.samples()).extracting(sample -> sample.at()).containsExactly(START, at(60), at(120));
        assertThat(b.samples()).extracting(sample -> sample.at()).containsExactly(at(20), at(120), at(180));
        assertThat(asking.asked.get("q")).isEqualTo(5);
    }

    private static java.time.Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void shouldJudgeOneAnswerByTheConditionsOfEach() {
        Conditions strict = new Conditions(Optional.of(result -> result < 0.1), Optional.empty());
        asking.start("loose", Sampling.builder().build(), "q");
        sampler.start(
                "strict",
                Sampling.builder().build(),
                List.of(Probe.of("errors", asking.question("q"), strict)),
                asking.listener());
        asking.run(Duration.ZERO);

        assertThat(asking.asked.get("q")).isEqualTo(1);
        assertThat(asking.last("loose").phase()).isEqualTo(Phase.SUCCESSFUL);
        assertThat(asking.last("strict").phase()).isEqualTo(Phase.FAILED);
        assertThat(asking.last("strict").samples().get(0).seen()).containsExactly(new Seen(Outcome.FAILED, "0.5"));
    }

    @Test
    void shouldWantAllGreenInTheSameSample() {
        Sampling sampling = Sampling.untilGreen(Duration.ZERO, MINUTE, Duration.ZERO, Duration.ofHours(1));
        boolean[] green = {true, false};
        sampler.start(
                "a",
                sampling,
                List.of(
                        Probe.of("one", either("one", green, 0), BELOW_ONE),
                        Probe.of("other", either("other", green, 1), BELOW_ONE)),
                asking.listener());
        asking.run(Duration.ofSeconds(30));
        green[0] = false;
        green[1] = true;
        asking.run(MINUTE);
        assertThat(asking.last("a").phase()).isEqualTo(Phase.RUNNING);
        green[0] = true;
        asking.run(MINUTE);

        assertThat(asking.last("a").ending()).contains(Ending.GOAL_REACHED);
        assertThat(asking.last("a").tally().failed()).isEqualTo(2);
    }

    private static Question either(String key, boolean[] green, int place) {
        return new Question(key, Duration.ofSeconds(10), () -> Reading.of(green[place] ? 0 : 1));
    }

    @Test
    void shouldCountAQuestionWithoutAnAnswerAsAnErrorAndNotAskItTwice() {
        asking.start("a", EVERY_MINUTE, "slow");
        asking.start("b", EVERY_MINUTE, "quick");
        // Nobody works: both questions are on their way.
        sampler.turn();
        assertThat(asking.workers.size()).isEqualTo(2);
        for (int minute = 0; minute < 3; minute++) {
            asking.clock.advance(Duration.ofSeconds(10));
            sampler.turn();
            asking.clock.advance(Duration.ofSeconds(50));
            sampler.turn();
        }
        // The same two tasks, and the two listeners.
        assertThat(asking.workers.size()).isEqualTo(4);
        assertThat(sampler.state("a").orElseThrow().tally().error()).isEqualTo(3);

        asking.run(Duration.ofMinutes(3));

        assertThat(asking.last("a").phase()).isEqualTo(Phase.SUCCESSFUL);
        assertThat(asking.last("b").phase()).isEqualTo(Phase.SUCCESSFUL);
    }

    @Test
    void shouldNotTakeAnAnswerThatIsOlderThanTheWish() {
        Sampling once = Sampling.builder().build();
        List<Reading> answers = new ArrayList<>(List.of(Reading.of(0.1), Reading.of(7)));
        Question question = new Question("q", MINUTE, () -> {
            if (answers.size() == 2) {
                // While it is being asked, somebody else begins to want to know.
                sampler.start("late", once, List.of(asking.probe("q")), asking.listener());
                sampler.turn();
            }
            return answers.remove(0);
        });
        sampler.start("a", once, List.of(Probe.of("errors", question, BELOW_ONE)), asking.listener());
        asking.reading = Reading.of(7);
        asking.run(Duration.ZERO);

        assertThat(asking.last("a").phase()).isEqualTo(Phase.SUCCESSFUL);
        assertThat(asking.last("late").phase()).isEqualTo(Phase.FAILED);
        assertThat(sampler.asked()).isEqualTo(2);
    }

    @Test
    void shouldPassOverAnAnswerThatComesAfterTheTimeOut() {
        asking.start("a", EVERY_MINUTE, "q");
        sampler.turn();
        asking.clock.advance(Duration.ofSeconds(10));
        sampler.turn();
        asking.workers.work();

        assertThat(asking.asked).isEmpty();
        assertThat(asking.last("a").samples().get(0).seen()).containsExactly(Seen.of(Outcome.TIMED_OUT));
        assertThat(asking.last("a").tally().successful()).isZero();
    }

    @Test
    void shouldTakeWhateverAQuestionThrowsForAnError() {
        for (Throwable thrown : List.of(
                new IOException("https://user:secret@metrics"),
                new IllegalStateException(),
                new StackOverflowError(),
                new NoClassDefFoundError(),
                new AssertionError())) {
            Asking own = new Asking();
            own.sampler.start(
                    "a",
                    EVERY_MINUTE,
                    List.of(Probe.of("errors", new Question("q", MINUTE, () -> raise(thrown)), BELOW_ONE)),
                    own.listener());
            own.start("b", EVERY_MINUTE, "fine");
            own.run(Duration.ofMinutes(5));

            assertThat(own.last("a").ending()).contains(Ending.CONSECUTIVE_ERROR_LIMIT);
            assertThat(own.last("a").samples().get(0).seen())
                    .containsExactly(new Seen(Outcome.ERROR, thrown.getClass().getSimpleName()));
            assertThat(own.last("b").phase()).isEqualTo(Phase.SUCCESSFUL);
        }
    }

    private static Reading raise(Throwable thrown) throws IOException {
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) thrown;
    }

    @Test
    void shouldTakeAConditionWithoutAnAnswerForAnError() {
        Conditions broken = new Conditions(
                Optional.of(result -> {
                    throw new IllegalStateException();
                }),
                Optional.empty());
        sampler.start(
                "a",
                Sampling.builder().build(),
                List.of(Probe.of("errors", asking.question("q"), broken)),
                asking.listener());
        asking.run(Duration.ZERO);

        assertThat(asking.last("a").samples().get(0).seen())
                .containsExactly(new Seen(Outcome.ERROR, "IllegalStateException"));
    }

    @Test
    void shouldNotPassWithWhatIsNoValue() {
        Reading[] readings = {
            Reading.of(Double.NaN),
            Reading.of(Double.NEGATIVE_INFINITY),
            Reading.empty(),
            Reading.stale("0.5"),
            Reading.broken("refused")
        };
        for (Reading reading : readings) {
            Asking own = new Asking();
            own.reading = reading;
            own.start("a", EVERY_MINUTE, "q");
            own.run(Duration.ofMinutes(10));

            assertThat(own.last("a").phase()).as("%s", reading).isIn(Phase.INCONCLUSIVE, Phase.ERROR);
        }
    }

    @Test
    void shouldTakeNothingForAnEmptyAnswer() {
        sampler.start(
                "a",
                Sampling.builder().build(),
                List.of(Probe.of("errors", new Question("q", MINUTE, SamplerTest::nothing), BELOW_ONE)),
                asking.listener());
        asking.run(Duration.ZERO);

        assertThat(asking.last("a").samples().get(0).seen()).containsExactly(Seen.of(Outcome.EMPTY));
    }

    @SuppressWarnings("NullAway") // As a source does that wasn't checked for it.
    private static Reading nothing() {
        return null;
    }

    @Test
    void shouldNotTakeABareNumberForAVerdict() {
        sampler.start(
                "a",
                Sampling.builder().build(),
                List.of(Probe.judged("errors", asking.question("q"))),
                asking.listener());
        asking.run(Duration.ZERO);

        assertThat(asking.last("a").phase()).isEqualTo(Phase.INCONCLUSIVE);
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        Sampling sampling = Sampling.untilGreen(Duration.ZERO, MINUTE, Duration.ofMinutes(5), Duration.ofMinutes(6));
        asking.reading = Reading.of(7);
        asking.start("a", sampling, "q");
        asking.run(Duration.ofMinutes(6));

        assertThat(asking.last("a").ending()).contains(Ending.TIMED_OUT);
        assertThat(asking.last("a").phase()).isEqualTo(Phase.ERROR);
        assertThat(sampler.size()).isZero();
    }

    @Test
    void shouldEndWhenItsTimeIsOverWhileItAsks() {
        asking.start("a", Sampling.builder().timeout(Duration.ofSeconds(5)).build(), "q");
        sampler.turn();
        asking.clock.advance(Duration.ofSeconds(5));
        sampler.turn();
        asking.workers.work();

        assertThat(asking.told.get("a")).hasSize(1);
        assertThat(asking.last("a").ending()).contains(Ending.TIMED_OUT);
    }

    @Test
    void shouldTellThatItWasCancelledAndTakeNoAnswerAfterwards() {
        asking.start("a", EVERY_MINUTE, "q");
        sampler.turn();
        Optional<Series> cancelled = sampler.cancel("a");
        asking.run(Duration.ofMinutes(5));

        assertThat(cancelled.orElseThrow().ending()).contains(Ending.CANCELLED);
        assertThat(asking.told.get("a")).hasSize(1);
        assertThat(asking.last("a").ending()).contains(Ending.CANCELLED);
        // Nobody wants to know any more.
        assertThat(asking.asked).isEmpty();
        assertThat(sampler.cancel("a")).isEmpty();
    }

    @Test
    void shouldTakeAPoolThatRefusesForAnError() {
        asking.start("a", EVERY_MINUTE, "q");
        asking.workers.refuse(true);
        asking.run(Duration.ofMinutes(1));
        assertThat(sampler.state("a").orElseThrow().tally().error()).isEqualTo(2);
        asking.workers.refuse(false);
        asking.run(Duration.ofMinutes(3));

        assertThat(asking.last("a").phase()).isEqualTo(Phase.SUCCESSFUL);
    }

    @Test
    void shouldTellTheEndEvenWhenThePoolRefusedAtFirst() {
        asking.start("a", EVERY_MINUTE, "q");
        asking.workers.refuse(true);
        sampler.cancel("a");
        asking.run(Duration.ofSeconds(3));
        assertThat(asking.told).isEmpty();
        asking.workers.refuse(false);
        asking.run(Duration.ofSeconds(1));

        assertThat(asking.last("a").ending()).contains(Ending.CANCELLED);
    }

    @Test
    void shouldGoOnWhenAListenerThrows() {
        sampler.start("a", EVERY_MINUTE, List.of(asking.probe("q")), (id, series) -> {
            asking.listener().changed(id, series);
            throw new IllegalStateException("as it was told");
        });
        asking.run(Duration.ofMinutes(2));

        assertThat(asking.last("a").phase()).isEqualTo(Phase.SUCCESSFUL);
    }

    @Test
    void shouldTellNobodyAPassOnceItIsClosed() {
        asking.start("a", Sampling.builder().build(), "q");
        sampler.turn();
        sampler.close();
        asking.run(Duration.ofMinutes(5));

        assertThat(asking.told).isEmpty();
        assertThat(asking.asked).isEmpty();
        assertThatThrownBy(() -> asking.start("b", EVERY_MINUTE, "q")).hasMessage("The sampler is closed");
    }

    @Test
    void shouldRefuseWhatItCannotTellApart() {
        Series series = asking.start("a", EVERY_MINUTE, "q");

        assertThatThrownBy(() -> asking.start("a", EVERY_MINUTE, "q"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("waits already: a");
        assertThatThrownBy(() -> sampler.resume(
                        "b", series, List.of(Probe.of("other", asking.question("q"), BELOW_ONE)), asking.listener()))
                .hasMessage("Found the gates [other], allowed: [errors]");
        assertThatThrownBy(() -> new Question("q", Duration.ZERO, Reading::empty))
                .hasMessage("timeout of a question: found PT0S, allowed: PT0.001S to PT10M");
    }
}
