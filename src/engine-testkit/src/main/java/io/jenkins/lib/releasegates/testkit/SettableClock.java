package io.jenkins.lib.releasegates.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes when it is told to; what the time of day says, and the nanoseconds that never go back. Thread-safe. */
public final class SettableClock extends Clock {

    private Instant now;
    private long nanos;

    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Time goes by. */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the time of day; no time goes by. */
    public synchronized void set(Instant time) {
        now = time;
    }

    /** As {@link System#nanoTime}. */
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
