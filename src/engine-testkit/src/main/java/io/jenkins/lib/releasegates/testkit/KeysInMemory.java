package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SignedMemory;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/** Keys of a log that outlive the ledger and no process; may be lost or refused on demand. */
public final class KeysInMemory implements SigningKeys {

    private SigningKey key;
    private Optional<SigningKey> next;
    private final Memory memory = new Memory();
    private boolean refusing;

    /** With a new key. */
    public KeysInMemory() {
        this(SigningKey.generate(new SecureRandom()), Optional.empty());
    }

    private KeysInMemory(SigningKey key, Optional<SigningKey> next) {
        this.key = key;
        this.next = next;
    }

    /** Puts another key in place of the one that is there, which is gone. */
    public synchronized void lose() {
        key = SigningKey.generate(new SecureRandom());
        next = Optional.empty();
    }

    /** Gives out no key from now on, or does again. */
    public synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** The key as a log of that name shows it. */
    public synchronized LogKey publicKey(String log) {
        return key.publicKey(log);
    }

    @Override
    public synchronized SigningKey wanted(Optional<LogKey> inForce) throws IOException {
        if (refusing) {
            throw new IOException("the key can't be read");
        }
        if (inForce.isPresent()) {
            Optional<SigningKey> kept = endorsing(inForce.get());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        return key;
    }

    @Override
    public synchronized Optional<SigningKey> endorsing(LogKey inForce) {
        if (key.publicKey(inForce.name()).equals(inForce)) {
            return Optional.of(key);
        }
        return next.filter(other -> other.publicKey(inForce.name()).equals(inForce));
    }

    @Override
    public synchronized SigningKey fresh() throws IOException {
        if (refusing) {
            throw new IOException("no key can be made");
        }
        SigningKey made = SigningKey.generate(new SecureRandom());
        next = Optional.of(made);
        return made;
    }

    @Override
    public synchronized void settled(LogKey inForce) {
        if (next.isPresent() && next.get().publicKey(inForce.name()).equals(inForce)) {
            key = next.get();
        }
        next = Optional.empty();
    }

    @Override
    public SignedMemory memory() {
        return memory;
    }

    /** The same keys, and the same memory of what was signed, which goes its own way from here on. */
    public synchronized KeysInMemory copy() {
        KeysInMemory copy = new KeysInMemory(key, next);
        copy.memory.remembered = memory.remembered;
        return copy;
    }

    /** The same keys on a host that has signed nothing yet. */
    public KeysInMemory elsewhere() {
        KeysInMemory elsewhere = copy();
        elsewhere.memory.remembered = Optional.empty();
        return elsewhere;
    }

    private static final class Memory implements SignedMemory {

        private volatile Optional<Checkpoint> remembered = Optional.empty();

        @Override
        public Optional<Checkpoint> newest() {
            return remembered;
        }

        @Override
        public void remember(Checkpoint checkpoint) {
            remembered = Optional.of(checkpoint);
        }

        @Override
        public String toString() {
            return "the memory of the test";
        }
    }
}
