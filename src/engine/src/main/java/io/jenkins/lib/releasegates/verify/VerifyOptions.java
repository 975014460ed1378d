package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.util.List;
import java.util.Optional;

/**
 * What a verification is held against.
 *
 * @param head what somebody noted outside; without it or a witness nobody can tell whether the end was cut off
 * @param keys public keys that somebody holds outside; without one a signature proves nothing
 * @param witnesses copies of what witnesses were given
 * @param require the strength below which the report isn't satisfied
 */
public record VerifyOptions(
        Optional<ExpectedHead> head, List<TrustedKey> keys, List<Witness> witnesses, Strength require) {

    /** Nothing from outside. */
    public static final VerifyOptions NONE = new VerifyOptions(Optional.empty());

    public VerifyOptions {
        keys = List.copyOf(keys);
        witnesses = List.copyOf(witnesses);
    }

    /** A head at most. */
    public VerifyOptions(Optional<ExpectedHead> head) {
        this(head, List.of(), List.of(), Strength.CHAIN);
    }
}
