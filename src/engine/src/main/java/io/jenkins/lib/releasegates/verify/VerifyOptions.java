package io.jenkins.lib.releasegates.verify;

import java.util.Optional;

/**
 * What a verification is held against.
 *
 * @param head what somebody noted outside; without it nobody can tell whether the end was cut off
 */
public record VerifyOptions(Optional<ExpectedHead> head) {

    /** Nothing from outside. */
    public static final VerifyOptions NONE = new VerifyOptions(Optional.empty());
}
