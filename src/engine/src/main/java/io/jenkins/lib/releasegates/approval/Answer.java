package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * What somebody said to a request.
 *
 * @param account as authenticated by the request that brought it
 * @param shown digest of the content on the page, or in the call, that was answered
 * @param reason may be empty
 * @param at cut to milliseconds
 * @param groups those of the rule that the account was in at that moment; filled in by {@link ApprovalRequest}
 * @param reauthenticated whether the account gave its password with this very answer
 */
public record Answer(
        Kind kind,
        String account,
        Digest shown,
        String reason,
        Instant at,
        Set<String> groups,
        boolean reauthenticated) {

    /** The longest id of an account, in UTF-16 units. */
    public static final int MAX_ACCOUNT = 255;

    public Answer {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        groups = Set.copyOf(groups);
        if (account.isBlank() || account.length() > MAX_ACCOUNT) {
            throw new IllegalArgumentException(
                    "An account has 1 to " + MAX_ACCOUNT + " characters, found " + account.length());
        }
    }

    /** One by somebody who was logged in. */
    public Answer(Kind kind, String account, Digest shown, String reason, Instant at, Set<String> groups) {
        this(kind, account, shown, reason, at, groups, false);
    }

    /** What was said. */
    public enum Kind {
        APPROVE,
        REJECT,
        /** The approval given earlier is taken back. */
        WITHDRAW
    }

    /** Somebody agrees. */
    public static Answer approve(String account, Digest shown, String reason, Instant at) {
        return new Answer(Kind.APPROVE, account, shown, reason, at, Set.of());
    }

    /** Somebody refuses, for all. */
    public static Answer reject(String account, Digest shown, String reason, Instant at) {
        return new Answer(Kind.REJECT, account, shown, reason, at, Set.of());
    }

    /** The same from somebody whose password was checked for it. */
    public Answer afterReauthentication() {
        return new Answer(kind, account, shown, reason, at, groups, true);
    }

    Answer in(Set<String> memberOf) {
        return new Answer(kind, account, shown, reason, at, memberOf, reauthenticated);
    }
}
