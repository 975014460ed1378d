package io.jenkins.lib.releasegates.approval;

/**
 * Who is in which group, at the moment of asking.
 *
 * <p>Asked when somebody answers, and again for each answer whenever answers are counted. Who can't be looked up is in no group; how names of groups
 * compare is the implementation's.
 */
@FunctionalInterface
public interface Membership {

    /** Whether this account is in this group now. */
    boolean isMember(String account, String group);

    /** Whether there is such an account at all; an answer of one that is gone doesn't count. */
    default boolean isKnown(String account) {
        return true;
    }
}
