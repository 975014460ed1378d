package io.jenkins.lib.releasegates.analysis;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the samples so far come to: {@code assessMetricStatus} of Argo Rollouts ({@code analysis/analysis.go}), with {@code steady} beside
 * {@code consecutiveSuccessLimit}, and no success where nothing was green.
 */
final class Assessment {

    private Assessment() {}

    static @Nullable Ending of(Sampling sampling, Series.Progress progress) {
        Tally tally = progress.tally();
        if (isOver(tally.failed(), sampling.failureLimit())) {
            return Ending.FAILURE_LIMIT;
        }
        if (isOver(tally.inconclusive(), sampling.inconclusiveLimit())) {
            return Ending.INCONCLUSIVE_LIMIT;
        }
        if (isOver(tally.consecutiveError(), sampling.consecutiveErrorLimit())) {
            return Ending.CONSECUTIVE_ERROR_LIMIT;
        }
        if (sampling.hasGoal() && reaches(sampling, progress)) {
            return Ending.GOAL_REACHED;
        }
        var count = sampling.effectiveCount();
        return count.isPresent() && tally.count() >= count.getAsInt() ? atCount(sampling, tally) : null;
    }

    private static Ending atCount(Sampling sampling, Tally tally) {
        if (sampling.hasGoal()) {
            return sampling.failureLimit() == Sampling.OFF ? Ending.GOAL_MISSED : Ending.GOAL_OPEN;
        }
        return tally.successful() == 0 ? Ending.NOTHING_GREEN : Ending.COUNT_REACHED;
    }

    private static boolean isOver(int found, int limit) {
        return limit != Sampling.OFF && found > limit;
    }

    private static boolean reaches(Sampling sampling, Series.Progress progress) {
        Instant since = progress.greenSince();
        Instant last = progress.sampledAt();
        return since != null
                && last != null
                && progress.tally().consecutiveSuccess() >= sampling.consecutiveSuccessLimit()
                && Duration.between(since, last).compareTo(sampling.steady()) >= 0;
    }
}
