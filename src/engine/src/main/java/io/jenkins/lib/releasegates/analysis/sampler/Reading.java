package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Outcome;

/** An answer to a question: a number or something larger that is still to be judged, or something that is judged already. */
public sealed interface Reading {

    /**
     * A number was measured; what isn't finite is no number.
     *
     * @param text the number, for people
     */
    record Value(double number, String text) implements Reading {}

    /**
     * Something larger than a number, which each gate judges as a whole.
     *
     * @param whole what the judges of all gates with this question expect
     */
    record Whole(Object whole) implements Reading {}

    /**
     * Judged already, or there is nothing to judge.
     *
     * @param value the number or a few words, for people
     */
    record Judged(Outcome outcome, String value) implements Reading {}

    /** That number. */
    static Reading of(double number) {
        return new Value(number, Double.toString(number));
    }

    /** There was no value. */
    static Reading empty() {
        return new Judged(Outcome.EMPTY, "");
    }

    /** There was a value, too old to count. */
    static Reading stale(String value) {
        return new Judged(Outcome.STALE, value);
    }

    /** It couldn't be asked; with a few words for people, without secrets. */
    static Reading broken(String words) {
        return new Judged(Outcome.ERROR, words);
    }
}
