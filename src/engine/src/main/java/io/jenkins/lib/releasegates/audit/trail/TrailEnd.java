package io.jenkins.lib.releasegates.audit.trail;

import io.jenkins.lib.releasegates.audit.entry.Head;
import java.util.Optional;

/**
 * Where the trail ends, with what is needed to go on behind it.
 *
 * @param segmentBytes size of the file that holds the last entry; 0 when there is none
 * @param origin id of the log; empty when there is no entry yet
 */
public record TrailEnd(Head head, long segmentBytes, Optional<String> origin) {

    public static final TrailEnd EMPTY = new TrailEnd(new Head(0, Head.NONE), 0, Optional.empty());

    /** Size that the file has into which the next entry goes. */
    long nextOffset() {
        return head.entries() % Segments.ENTRIES == 0 ? 0 : segmentBytes;
    }
}
