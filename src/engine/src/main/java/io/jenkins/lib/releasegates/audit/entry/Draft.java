package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An entry that has no place in the trail yet.
 *
 * @param kind what happened
 * @param subject as it will be read back
 * @param body as it will be read back
 * @param line the same as bytes
 * @param people the clear values that the body commits to
 */
public record Draft(
        Instant at, String kind, ObjectNode subject, ObjectNode body, UnplacedLine line, SaltedValues people) {}
