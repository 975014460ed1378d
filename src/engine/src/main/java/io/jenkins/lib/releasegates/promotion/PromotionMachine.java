package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.promotion.PlanStep.Analysis;
import io.jenkins.lib.releasegates.promotion.PlanStep.Pause;
import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;
import io.jenkins.lib.releasegates.promotion.Promotion.Slots;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.Commanded;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.GuardTripped;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.LeaseLost;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.Returned;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.SlotsFound;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.TargetChanged;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.TimePassed;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.WorkEnded;
import io.jenkins.lib.releasegates.promotion.PromotionPlan.Otherwise;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from what in a promotion. Knows nothing of targets, files and threads: the same state and the same event always come to the same
 * state, so that all of them can be searched.
 *
 * <p>More traffic follows from a decision only, and less traffic from anything that is wrong. What it isn't waiting for changes nothing.
 */
public final class PromotionMachine {

    /** In these a person may pause it: nothing is under way that would go on by itself. */
    private static final Set<Phase> PAUSABLE =
            EnumSet.of(Phase.PRE_ANALYSIS, Phase.AWAITING_EXPOSE, Phase.HOLDING, Phase.ANALYSING, Phase.BAKING);

    /** In these a person may end it; later it is stable, or on its way back already. */
    private static final Set<Phase> ABORTABLE = EnumSet.of(
            Phase.PREPARING,
            Phase.DEPLOYING,
            Phase.PROBING,
            Phase.PRE_ANALYSIS,
            Phase.AWAITING_EXPOSE,
            Phase.BEFORE_EXPOSE,
            Phase.SHIFTING,
            Phase.HOLDING,
            Phase.ANALYSING,
            Phase.BAKING,
            Phase.PAUSED);

    private PromotionMachine() {}

    /** What it comes to; the same object where the event says nothing to it. */
    public static Promotion next(Promotion from, PromotionEvent event, Instant now) {
        if (from.phase().isEnd()) {
            return from;
        }
        if (event instanceof SlotsFound found) {
            return slots(from, found, now);
        }
        if (event instanceof WorkEnded ended) {
            return ended.turn() == from.turn() && from.work() != Work.NONE ? worked(from, ended, now) : from;
        }
        if (event instanceof TimePassed) {
            return from.due().filter(due -> !now.isBefore(due)).isPresent() ? overdue(from, now) : from;
        }
        if (event instanceof Commanded asked) {
            return allows(from, asked.command()) ? commanded(from, asked.command(), now) : from;
        }
        if (event instanceof GuardTripped tripped) {
            return from.isGuarded() ? back(from, Cause.BURN_RATE, tripped.words(), now) : from;
        }
        if (event instanceof TargetChanged changed) {
            return changedByHand(from, changed.words(), now);
        }
        if (event instanceof Returned returned) {
            return returned(from, returned.absence(), now);
        }
        LeaseLost lost = (LeaseLost) event;
        return from.in(Phase.FENCED, now, Optional.empty()).because(Cause.LEASE_LOST, lost.words());
    }

    /** Whether a person may ask for that now. */
    public static boolean allows(Promotion now, Command command) {
        Phase phase = now.phase();
        return switch (command) {
            case PAUSE -> PAUSABLE.contains(phase);
            case RESUME -> phase == Phase.PAUSED;
            case PROMOTE ->
                phase == Phase.HOLDING || phase == Phase.PAUSED && now.cause() == Cause.ANALYSIS_INCONCLUSIVE;
            case ABORT -> ABORTABLE.contains(phase);
            case ROLL_BACK -> now.isGuarded() || phase == Phase.SCALE_DOWN_DELAY;
            case RETRY -> phase == Phase.ROLLBACK_FAILED;
        };
    }

    private static Promotion slots(Promotion from, SlotsFound found, Instant now) {
        if (from.phase() != Phase.PREPARING || found.turn() != from.turn()) {
            return from;
        }
        return enter(from.with(new Slots(found.live(), found.idle())), Phase.DEPLOYING, now);
    }

    private static Promotion worked(Promotion from, WorkEnded ended, Instant now) {
        boolean passed = ended.outcome() == Outcome.PASSED;
        return switch (from.phase()) {
            case PREPARING -> back(from, Cause.TARGET_UNCLEAR, ended.words(), now);
            case DEPLOYING ->
                passed ? enter(from, Phase.PROBING, now) : back(from, Cause.DEPLOY_FAILED, ended.words(), now);
            case PROBING -> passed ? probed(from, now) : back(from, Cause.PROBE_FAILED, ended.words(), now);
            case PRE_ANALYSIS -> passed ? enter(from, Phase.AWAITING_EXPOSE, now) : notWell(from, ended, now);
            case AWAITING_EXPOSE ->
                passed ? mayExpose(from, now) : back(from, Cause.EXPOSE_REFUSED, ended.words(), now);
            case BEFORE_EXPOSE ->
                passed ? shift(from, now) : back(from, Cause.BEFORE_EXPOSE_FAILED, ended.words(), now);
            case SHIFTING ->
                passed
                        ? goOn(from.confirmed(from.asked()), now)
                        : back(from, Cause.SHIFT_UNCONFIRMED, ended.words(), now);
            case ANALYSING -> passed ? goOn(from, now) : notWell(from, ended, now);
            case BAKING -> passed ? baked(from.seenWell(), now) : notWell(from, ended, now);
            case RETIRING -> passed ? end(from, Phase.STABLE, now) : notRetired(from, ended.words(), now);
            case ROLLING_BACK -> passed ? cameBack(from, now) : stranded(from, ended.words(), now);
            default -> from;
        };
    }

    private static Promotion probed(Promotion from, Instant now) {
        return enter(from, from.plan().preAnalysis() ? Phase.PRE_ANALYSIS : Phase.AWAITING_EXPOSE, now);
    }

    private static Promotion notWell(Promotion from, WorkEnded ended, Instant now) {
        if (ended.outcome() == Outcome.FAILED) {
            return back(from, Cause.ANALYSIS_FAILED, ended.words(), now);
        }
        return from.plan().inconclusive() == Otherwise.PAUSE
                ? pause(from, Cause.ANALYSIS_INCONCLUSIVE, ended.words(), now)
                : back(from, Cause.ANALYSIS_INCONCLUSIVE, ended.words(), now);
    }

    private static Promotion mayExpose(Promotion from, Instant now) {
        return from.plan().beforeExpose() && !from.isExposed()
                ? enter(from, Phase.BEFORE_EXPOSE, now)
                : shift(from, now);
    }

    private static Promotion shift(Promotion from, Instant now) {
        return enter(from.asking(from.stepWeight()), Phase.SHIFTING, now);
    }

    /** The step that it is at is done. */
    private static Promotion goOn(Promotion from, Instant now) {
        List<PlanStep> steps = from.plan().steps();
        int next = from.step() + 1;
        if (next == steps.size()) {
            return baked(enter(from, Phase.BAKING, now), now);
        }
        PlanStep step = steps.get(next);
        Promotion at = from.at(next);
        if (step instanceof SetWeight) {
            return enter(at, Phase.AWAITING_EXPOSE, now);
        }
        return enter(at, step instanceof Analysis ? Phase.ANALYSING : Phase.HOLDING, now);
    }

    /** Stable once it was seen to be well and the time has passed. */
    private static Promotion baked(Promotion from, Instant now) {
        Promotion seen = from.plan().postAnalysis() ? from : from.seenWell();
        boolean over = !now.isBefore(seen.since().plus(seen.plan().bake()));
        return seen.watched() && over ? enter(seen, Phase.SCALE_DOWN_DELAY, now) : seen;
    }

    private static Promotion notRetired(Promotion from, String words, Instant now) {
        return end(from, Phase.STABLE, now).because(Cause.RETIRE_FAILED, words);
    }

    private static Promotion cameBack(Promotion from, Instant now) {
        return end(from, Phase.ROLLED_BACK, now).confirmed(0).because(from.cause(), from.words());
    }

    private static Promotion stranded(Promotion from, String words, Instant now) {
        return enter(from, Phase.ROLLBACK_FAILED, now).because(from.cause(), words);
    }

    private static Promotion overdue(Promotion from, Instant now) {
        String words = "after " + Duration.between(from.since(), now).toSeconds() + " s in " + from.phase();
        return switch (from.phase()) {
            case HOLDING ->
                from.plan().steps().get(from.step()) instanceof Pause pause
                                && pause.duration().isPresent()
                        ? goOn(from, now)
                        : back(from, Cause.TIMED_OUT, words, now);
            case BAKING -> bakedTooLong(from, words, now);
            case SCALE_DOWN_DELAY -> enter(from, Phase.RETIRING, now);
            case RETIRING -> notRetired(from, words, now);
            case ROLLING_BACK -> stranded(from, "nobody could tell " + words, now);
            case ROLLBACK_FAILED -> enter(from, Phase.ROLLING_BACK, now).because(from.cause(), from.words());
            case SHIFTING -> back(from, Cause.SHIFT_UNCONFIRMED, words, now);
            case PREPARING -> back(from, Cause.TARGET_UNCLEAR, words, now);
            default -> back(from, Cause.TIMED_OUT, words, now);
        };
    }

    private static Promotion bakedTooLong(Promotion from, String words, Instant now) {
        if (from.watched()) {
            return baked(from, now);
        }
        Instant last =
                from.since().plus(from.plan().bake()).plus(from.plan().limits().analysis());
        return now.isBefore(last) ? from.until(last) : back(from, Cause.TIMED_OUT, words, now);
    }

    private static Promotion commanded(Promotion from, Command command, Instant now) {
        return switch (command) {
            case PAUSE -> pause(from, Cause.PAUSED_BY_PERSON, "", now);
            case RESUME -> enter(from, resumed(from), now);
            case PROMOTE -> promoteNow(from, now);
            case ABORT -> back(from, Cause.ABORTED, "", now);
            case ROLL_BACK -> back(from, Cause.ROLLBACK_ASKED, "", now);
            case RETRY -> enter(from, Phase.ROLLING_BACK, now).because(from.cause(), from.words());
        };
    }

    private static Promotion promoteNow(Promotion from, Instant now) {
        if (from.phase() == Phase.HOLDING) {
            return goOn(from, now);
        }
        return switch (resumed(from)) {
            case PRE_ANALYSIS -> enter(from, Phase.AWAITING_EXPOSE, now);
            case BAKING -> baked(enter(from, Phase.BAKING, now).seenWell(), now);
            default -> goOn(from, now);
        };
    }

    private static Phase resumed(Promotion from) {
        return from.resumes().orElseThrow(() -> new IllegalStateException("Paused without a phase to go on with"));
    }

    private static Promotion changedByHand(Promotion from, String words, Instant now) {
        Phase phase = from.phase();
        if (!from.isExposed() && phase != Phase.PREPARING) {
            return back(from, Cause.CHANGED_BY_HAND, words, now);
        }
        if (phase == Phase.PAUSED || (!PAUSABLE.contains(phase) && phase != Phase.SCALE_DOWN_DELAY)) {
            return from;
        }
        return from.plan().changedByHand() == Otherwise.PAUSE
                ? pause(from, Cause.CHANGED_BY_HAND, words, now)
                : back(from, Cause.CHANGED_BY_HAND, words, now);
    }

    private static Promotion returned(Promotion from, Duration absence, Instant now) {
        if (from.isGuarded() && absence.compareTo(from.plan().limits().absence()) > 0) {
            return back(from, Cause.UNWATCHED, "nobody has watched for " + absence.toSeconds() + " s", now);
        }
        if (from.phase() == Phase.ROLLBACK_FAILED) {
            return enter(from, Phase.ROLLING_BACK, now).because(from.cause(), from.words());
        }
        // A body goes on by itself, and what it comes to is still awaited.
        return from.work() == Work.NONE || from.work().isBody() ? from : from.again();
    }

    private static Promotion pause(Promotion from, Cause cause, String words, Instant now) {
        return enter(from, Phase.PAUSED, now).resuming(from.phase()).because(cause, words);
    }

    /** The way out of everything that is wrong. */
    private static Promotion back(Promotion from, Cause cause, String words, Instant now) {
        return from.isExposed()
                ? enter(from, Phase.ROLLING_BACK, now).because(cause, words)
                : end(from, Phase.HALTED, now).because(cause, words);
    }

    private static Promotion end(Promotion from, Phase phase, Instant now) {
        return from.in(phase, now, Optional.empty());
    }

    private static Promotion enter(Promotion from, Phase phase, Instant now) {
        return from.in(phase, now, Optional.of(now.plus(length(from, phase))));
    }

    /** For how long a phase lasts, or may. */
    private static Duration length(Promotion from, Phase phase) {
        PromotionPlan plan = from.plan();
        PromotionLimits limits = plan.limits();
        return switch (phase) {
            case DEPLOYING, BEFORE_EXPOSE -> limits.deploy();
            case PROBING -> limits.probe();
            case PRE_ANALYSIS, ANALYSING -> limits.analysis();
            case AWAITING_EXPOSE -> limits.expose();
            case HOLDING ->
                plan.steps().get(from.step()) instanceof Pause pause
                        ? pause.duration().orElse(limits.paused())
                        : limits.paused();
            case BAKING -> plan.bake();
            case SCALE_DOWN_DELAY -> plan.scaleDownDelay();
            case ROLLBACK_FAILED -> limits.retry();
            case PAUSED -> limits.paused();
            default -> limits.confirm();
        };
    }
}
