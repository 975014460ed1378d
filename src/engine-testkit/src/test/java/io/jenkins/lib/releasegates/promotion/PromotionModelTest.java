package io.jenkins.lib.releasegates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.promotion.PlanStep.Analysis;
import io.jenkins.lib.releasegates.promotion.PlanStep.Pause;
import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;
import io.jenkins.lib.releasegates.promotion.PromotionPlan.Otherwise;
import io.jenkins.lib.releasegates.promotion.PromotionWorld.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All states that a promotion and its target can come into, by exhaustive search: every outcome of every work, done by the target or not, every
 * command in every state, every crash, and every limit that runs out.
 */
class PromotionModelTest {

    private static final List<PlanStep> CANARY = List.of(
            new SetWeight(10),
            new Pause(Optional.of(Duration.ofMinutes(5))),
            new SetWeight(50),
            new Analysis(),
            new Pause(Optional.empty()),
            new SetWeight(100));

    static Stream<PromotionPlan> plans() {
        List<PromotionPlan> plans = new ArrayList<>();
        for (List<PlanStep> steps : List.of(PromotionPlan.blueGreen(), CANARY)) {
            for (int flags = 0; flags < 32; flags++) {
                plans.add(new PromotionPlan(
                        steps,
                        (flags & 1) != 0,
                        (flags & 2) != 0,
                        (flags & 4) != 0,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        (flags & 8) != 0 ? Otherwise.PAUSE : Otherwise.ROLL_BACK,
                        (flags & 16) != 0 ? Otherwise.PAUSE : Otherwise.ROLL_BACK,
                        PromotionLimits.USUAL));
            }
        }
        return plans.stream();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldNeverGiveTrafficToWhatNobodyApproved(PromotionPlan plan) {
        for (Moment moment : PromotionWorld.explore(plan).keySet()) {
            if (moment.traffic() > 0) {
                assertThat(moment.holdsApproved()).as(moment.toString()).isTrue();
                assertThat(moment.traffic()).as(moment.toString()).isLessThanOrEqualTo(moment.admitted());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldHaveAWayOnFromEverywhereWithoutAPerson(PromotionPlan plan) {
        var moments = PromotionWorld.explore(plan);
        for (Moment moment : moments.keySet()) {
            if (!moment.promotion().phase().isEnd()) {
                assertThat(moment.promotion().due()).as(moment.toString()).isPresent();
            }
        }
        assertThat(PromotionWorld.thatNeverEnd(moments)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldEndWithTheTrafficWhereItSays(PromotionPlan plan) {
        for (Moment moment : PromotionWorld.explore(plan).keySet()) {
            if (moment.byHand()) {
                continue;
            }
            switch (moment.promotion().phase()) {
                case STABLE ->
                    assertThat(moment.traffic()).as(moment.toString()).isEqualTo(100);
                case ROLLED_BACK, HALTED ->
                    assertThat(moment.traffic()).as(moment.toString()).isZero();
                default ->
                    assertThat(moment.traffic())
                            .as(moment.toString())
                            .isLessThanOrEqualTo(moment.promotion().asked());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldNeverGoOnFromTheWayBack(PromotionPlan plan) {
        Set<Phase> back = EnumSet.of(Phase.ROLLING_BACK, Phase.ROLLBACK_FAILED, Phase.ROLLED_BACK, Phase.FENCED);
        PromotionWorld.explore(plan).forEach((moment, next) -> {
            if (back.contains(moment.promotion().phase())) {
                for (Moment after : next) {
                    assertThat(back)
                            .as(moment + " -> " + after)
                            .contains(after.promotion().phase());
                    assertThat(after.traffic()).isLessThanOrEqualTo(moment.traffic());
                }
            }
        });
    }

    @Test
    void shouldReachEveryPhaseForEveryCause() {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        long moments = 0;
        for (PromotionPlan plan : plans().toList()) {
            Set<Moment> all = PromotionWorld.explore(plan).keySet();
            moments += all.size();
            for (Moment moment : all) {
                phases.add(moment.promotion().phase());
                causes.add(moment.promotion().cause());
            }
        }
        assertThat(phases).containsExactlyInAnyOrder(Phase.values());
        assertThat(causes).containsExactlyInAnyOrder(Cause.values());
        assertThat(moments).isGreaterThan(10_000);
    }
}
