package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.gate.Verdict;
import java.util.Optional;

/** What gates have said in the record of this build. */
@FunctionalInterface
public interface GateVerdicts {

    /**
     * The last verdict of the gate of this name.
     *
     * @return empty when there is no such gate, or it wasn't evaluated
     * @throws BrokenSourceException when the record can't be read
     */
    Optional<Verdict> of(String gate) throws BrokenSourceException, InterruptedException;
}
