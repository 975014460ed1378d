package io.jenkins.lib.releasegates.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * Lets gates through that don't pass, where authenticated people have said so: by a waiver for one gate and artifact, or by breaking the glass.
 * Asked once per gate that decides and doesn't admit; whatever it can't tell, it doesn't let through.
 */
@FunctionalInterface
public interface Relief {

    /** Lets nothing through. */
    Relief NONE = gate -> Optional.empty();

    /** By what that gate is let through; empty when it isn't. */
    Optional<Granted> of(GateResult gate);

    /**
     * Why a gate is let through.
     *
     * @param id of the entry that asked for it
     * @param until it doesn't count from then on, and no decision with it does
     * @param words a sentence without names of persons and without what they typed, since it goes into the record
     */
    record Granted(String id, Instant until, String words) {}
}
