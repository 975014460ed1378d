package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.util.Optional;

/**
 * Where a host keeps the private keys of its log: never in the ledger.
 *
 * <p>The trail says which key is in force; this says which one should be. Where they differ, the ledger records the rotation and then tells
 * {@link #settled}. Thread-safe.
 */
public interface SigningKeys {

    /**
     * The key that is to sign, which is made where there is none.
     *
     * @param inForce the key that the trail names; empty when it names none yet
     * @throws IOException when it can't be read or made, with the file and what is allowed
     */
    SigningKey wanted(Optional<LogKey> inForce) throws IOException;

    /** The private half of the key that the trail names, which endorses the next one; empty when it isn't kept. */
    Optional<SigningKey> endorsing(LogKey inForce) throws IOException;

    /**
     * A new key to rotate to; durable, beside the one in force, until {@link #settled} is told about either.
     *
     * @throws IOException when it can't be made here, with what to do instead
     */
    SigningKey fresh() throws IOException;

    /** The trail names this key from now on, and all others may go. */
    void settled(LogKey inForce) throws IOException;

    /** What was signed last with any of these keys. */
    SignedMemory memory();
}
