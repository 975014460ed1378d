package io.jenkins.lib.releasegates.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What was seen of a gate over a time, because the controller has asked somebody about the running service.
 *
 * @param gate its name
 * @param connection name of the connection that was asked
 * @param question what was asked, as its author wrote it
 * @param demand what was demanded of the answers
 * @param samples the oldest first; at most {@value #MAX_SAMPLES}
 * @param left how many older samples were left out
 */
public record ObservedSeries(
        String gate, String connection, String question, String demand, List<Sample> samples, int left) {

    /** The most samples that are kept. */
    public static final int MAX_SAMPLES = 2_000;

    /** The most series of one piece of evidence. */
    public static final int MAX_SERIES = 1_000;

    public ObservedSeries {
        samples = List.copyOf(samples);
        if (samples.size() > MAX_SAMPLES || left < 0) {
            throw new IllegalArgumentException("samples: found " + samples.size() + " and " + left
                    + " left out, allowed: at most " + MAX_SAMPLES + " and none below zero");
        }
    }

    /**
     * One of them.
     *
     * @param outcome a word of docs/analysis.md, such as {@code PASSED} or {@code EMPTY}
     * @param value the number, or a few words
     */
    public record Sample(Instant at, String outcome, String value) {}
}
