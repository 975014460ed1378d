package io.jenkins.lib.releasegates.audit.witness;

import java.util.Optional;

/**
 * How far a witness has got.
 *
 * @param name of the witness
 * @param place where people find it
 * @param entries size of the newest checkpoint that it has; 0 when it has none
 * @param behind entries of the newest checkpoint that it doesn't have yet
 * @param trouble why it was not reached the last time, a sentence; empty when it was
 */
public record WitnessState(String name, String place, long entries, long behind, Optional<String> trouble) {}
