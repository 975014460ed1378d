package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Results of chaos experiments and load tests of the service. */
@FunctionalInterface
public interface Trials {

    /**
     * The newest result of this name.
     *
     * @param youngerThan how old it may be; older ones need not be looked for
     * @return empty when there is none
     * @throws BrokenSourceException when that can't be said
     */
    Optional<Result> last(Check.Trial.Kind kind, String name, Duration youngerThan)
            throws BrokenSourceException, InterruptedException;

    /**
     * One result.
     *
     * @param at when it ended
     * @param evidence digest of the report it was read from, where there is one
     */
    record Result(Instant at, boolean passed, Provenance provenance, Optional<Digest> evidence) {}
}
