package io.jenkins.lib.releasegates.promotion;

/** Where a promotion is. Phases follow each other in this order, steps of a plan go from the decision to the hold again and again. */
public enum Phase {

    /** Asks the target which slot has the traffic and which is idle. */
    PREPARING(Work.FIND_SLOTS),

    /** The artifact is being put onto the idle slot, by the body of the step. */
    DEPLOYING(Work.DEPLOY),

    /** The idle slot is asked what runs in it, and whether it answers as it should. */
    PROBING(Work.PROBE),

    /** The idle slot is watched before it gets any traffic. */
    PRE_ANALYSIS(Work.PRE_ANALYSE),

    /** Waits for the decision that more traffic may go to the new slot. */
    AWAITING_EXPOSE(Work.ASK_TO_EXPOSE),

    /** What has to happen right before the first traffic, as migrations; a rollback doesn't undo it. */
    BEFORE_EXPOSE(Work.RUN_BEFORE_EXPOSE),

    /** More traffic was asked for and isn't confirmed yet. */
    SHIFTING(Work.SHIFT),

    /** A share of the traffic is on the new slot, for a time or until somebody goes on. */
    HOLDING(Work.NONE),

    /** A share of the traffic is on the new slot and is watched. */
    ANALYSING(Work.ANALYSE),

    /** All traffic is on the new slot, which is watched. */
    BAKING(Work.POST_ANALYSE),

    /** The new slot is stable; the old one is kept for a moment. */
    SCALE_DOWN_DELAY(Work.NONE),

    /** The old slot is taken out of service. */
    RETIRING(Work.RETIRE),

    /** A person, or what couldn't be told, has stopped it for the time being. */
    PAUSED(Work.NONE),

    /** All traffic was asked back and isn't confirmed yet. */
    ROLLING_BACK(Work.ROLL_BACK),

    /** The traffic could not be brought back, or nobody could tell; it is tried again, and people are called. */
    ROLLBACK_FAILED(Work.NONE),

    /** Ended: all traffic is on the new slot. */
    STABLE(Work.NONE),

    /** Ended: all traffic is on the slot that had it before. */
    ROLLED_BACK(Work.NONE),

    /** Ended before the new slot got any traffic. */
    HALTED(Work.NONE),

    /** Ended: somebody else has taken the target over, and nothing more is written to it. */
    FENCED(Work.NONE);

    private final Work work;

    Phase(Work work) {
        this.work = work;
    }

    /** What has to be under way in this phase; after a restart it is begun again. */
    public Work work() {
        return work;
    }

    public boolean isEnd() {
        return this == STABLE || this == ROLLED_BACK || this == HALTED || this == FENCED;
    }
}
