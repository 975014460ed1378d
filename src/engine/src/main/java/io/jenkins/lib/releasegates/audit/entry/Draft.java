package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * An entry that has no place in the trail yet.
 *
 * @param subject canonical JSON
 * @param body canonical JSON
 * @param subjectNode the same, parsed
 * @param bodyNode the same, parsed
 * @param people the clear values that the body commits to
 */
public record Draft(
        Event event,
        Instant at,
        byte[] subject,
        ObjectNode subjectNode,
        byte[] body,
        ObjectNode bodyNode,
        Map<String, SaltedValue> people) {}
