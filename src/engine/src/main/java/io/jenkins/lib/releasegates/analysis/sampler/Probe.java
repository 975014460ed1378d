package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Conditions;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Seen;

/**
 * A gate of an analysis: what it asks, and how it judges the number that is the answer. Many gates may judge one answer, each in its own way.
 *
 * @param gate its name in the series
 */
public record Probe(String gate, Question question, Judge judge) {

    /** What a number means; called on a worker. */
    @FunctionalInterface
    public interface Judge {

        /**
         * The outcome for a finite number.
         *
         * @throws Exception where there is none; it counts as an error
         */
        Outcome judge(double number) throws Exception;
    }

    /** What something larger than a number means; called on a worker. */
    @FunctionalInterface
    public interface WholeJudge {

        /**
         * What is seen in it.
         *
         * @throws Exception where nothing is; it counts as an error
         */
        Seen judge(Object whole) throws Exception;
    }

    /** A number alone isn't what was asked for. */
    private record OfWhole(WholeJudge whole) implements Judge {
        @Override
        public Outcome judge(double number) {
            return Outcome.INCONCLUSIVE;
        }
    }

    /** A gate over something larger than a number. */
    public static Probe of(String gate, Question question, WholeJudge judge) {
        return new Probe(gate, question, new OfWhole(judge));
    }

    /** A gate over a number. */
    public static Probe of(String gate, Question question, Conditions conditions) {
        return new Probe(gate, question, conditions::judge);
    }

    /** A gate whose question judges by itself; a bare number is inconclusive. */
    public static Probe judged(String gate, Question question) {
        return new Probe(gate, question, number -> Outcome.INCONCLUSIVE);
    }

    /** What this gate sees in an answer. */
    public Seen see(Reading reading) {
        if (reading instanceof Reading.Judged judged) {
            return new Seen(judged.outcome(), judged.value());
        }
        if (reading instanceof Reading.Whole all) {
            return see(all);
        }
        Reading.Value value = (Reading.Value) reading;
        if (!Double.isFinite(value.number())) {
            return new Seen(Outcome.NOT_A_NUMBER, value.text());
        }
        try {
            return new Seen(judge.judge(value.number()), value.text());
        } catch (Exception | LinkageError | StackOverflowError e) {
            return new Seen(Outcome.ERROR, e.getClass().getSimpleName());
        }
    }

    private Seen see(Reading.Whole all) {
        if (!(judge instanceof OfWhole judging)) {
            return Seen.of(Outcome.INCONCLUSIVE);
        }
        try {
            return judging.whole().judge(all.whole());
        } catch (Exception | LinkageError | StackOverflowError e) {
            return new Seen(Outcome.ERROR, e.getClass().getSimpleName());
        }
    }
}
