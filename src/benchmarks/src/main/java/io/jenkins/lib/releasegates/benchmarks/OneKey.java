package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import java.security.SecureRandom;
import java.util.Optional;

/** One key that is never exchanged. */
record OneKey(SigningKey key) implements SigningKeys {

    /** A new one. */
    OneKey() {
        this(SigningKey.generate(new SecureRandom()));
    }

    @Override
    public SigningKey wanted(Optional<LogKey> inForce) {
        return key;
    }

    @Override
    public Optional<SigningKey> endorsing(LogKey inForce) {
        return Optional.of(key);
    }

    @Override
    public SigningKey fresh() {
        return key;
    }

    @Override
    public void settled(LogKey inForce) {
        // There is no other.
    }
}
