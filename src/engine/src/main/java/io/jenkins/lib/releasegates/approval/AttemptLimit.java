package io.jenkins.lib.releasegates.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often somebody may try what they can guess, such as a password. An attempt counts from its beginning, so that many at the same time are no way
 * around it. Thread-safe; keeps what lies within the time alone.
 */
public final class AttemptLimit {

    private final int most;
    private final Duration within;
    private final Map<String, Deque<Instant>> attempts = new HashMap<>();

    /** So many within that time. */
    public AttemptLimit(int most, Duration within) {
        if (most < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("At least one attempt in some time, found " + most + " in " + within);
        }
        this.most = most;
        this.within = within;
    }

    /** Begins an attempt; false when there were too many, and this one must not be made. */
    public synchronized boolean begin(String who, Instant now) {
        Instant since = now.minus(within);
        attempts.values().forEach(times -> times.removeIf(time -> !time.isAfter(since)));
        attempts.values().removeIf(Deque::isEmpty);
        Deque<Instant> times = attempts.computeIfAbsent(who, nobody -> new ArrayDeque<>());
        if (times.size() >= most) {
            return false;
        }
        times.add(now);
        return true;
    }

    /** It went well, so it was no guess, and neither were those before it. */
    public synchronized void succeeded(String who) {
        attempts.remove(who);
    }
}
