package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;

/**
 * Where an artifact is to go.
 *
 * @param environment its name
 * @param rules over all that its owner demands, the policy included and the times left out; another digest is another set of rules
 * @param further over the policy by which the pipeline demands more than the owner does
 */
public record Destination(String environment, Digest rules, Optional<Digest> further) {}
