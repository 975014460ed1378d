package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.policy.Criticality;

/**
 * What a verdict does: to the build, to the stage, and to the admission. The full table is in docs/formats/decision.md.
 *
 * @param build what the build's result becomes at best
 * @param stage how the stage is marked
 * @param admits whether the gate lets the artifact through; never depends on the criticality
 */
public record Effect(Mark build, Mark stage, boolean admits) {

    /** How a build or stage is marked. */
    public enum Mark {
        /** Left as it is. */
        NONE,
        UNSTABLE,
        FAILURE
    }

    /** The row of the table for a verdict of a gate with this criticality. */
    public static Effect of(Verdict.Kind verdict, Criticality criticality) {
        if (verdict == Verdict.Kind.WARNING) {
            return new Effect(Mark.NONE, Mark.UNSTABLE, true);
        }
        if (verdict.admits()) {
            return new Effect(Mark.NONE, Mark.NONE, true);
        }
        return switch (criticality) {
            case NOTE -> new Effect(Mark.NONE, Mark.UNSTABLE, false);
            case UNSTABLE -> new Effect(Mark.UNSTABLE, Mark.UNSTABLE, false);
            case ERROR -> new Effect(Mark.NONE, Mark.FAILURE, false);
            case FAILURE -> new Effect(Mark.FAILURE, Mark.FAILURE, false);
        };
    }

    /** The stronger of both marks, and the admission only where both admit. */
    public Effect and(Effect other) {
        return new Effect(
                build.compareTo(other.build) >= 0 ? build : other.build,
                stage.compareTo(other.stage) >= 0 ? stage : other.stage,
                admits && other.admits);
    }
}
