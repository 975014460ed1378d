package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Series;

/** Is told how an analysis goes on. */
@FunctionalInterface
public interface Listener {

    /**
     * There is a new state. Called on a worker, never twice at once for one analysis, and each time with the newest state; states between may be left
     * out where telling takes long. The last one is never left out, unless the sampler is closed. What it throws is logged.
     */
    void changed(String id, Series series);
}
