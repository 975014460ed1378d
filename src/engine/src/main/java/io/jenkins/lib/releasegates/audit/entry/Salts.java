package io.jenkins.lib.releasegates.audit.entry;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Unguessable bytes, drawn many at a time, since a {@link SecureRandom} serves one thread after the other. Each byte is handed out once, and kept no
 * longer. Thread-safe.
 */
public final class Salts {

    private static final int DRAWN = 8 * 1024;

    private final SecureRandom random;
    private volatile Pool pool = new Pool(new byte[0]);

    public Salts(SecureRandom random) {
        this.random = random;
    }

    private record Pool(byte[] bytes, AtomicInteger taken) {

        Pool(byte[] bytes) {
            this(bytes, new AtomicInteger());
        }
    }

    /** So many bytes. */
    public byte[] next(int length) {
        if (length > DRAWN) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }
        while (true) {
            Pool from = pool;
            int at = from.taken().getAndUpdate(taken -> taken + length > from.bytes().length ? taken : taken + length);
            if (at + length <= from.bytes().length) {
                byte[] bytes = Arrays.copyOfRange(from.bytes(), at, at + length);
                Arrays.fill(from.bytes(), at, at + length, (byte) 0);
                return bytes;
            }
            replace(from);
        }
    }

    private synchronized void replace(Pool spent) {
        if (pool == spent) {
            byte[] drawn = new byte[DRAWN];
            random.nextBytes(drawn);
            pool = new Pool(drawn);
        }
    }
}
