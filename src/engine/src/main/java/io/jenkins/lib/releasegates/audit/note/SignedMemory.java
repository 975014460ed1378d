package io.jenkins.lib.releasegates.audit.note;

import java.io.IOException;
import java.util.Optional;

/**
 * What a host signed last, remembered outside of the ledger and as well guarded as the key: whoever can rewrite the ledger's folder, its
 * checkpoints included, can't make the host sign what it finds there. Thread-safe.
 */
public interface SignedMemory {

    /**
     * The newest checkpoint that was remembered; empty when none ever was.
     *
     * @throws IOException when it can't be read, with the place and what is allowed
     */
    Optional<Checkpoint> newest() throws IOException;

    /** Remembers a checkpoint in place of the one before; durable on return. */
    void remember(Checkpoint checkpoint) throws IOException;

    /** Where it is remembered, as users know it. */
    @Override
    String toString();
}
