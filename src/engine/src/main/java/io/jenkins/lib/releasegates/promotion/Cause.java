package io.jenkins.lib.releasegates.promotion;

/** Why a promotion went another way than on. */
public enum Cause {
    NONE,

    /** The target can't be read, or doesn't have all traffic on one slot. */
    TARGET_UNCLEAR,

    /** The body that deploys failed. */
    DEPLOY_FAILED,

    /** What runs in the slot isn't what was approved, doesn't say what it is, or doesn't answer as it should. */
    PROBE_FAILED,

    /** What was watched is worse than it may be. */
    ANALYSIS_FAILED,

    /** What was watched can't be told. */
    ANALYSIS_INCONCLUSIVE,

    /** It may not get (more) traffic. */
    EXPOSE_REFUSED,

    /** What had to happen before the traffic failed. */
    BEFORE_EXPOSE_FAILED,

    /** The target didn't take the traffic over, or nobody could tell in time. */
    SHIFT_UNCONFIRMED,

    /** The error budget burns faster than it may while something is promoted. */
    BURN_RATE,

    /** Took longer than it may. */
    TIMED_OUT,

    /** Nobody has watched for longer than that may be. */
    UNWATCHED,

    /** Somebody has changed the target by hand. */
    CHANGED_BY_HAND,

    /** A person has stopped it for the time being. */
    PAUSED_BY_PERSON,

    /** A person has ended it. */
    ABORTED,

    /** A person has asked for the traffic back. */
    ROLLBACK_ASKED,

    /** Another promotion has taken the target over. */
    LEASE_LOST,

    /** The old slot could not be taken out of service; all traffic is on the new one. */
    RETIRE_FAILED
}
