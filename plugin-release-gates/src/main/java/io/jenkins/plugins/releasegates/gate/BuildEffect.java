package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jspecify.annotations.Nullable;

/** From a decision to the build's result, the stage's mark and the end of the step. */
final class BuildEffect {

    private BuildEffect() {}

    /**
     * Marks stage and build.
     *
     * @throws AbortException when the decision fails the build
     */
    static void apply(Judged judged, StepSurroundings at) throws AbortException {
        Effect effect = judged.effect();
        Result stage = result(effect.stage());
        if (stage != null && at.node() != null) {
            at.node().addOrReplaceAction(new WarningAction(stage).withMessage(judged.explanation()));
        }
        switch (effect.build()) {
            case NONE -> {}
            case UNSTABLE -> at.run().setResult(Result.UNSTABLE);
            case FAILURE -> throw new AbortException(judged.explanation() + " Record " + judged.recordId());
        }
    }

    private static @Nullable Result result(Effect.Mark mark) {
        return switch (mark) {
            case NONE -> null;
            case UNSTABLE -> Result.UNSTABLE;
            case FAILURE -> Result.FAILURE;
        };
    }
}
