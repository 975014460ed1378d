package io.jenkins.lib.releasegates.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How often gates are asked, and what their answers have to come to; the words and defaults are those of Argo Rollouts (docs/features/analysis.md)
 * and, for {@code steady} and {@code timeout}, of the gates of Azure Pipelines. Cannot exist with a contradiction.
 *
 * @param initialDelay before the first sample
 * @param interval between two samples; without it there is one sample, and after an error another one
 * @param count measurements after which it ends; without it, and with an interval, it goes on until something else ends it
 * @param failureLimit failed samples that are still allowed; {@value #OFF} for no limit
 * @param inconclusiveLimit inconclusive samples that are still allowed; {@value #OFF} for no limit
 * @param consecutiveErrorLimit errors in a row that are still allowed; {@value #OFF} for no limit
 * @param consecutiveSuccessLimit green samples in a row that are demanded; 0 where none are
 * @param steady how long all gates have to be green without a break; zero where that isn't demanded
 * @param timeout from its start; then it ends, and never with a pass
 * @param longestGap two samples that lie further apart have a gap between them: what was green before it doesn't count as steady or in a row
 */
public record Sampling(
        Duration initialDelay,
        Optional<Duration> interval,
        OptionalInt count,
        int failureLimit,
        int inconclusiveLimit,
        int consecutiveErrorLimit,
        int consecutiveSuccessLimit,
        Duration steady,
        Duration timeout,
        Duration longestGap) {

    /** Turns a limit off. */
    public static final int OFF = -1;

    /** After an error, where there is no interval. */
    public static final Duration ERROR_RETRY = Duration.ofSeconds(10);

    /**
     * Refuses a contradiction.
     *
     * @throws IllegalArgumentException naming each field, what was found and what is allowed
     */
    public Sampling {
        List<SamplingRules.Wrong> wrong = SamplingRules.of(
                initialDelay,
                interval,
                count,
                failureLimit,
                inconclusiveLimit,
                consecutiveErrorLimit,
                consecutiveSuccessLimit,
                steady,
                timeout,
                longestGap);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    wrong.stream().map(SamplingRules.Wrong::toString).collect(Collectors.joining("; ")));
        }
    }

    /** One sample at once, and nothing may go wrong in it: the defaults of Argo Rollouts, and a day for it all. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until all gates are green in the same sample, and stay so for that long; until then anything may be seen, and only the time-out ends it.
     *
     * @param steady zero where one green sample is enough
     */
    public static Sampling untilGreen(Duration initialDelay, Duration interval, Duration steady, Duration timeout) {
        return builder()
                .initialDelay(initialDelay)
                .interval(interval)
                .failureLimit(OFF)
                .inconclusiveLimit(OFF)
                .consecutiveErrorLimit(OFF)
                .consecutiveSuccessLimit(1)
                .steady(steady)
                .timeout(timeout)
                .build();
    }

    /** One sample, and none after an error: for those who can't wait. */
    public Sampling once() {
        return builder()
                .failureLimit(Math.max(0, failureLimit))
                .inconclusiveLimit(Math.max(0, inconclusiveLimit))
                .consecutiveErrorLimit(0)
                .timeout(timeout)
                .build();
    }

    /** Measurements after which it ends: without an interval, one. */
    OptionalInt effectiveCount() {
        return interval.isEmpty() ? OptionalInt.of(1) : count;
    }

    /** Whether more is demanded than that not too much goes wrong. */
    boolean hasGoal() {
        return consecutiveSuccessLimit > 0 || !steady.isZero();
    }

    /** Until the next sample, at least. */
    public Duration pause() {
        return interval.orElse(ERROR_RETRY);
    }

    /** Puts a {@link Sampling} together; not thread-safe. */
    public static final class Builder {

        private static final int DEFAULT_CONSECUTIVE_ERROR_LIMIT = 4;
        private static final int DEFAULT_GAP = 3;

        private Duration initialDelay = Duration.ZERO;
        private Optional<Duration> interval = Optional.empty();
        private OptionalInt count = OptionalInt.empty();
        private int failureLimit;
        private int inconclusiveLimit;
        private int consecutiveErrorLimit = DEFAULT_CONSECUTIVE_ERROR_LIMIT;
        private int consecutiveSuccessLimit;
        private Duration steady = Duration.ZERO;
        private Duration timeout = Duration.ofDays(1);
        private Optional<Duration> longestGap = Optional.empty();

        private Builder() {}

        public Builder initialDelay(Duration given) {
            initialDelay = given;
            return this;
        }

        public Builder interval(Duration given) {
            interval = Optional.of(given);
            return this;
        }

        public Builder count(int given) {
            count = OptionalInt.of(given);
            return this;
        }

        public Builder failureLimit(int given) {
            failureLimit = given;
            return this;
        }

        public Builder inconclusiveLimit(int given) {
            inconclusiveLimit = given;
            return this;
        }

        public Builder consecutiveErrorLimit(int given) {
            consecutiveErrorLimit = given;
            return this;
        }

        public Builder consecutiveSuccessLimit(int given) {
            consecutiveSuccessLimit = given;
            return this;
        }

        public Builder steady(Duration given) {
            steady = given;
            return this;
        }

        public Builder timeout(Duration given) {
            timeout = given;
            return this;
        }

        public Builder longestGap(Duration given) {
            longestGap = Optional.of(given);
            return this;
        }

        /** The sampling; without a longest gap of its own it is three intervals. */
        public Sampling build() {
            return new Sampling(
                    initialDelay,
                    interval,
                    count,
                    failureLimit,
                    inconclusiveLimit,
                    consecutiveErrorLimit,
                    consecutiveSuccessLimit,
                    steady,
                    timeout,
                    gap());
        }

        /** What is wrong with it; {@link #build} refuses what isn't empty here. */
        List<SamplingRules.Wrong> wrong() {
            return SamplingRules.of(
                    initialDelay,
                    interval,
                    count,
                    failureLimit,
                    inconclusiveLimit,
                    consecutiveErrorLimit,
                    consecutiveSuccessLimit,
                    steady,
                    timeout,
                    gap());
        }

        private Duration gap() {
            return longestGap.orElseGet(() -> interval.orElse(ERROR_RETRY).multipliedBy(DEFAULT_GAP));
        }
    }
}
