package io.jenkins.lib.releasegates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.promotion.PlanStep.Analysis;
import io.jenkins.lib.releasegates.promotion.PlanStep.Pause;
import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;
import io.jenkins.lib.releasegates.promotion.PromotedService.Killed;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.Commanded;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.GuardTripped;
import io.jenkins.lib.releasegates.promotion.PromotionPlan.Otherwise;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a promotion does to a service, and what is kept and recorded of it. */
class PromoterTest {

    private static final Duration LONG = Duration.ofDays(3);
    private static final Weights ALL_BLUE = Weights.all("blue", "green");
    private static final Weights ALL_GREEN = Weights.all("green", "blue");

    private final PromotedService service = new PromotedService();

    private static PromotionPlan blueGreen() {
        return plan(PromotionPlan.blueGreen());
    }

    private static PromotionPlan canary() {
        return plan(List.of(
                new SetWeight(10),
                new Pause(Optional.of(Duration.ofMinutes(5))),
                new SetWeight(50),
                new Analysis(),
                new SetWeight(100)));
    }

    private static PromotionPlan plan(List<PlanStep> steps) {
        return new PromotionPlan(
                steps,
                true,
                true,
                true,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Otherwise.PAUSE,
                Otherwise.PAUSE,
                PromotionLimits.USUAL);
    }

    private Promoter started(PromotionPlan plan) {
        Promoter promoter = service.begin(plan);
        promoter.start();
        return promoter;
    }

    private Promoter until(Promoter promoter, Phase phase) {
        for (int i = 0; i < 20_000 && promoter.now().phase() != phase; i++) {
            service.run(promoter, Duration.ofMillis(100));
        }
        assertThat(promoter.now().phase()).isEqualTo(phase);
        return promoter;
    }

    @Test
    void shouldPromoteBlueGreen() {
        Promotion end = service.run(started(blueGreen()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.STABLE);
        assertThat(service.slots.weights()).contains(ALL_GREEN);
        assertThat(service.slots.slot("blue")).isEqualTo(Slot.OUT);
        assertThat(service.recorded)
                .containsExactly(
                        "PREPARING",
                        "DEPLOYING",
                        "PROBING",
                        "PRE_ANALYSIS",
                        "AWAITING_EXPOSE",
                        "BEFORE_EXPOSE",
                        "SHIFTING",
                        "BAKING",
                        "SCALE_DOWN_DELAY",
                        "RETIRING",
                        "STABLE");
    }

    @Test
    void shouldAskForADecisionBeforeEachIncreaseOfACanary() {
        Promotion end = service.run(started(canary()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.STABLE);
        assertThat(service.slots.shifts()).isEqualTo(3);
        assertThat(service.recorded.stream().filter("AWAITING_EXPOSE"::equals)).hasSize(3);
        assertThat(service.recorded.stream().filter("BEFORE_EXPOSE"::equals)).hasSize(1);
    }

    @Test
    void shouldBringAllTrafficBackWhenTheNewSlotIsBad() {
        service.outcomes.put(Work.POST_ANALYSE, Outcome.FAILED);

        Promotion end = service.run(started(blueGreen()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(end.cause()).isEqualTo(Cause.ANALYSIS_FAILED);
        assertThat(end.words()).isEqualTo("as the test said");
        assertThat(service.slots.weights()).contains(ALL_BLUE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Work.class,
            names = {"DEPLOY", "PRE_ANALYSE", "ASK_TO_EXPOSE", "RUN_BEFORE_EXPOSE"})
    void shouldTouchNoTrafficWhenItFailsBefore(Work fails) {
        service.outcomes.put(fails, Outcome.FAILED);

        assertThat(service.run(started(blueGreen()), LONG).phase()).isEqualTo(Phase.HALTED);
        assertThat(service.slots.shifts()).isZero();
    }

    @Test
    void shouldGiveNoTrafficToAnotherArtifact() {
        service.deployed = PromotedService.OTHER;

        Promotion end = service.run(started(blueGreen()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.HALTED);
        assertThat(end.words())
                .contains("says that it runs " + PromotedService.OTHER)
                .contains(PromotedService.ARTIFACT.toString());
        assertThat(service.slots.shifts()).isZero();
    }

    @Test
    void shouldGiveNoTrafficToASlotThatDoesNotAnswerAsItShould() {
        service.slots.sicken("green");

        Promotion end = service.run(started(blueGreen()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.HALTED);
        assertThat(end.words()).contains("answered 500");
    }

    @Test
    void shouldNotBeginOnATargetThatSharesItsTraffic() {
        service.slots.changeByHand(Optional.of(Weights.share("blue", 70, "green")));

        Promotion end = service.run(started(blueGreen()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.HALTED);
        assertThat(end.words()).contains("blue 70 %, green 30 %");
    }

    @Test
    void shouldBringTrafficBackWhenTheTargetLies() {
        service.slots.lie(true);

        Promotion end = service.run(started(blueGreen()), LONG);

        assertThat(end.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(end.cause()).isEqualTo(Cause.SHIFT_UNCONFIRMED);
        assertThat(end.words()).contains("asked for blue 0 %, green 100 %, found blue 100 %, green 0 %");
    }

    @Test
    void shouldBelieveWhatItReadsWhenAnswersAreLost() {
        service.slots.loseAnswers(true);

        assertThat(service.run(started(canary()), LONG).phase()).isEqualTo(Phase.STABLE);
        assertThat(service.slots.weights()).contains(ALL_GREEN);
    }

    @Test
    void shouldKeepTryingToBringTrafficBack() {
        Promoter promoter = until(started(blueGreen()), Phase.BAKING);
        service.slots.failToRead(Reason.UNREACHABLE);
        promoter.happened(new GuardTripped("14.4 times as fast"));
        until(promoter, Phase.ROLLBACK_FAILED);
        assertThat(promoter.now().cause()).isEqualTo(Cause.BURN_RATE);
        assertThat(promoter.now().words()).contains("can't be read");

        service.slots.failToRead(null);

        assertThat(service.run(promoter, LONG).phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(service.slots.weights()).contains(ALL_BLUE);
    }

    @Test
    void shouldSayThatARollbackFailedWhenTheOldSlotIsSick() {
        Promoter promoter = until(started(blueGreen()), Phase.BAKING);
        service.slots.sicken("blue");
        promoter.happened(new Commanded(Command.ROLL_BACK));

        until(promoter, Phase.ROLLBACK_FAILED);
        assertThat(promoter.now().words()).contains("blue answered 500");
        assertThat(service.slots.weights()).contains(ALL_BLUE);
    }

    @Test
    void shouldStandStillWhileNothingCanBeKept() {
        Promoter promoter = until(started(blueGreen()), Phase.BEFORE_EXPOSE);
        service.full = true;

        service.run(promoter, Duration.ofMinutes(20));

        assertThat(promoter.now().phase()).isEqualTo(Phase.BEFORE_EXPOSE);
        assertThat(promoter.trouble()).contains("No space left on device");
        assertThat(service.slots.shifts()).isZero();
        service.full = false;
        assertThat(service.run(promoter, LONG).phase()).isEqualTo(Phase.STABLE);
        assertThat(promoter.trouble()).isEmpty();
    }

    @Test
    void shouldDoNothingBeforeItsBeginningIsKept() {
        service.full = true;
        Promoter promoter = started(blueGreen());

        service.run(promoter, Duration.ofMinutes(1));

        assertThat(promoter.now().phase()).isEqualTo(Phase.PREPARING);
        assertThat(service.recorded).isEmpty();
    }

    @Test
    void shouldBringABadReleaseBackAlthoughTheDiskIsFull() {
        Promoter promoter = until(started(blueGreen()), Phase.BAKING);
        service.full = true;
        promoter.happened(new GuardTripped("14.4 times as fast"));

        service.run(promoter, Duration.ofSeconds(5));

        assertThat(promoter.now().phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(service.slots.weights()).contains(ALL_BLUE);
        assertThat(service.recorded).endsWith("BAKING");
        service.full = false;
        service.run(promoter, Duration.ofMinutes(1));
        assertThat(service.recorded).endsWith("BAKING", "ROLLING_BACK BURN_RATE", "ROLLED_BACK BURN_RATE");
    }

    @Test
    void shouldWriteNothingOnceSomebodyElseHoldsTheEnvironment() {
        Promoter promoter = until(started(blueGreen()), Phase.BEFORE_EXPOSE);
        service.lost = Optional.of("shop#43 holds production since 05:10");

        Promotion end = service.run(promoter, LONG);

        assertThat(end.phase()).isEqualTo(Phase.FENCED);
        assertThat(end.words()).contains("shop#43");
        assertThat(service.slots.shifts()).isZero();
    }

    @Test
    void shouldNoticeThatSomebodyChangedTheTarget() {
        Promoter promoter = until(started(blueGreen()), Phase.BAKING);
        service.slots.changeByHand(Optional.empty());

        service.run(promoter, Duration.ofMinutes(1));

        assertThat(promoter.now().phase()).isEqualTo(Phase.PAUSED);
        assertThat(promoter.now().cause()).isEqualTo(Cause.CHANGED_BY_HAND);
        assertThat(promoter.now().words()).contains("weights of 37 and 12");
        service.slots.changeByHand(Optional.of(ALL_GREEN));
        promoter.happened(new Commanded(Command.RESUME));
        assertThat(service.run(promoter, LONG).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void shouldWaitForAPersonWhenNobodyCanTell() {
        service.outcomes.put(Work.POST_ANALYSE, Outcome.INCONCLUSIVE);
        Promoter promoter = until(started(blueGreen()), Phase.PAUSED);

        promoter.happened(new Commanded(Command.PROMOTE));

        assertThat(promoter.now().phase()).isEqualTo(Phase.BAKING);
        assertThat(service.run(promoter, LONG).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void shouldTakeAPauseThatNobodyEndsForAnAbort() {
        Promoter promoter = until(started(blueGreen()), Phase.BAKING);
        promoter.happened(new Commanded(Command.PAUSE));

        Promotion end = service.run(promoter, LONG);

        assertThat(end.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(end.cause()).isEqualTo(Cause.TIMED_OUT);
    }

    @Test
    void shouldRollBackFirstWhenNobodyWatchedForTooLong() throws Exception {
        until(started(blueGreen()), Phase.BAKING);

        Promotion end = service.run(service.restart(blueGreen(), Duration.ofMinutes(6)), LONG);

        assertThat(end.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(end.cause()).isEqualTo(Cause.UNWATCHED);
        assertThat(service.slots.weights()).contains(ALL_BLUE);
    }

    @Test
    void shouldGoOnAfterALongAbsenceWhileThereWasNoTraffic() throws Exception {
        until(started(blueGreen()), Phase.PRE_ANALYSIS);

        Promotion end = service.run(service.restart(blueGreen(), Duration.ofMinutes(6)), LONG);

        assertThat(end.phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void shouldComeToTheSameEndWhereverTheControllerIsKilled() throws Exception {
        for (PromotionPlan plan : List.of(blueGreen(), canary())) {
            assertThat(killEverywhere(plan, Outcome.PASSED, Phase.STABLE, ALL_GREEN))
                    .isGreaterThan(40);
            assertThat(killEverywhere(plan, Outcome.FAILED, Phase.ROLLED_BACK, ALL_BLUE))
                    .isGreaterThan(40);
        }
    }

    /** Kills it before its first operation, then another time before its second, and so on; at how many places that was. */
    private int killEverywhere(PromotionPlan plan, Outcome postAnalysis, Phase end, Weights traffic) throws Exception {
        int lives = 0;
        while (true) {
            PromotedService killed = new PromotedService();
            killed.outcomes.put(Work.POST_ANALYSE, postAnalysis);
            killed.lives = lives;
            boolean survived = true;
            try {
                Promoter promoter = killed.begin(plan);
                promoter.start();
                killed.run(promoter, LONG);
            } catch (Killed e) {
                survived = false;
            }
            Promotion last = survived
                    ? killed.run(killed.restart(plan, Duration.ZERO), LONG)
                    : killed.run(killed.restart(plan, Duration.ofSeconds(20)), LONG);
            assertThat(last.phase()).as("killed after %s operations", lives).isEqualTo(end);
            assertThat(killed.slots.weights())
                    .as("killed after %s operations", lives)
                    .contains(traffic);
            assertThat(killed.recorded)
                    .as("killed after %s operations", lives)
                    .last()
                    .asString()
                    .startsWith(end.name());
            if (survived) {
                return lives;
            }
            lives++;
        }
    }
}
