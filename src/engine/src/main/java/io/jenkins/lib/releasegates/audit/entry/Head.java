package io.jenkins.lib.releasegates.audit.entry;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * The end of a trail: whoever keeps one outside can tell later whether the trail was cut or rewritten before it.
 *
 * @param entries how many there are
 * @param last hash of the last one; 64 zeros when there is none
 */
public record Head(long entries, Digest last) {

    /** What the first entry names as its predecessor. */
    public static final Digest NONE = new Digest("0".repeat(64));

    /** The written form, {@code N:sha256:...}, as {@code verify --head} takes it. */
    @Override
    public String toString() {
        return entries + ":" + last;
    }
}
