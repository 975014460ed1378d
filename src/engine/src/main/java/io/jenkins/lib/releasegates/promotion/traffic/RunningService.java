package io.jenkins.lib.releasegates.promotion.traffic;

import io.jenkins.lib.releasegates.digest.Digest;

/** Asks what runs in a slot, of that slot alone and not through the target. Answers within a time limit of its own. */
public interface RunningService {

    /** The digest of the artifact that runs there, as it says itself. */
    Digest identity(String slot) throws TargetException;

    /**
     * Whether it answers as it should.
     *
     * @throws TargetException saying what it answered and what was expected
     */
    void smoke(String slot) throws TargetException;
}
