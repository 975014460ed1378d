package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.policy.document.Issues;
import java.time.Duration;
import java.util.Optional;

/**
 * What the owner of an environment asks of an approval.
 *
 * @param rule one that {@link ApprovalRule#read} gives
 * @param timeout how long a request waits; more than zero, at most {@link #MAX_TIMEOUT}
 * @param remindEvery how often those who are missing are reminded until then; at least {@link #LEAST_REMINDER}
 * @param reauthenticate whether only those approvals and rejections count that came with the password
 */
public record ApprovalTerms(
        ApprovalRule rule,
        ReasonRule reason,
        Duration timeout,
        Optional<Duration> remindEvery,
        boolean reauthenticate) {

    /** A year. */
    public static final Duration MAX_TIMEOUT = Duration.ofDays(366);

    /** A minute; who is reminded more often reads none of it. */
    public static final Duration LEAST_REMINDER = Duration.ofMinutes(1);

    /** Those where being logged in is enough. */
    public ApprovalTerms(ApprovalRule rule, ReasonRule reason, Duration timeout, Optional<Duration> remindEvery) {
        this(rule, reason, timeout, remindEvery, false);
    }

    public ApprovalTerms {
        if (!ApprovalRule.read(rule.words(), new Issues("rule")).equals(Optional.of(rule))) {
            throw new IllegalArgumentException("Nobody could write or fulfil this rule: " + rule);
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("A request waits up to " + MAX_TIMEOUT + ", found " + timeout);
        }
        if (remindEvery.filter(every -> every.compareTo(LEAST_REMINDER) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "Reminders are at least " + LEAST_REMINDER + " apart, found " + remindEvery);
        }
    }

    /** The same, and one person more of that group; a rule that can't take one more is refused by its words. */
    public ApprovalTerms withOneMoreOf(String group) {
        return new ApprovalTerms(rule.andOneMoreOf(group), reason, timeout, remindEvery, reauthenticate);
    }
}
