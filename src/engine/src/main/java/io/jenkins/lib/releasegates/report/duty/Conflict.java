package io.jenkins.lib.releasegates.report.duty;

import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.Environment;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two duties that shouldn't lie with one person, and what keeps them apart where they do.
 *
 * @param one held
 * @param other held by the same person
 * @param danger what that person could do
 * @param guard how it is kept apart; where {@code ground} is given, in those environments whose owner left that switched on
 * @param ground the owner's switch that it depends on
 * @param held whether the guard holds where nothing depends on a switch; false where nothing guards
 */
public record Conflict(Duty one, Duty other, String danger, String guard, Optional<Ground> ground, boolean held) {

    private static final String RECORDED =
            "Nothing prevents it. Each change of rules is an event of the record with who made it, and decisions "
                    + "made under other rules don't count; the report of a period names them first.";

    /** All that are looked for. */
    public static final List<Conflict> ALL = List.of(
            new Conflict(
                    Duty.START_BUILDS,
                    Duty.APPROVE,
                    "start a build and approve it",
                    "Who started a build, through upstream builds and replays, can't approve it.",
                    Optional.of(Ground.STARTED),
                    true),
            new Conflict(
                    Duty.CONFIGURE_JOBS,
                    Duty.APPROVE,
                    "change what a job does and approve what it made",
                    "Who edited the job since the last promotion can't approve.",
                    Optional.of(Ground.CONFIGURED),
                    true),
            new Conflict(
                    Duty.START_BUILDS,
                    Duty.WAIVE,
                    "start a build and waive the gates that stand in its way",
                    "Who started a build can't grant waivers for it, nor what they have asked for themselves.",
                    Optional.of(Ground.STARTED),
                    true),
            new Conflict(
                    Duty.CONFIGURE_JOBS,
                    Duty.WAIVE,
                    "change what a job does and waive the gates that notice it",
                    "Who edited the job since the last promotion can't grant waivers.",
                    Optional.of(Ground.CONFIGURED),
                    true),
            new Conflict(
                    Duty.WAIVE,
                    Duty.APPROVE,
                    "waive a gate and approve what it would have stopped",
                    "Nothing prevents it, as long as somebody else has asked for the waiver. Record and report name both.",
                    Optional.empty(),
                    false),
            new Conflict(
                    Duty.CONFIGURE_ENVIRONMENT,
                    Duty.APPROVE,
                    "change the rule and then fulfil it",
                    RECORDED,
                    Optional.empty(),
                    false),
            new Conflict(
                    Duty.CONFIGURE_ENVIRONMENT,
                    Duty.WAIVE,
                    "let a gate be waived and then waive it",
                    RECORDED,
                    Optional.empty(),
                    false),
            new Conflict(
                    Duty.CONFIGURE_ENVIRONMENT,
                    Duty.START_BUILDS,
                    "take a gate out and release what it would have stopped",
                    RECORDED,
                    Optional.empty(),
                    false),
            new Conflict(
                    Duty.CONFIGURE_ENVIRONMENT,
                    Duty.BREAK_GLASS,
                    "break the glass with a second account and review it with a third",
                    "Two people break the glass and a third one reviews it, by the table that says which accounts are one person. Who defines "
                            + "environments edits that table, too; each edit is an event of the record.",
                    Optional.empty(),
                    false),
            new Conflict(
                    Duty.START_BUILDS,
                    Duty.BREAK_GLASS,
                    "start a build and declare the emergency that lets it through",
                    "Nothing but a second person who confirms it, and a third one's review.",
                    Optional.empty(),
                    false),
            new Conflict(
                    Duty.CONFIGURE_JOBS,
                    Duty.BREAK_GLASS,
                    "change what a job does and declare the emergency that lets it through",
                    "Nothing but a second person who confirms it, and a third one's review.",
                    Optional.empty(),
                    false));

    /** How it stands in an environment. */
    public enum State {
        /** Something keeps the two apart for each single release. */
        GUARDED,
        /** Nothing does. */
        OPEN,
        /** Nobody is asked there for what the pair is about. */
        MOOT
    }

    /** Whether one person holds both in one place. */
    public boolean isIn(DutyHolder holder) {
        return holder.holdTogether(one, other);
    }

    /** How it stands in that environment. */
    public State in(Environment environment) {
        if (isAbout(Duty.APPROVE) && environment.approval().isEmpty()
                || isAbout(Duty.WAIVE) && environment.waivers().gates().isEmpty()
                || isAbout(Duty.BREAK_GLASS)
                        && environment.waivers().breakGlass().isEmpty()) {
            return State.MOOT;
        }
        return held && ground.map(switched -> isOn(switched, environment)).orElse(true) ? State.GUARDED : State.OPEN;
    }

    private boolean isAbout(Duty duty) {
        return one == duty || other == duty;
    }

    /** Where nobody has to approve, nobody looks for more than who started the build. */
    private static boolean isOn(Ground switched, Environment environment) {
        return environment
                .approval()
                .map(ApprovalDemand::enforced)
                .orElse(Set.of(Ground.STARTED))
                .contains(switched);
    }
}
