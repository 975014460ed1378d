package io.jenkins.lib.releasegates.slo.policy;

import java.util.Optional;

/**
 * What people have said so far, from the record; ids, no names.
 *
 * @param approval the id of what the policy's {@code approval} asks for
 * @param exception the id of what the policy's {@code exception} asks for
 * @param postmortem where an incident was looked into
 */
public record GivenAnswers(Optional<String> approval, Optional<String> exception, Optional<String> postmortem) {

    /** Nobody has said anything. */
    public static final GivenAnswers NONE = new GivenAnswers(Optional.empty(), Optional.empty(), Optional.empty());
}
