package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import java.time.Duration;
import java.util.List;

/** Where levels come from: an objective's own queries, or what was recorded of it. */
interface Source {

    /**
     * How bad it was within a window that ends now.
     *
     * @param whole whether that is the objective's own window, in which what is counted has to be found
     */
    Level over(Duration window, boolean whole) throws UnknownLevel, MetricsException, InterruptedException;

    /** How bad it was in each slice. */
    List<Slice> slices(Grid grid) throws UnknownLevel, MetricsException, InterruptedException;
}
