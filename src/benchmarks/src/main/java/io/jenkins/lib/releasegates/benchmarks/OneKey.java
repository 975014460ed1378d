package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.MemoryFile;
import io.jenkins.lib.releasegates.audit.note.SignedMemory;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** One key that is never exchanged. */
record OneKey(SigningKey key, SignedMemory memory) implements SigningKeys {

    /** A new one, for a ledger in that directory. */
    static OneKey of(Path ledger) {
        return of(ledger, SigningKey.generate(new SecureRandom()));
    }

    /** Nothing of what an earlier run has signed there is remembered. */
    static void forget(Path ledger) throws IOException {
        Files.deleteIfExists(memory(ledger));
    }

    private static Path memory(Path ledger) {
        return ledger.resolveSibling(ledger.getFileName() + ".signed");
    }

    /** What it signs is remembered in a file beside the ledger. */
    static OneKey of(Path ledger, SigningKey key) {
        return new OneKey(key, new MemoryFile(memory(ledger)));
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
