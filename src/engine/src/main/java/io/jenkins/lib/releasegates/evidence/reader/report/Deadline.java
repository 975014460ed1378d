package io.jenkins.lib.releasegates.evidence.reader.report;

import java.time.Duration;

/** When a reading has to end, on the monotonic clock. */
public final class Deadline {

    private final Duration time;
    private final long end;

    private Deadline(Duration time, long end) {
        this.time = time;
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(time, System.nanoTime() + time.toNanos());
    }

    void check() throws UnreadableReportException {
        if (System.nanoTime() - end > 0) {
            throw new UnreadableReportException(
                    "reading takes too long; allowed are " + time.toSeconds() + " seconds for all reports together");
        }
    }
}
