package io.jenkins.lib.releasegates.analysis;

import java.time.Duration;
import java.util.List;

/**
 * What an analysis has come to, told from all its samples at once as one would explain it; shares nothing with what it judges but the words.
 *
 * <p>Each step is a letter: G all green, F failed, I inconclusive, E error; in lower case when there was a gap before it, or the clock was set back.
 */
final class NaiveAnalysis {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    private NaiveAnalysis() {}

    static Phase of(Sampling sampling, List<Character> steps) {
        for (int length = 1; length <= steps.size(); length++) {
            Phase phase = now(sampling, steps.subList(0, length));
            if (phase != Phase.RUNNING) {
                return phase;
            }
        }
        return Phase.RUNNING;
    }

    private static Phase now(Sampling sampling, List<Character> steps) {
        if (tooMany(many(steps, 'F'), sampling.failureLimit())) {
            return Phase.FAILED;
        }
        if (tooMany(many(steps, 'I'), sampling.inconclusiveLimit())) {
            return Phase.INCONCLUSIVE;
        }
        if (tooMany(errorsAtTheEnd(steps), sampling.consecutiveErrorLimit())) {
            return Phase.ERROR;
        }
        int green = greenAtTheEnd(steps);
        boolean inARow = green >= sampling.consecutiveSuccessLimit();
        boolean steady = green > 0 && INTERVAL.multipliedBy(green - 1).compareTo(sampling.steady()) >= 0;
        boolean demands =
                sampling.consecutiveSuccessLimit() > 0 || sampling.steady().compareTo(Duration.ZERO) > 0;
        if (demands && inARow && steady) {
            return Phase.SUCCESSFUL;
        }
        int measured = steps.size() - many(steps, 'E');
        if (sampling.count().isEmpty() || measured < sampling.count().getAsInt()) {
            return Phase.RUNNING;
        }
        if (demands) {
            return sampling.failureLimit() < 0 ? Phase.FAILED : Phase.INCONCLUSIVE;
        }
        return many(steps, 'G') > 0 ? Phase.SUCCESSFUL : Phase.INCONCLUSIVE;
    }

    private static boolean tooMany(int found, int limit) {
        return limit >= 0 && found > limit;
    }

    private static int many(List<Character> steps, char kind) {
        return (int) steps.stream()
                .filter(step -> Character.toUpperCase(step) == kind)
                .count();
    }

    private static int errorsAtTheEnd(List<Character> steps) {
        int errors = 0;
        while (errors < steps.size() && Character.toUpperCase(steps.get(steps.size() - 1 - errors)) == 'E') {
            errors++;
        }
        return errors;
    }

    /** Back to what isn't green, or to a gap: the one after the gap counts, those before it don't. */
    private static int greenAtTheEnd(List<Character> steps) {
        int green = 0;
        for (int i = steps.size() - 1; i >= 0 && Character.toUpperCase(steps.get(i)) == 'G'; i--) {
            green++;
            if (steps.get(i) == 'g') {
                break;
            }
        }
        return green;
    }
}
