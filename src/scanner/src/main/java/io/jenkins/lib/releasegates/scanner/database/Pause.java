package io.jenkins.lib.releasegates.scanner.database;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a download waits; tests don't. */
interface Pause {

    Pause REAL = duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis());

    void last(Duration duration) throws InterruptedException;
}
