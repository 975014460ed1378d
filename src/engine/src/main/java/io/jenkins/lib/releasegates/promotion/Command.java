package io.jenkins.lib.releasegates.promotion;

/** What people may ask of a promotion. */
public enum Command {

    /** Go no further for the time being. */
    PAUSE,

    /** Go on where it was paused; what was being watched is watched anew. */
    RESUME,

    /** Go on now: ends a pause, and takes an analysis that could not tell for one that passed. No decision, probe or bake time is skipped. */
    PROMOTE,

    /** End it: without traffic where it had none yet, else with all traffic back. */
    ABORT,

    /** Bring all traffic back, while the old slot is there. */
    ROLL_BACK,

    /** Try to bring the traffic back again, now. */
    RETRY
}
