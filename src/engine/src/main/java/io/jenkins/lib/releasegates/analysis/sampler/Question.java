package io.jenkins.lib.releasegates.analysis.sampler;

import java.time.Duration;

/**
 * Something to ask the world outside.
 *
 * @param key equal keys are the same question and are asked once; it has to name all that the answer depends on: the connection, who asks, and what
 * @param timeout how long an answer is waited for, from 1 ms to 10 minutes; then it is an error, and whoever asks is interrupted
 * @param source where the answer comes from
 */
public record Question(String key, Duration timeout, Source source) {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    public Question {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeout of a question: found " + timeout + ", allowed: " + SHORTEST + " to " + LONGEST);
        }
    }

    /** Asks; called on a worker. */
    @FunctionalInterface
    public interface Source {

        /**
         * The answer.
         *
         * @throws Exception for whatever keeps it from answering; it counts as an error
         */
        Reading read() throws Exception;
    }
}
