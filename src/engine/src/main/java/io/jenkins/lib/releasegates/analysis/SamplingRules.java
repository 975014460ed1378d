package io.jenkins.lib.releasegates.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a sampling must not say. The rules over count and limits are those of Argo Rollouts ({@code utils/analysis/factory.go}), and some more. */
final class SamplingRules {

    static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    static final Duration LONGEST = Duration.ofDays(30);
    static final int MOST = 1_000_000;

    private final List<Wrong> wrong = new ArrayList<>();

    private SamplingRules() {}

    /** A field, what was found there, and what is allowed. */
    record Wrong(String field, String found, String allowed) {

        @Override
        public String toString() {
            return field + ": found " + found + ", allowed: " + allowed;
        }
    }

    static List<Wrong> of(
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
        SamplingRules rules = new SamplingRules();
        rules.atMost("initialDelay", initialDelay, LONGEST);
        interval.ifPresent(given -> rules.positive("interval", given, LONGEST_INTERVAL));
        rules.atMost("steady", steady, LONGEST);
        rules.positive("timeout", timeout, LONGEST);
        rules.positive("longestGap", longestGap, LONGEST);
        count.ifPresent(given -> rules.between("count", given, 1));
        rules.between("failureLimit", failureLimit, Sampling.OFF);
        rules.between("inconclusiveLimit", inconclusiveLimit, Sampling.OFF);
        rules.between("consecutiveErrorLimit", consecutiveErrorLimit, Sampling.OFF);
        rules.between("consecutiveSuccessLimit", consecutiveSuccessLimit, 0);
        if (rules.wrong.isEmpty()) {
            rules.end(failureLimit, consecutiveSuccessLimit, steady);
            rules.interval(interval, count, consecutiveSuccessLimit, steady, longestGap);
            count.ifPresent(given -> rules.count(given, failureLimit, inconclusiveLimit, consecutiveSuccessLimit));
            rules.time(initialDelay, interval, count, consecutiveSuccessLimit, steady, timeout);
        }
        return rules.wrong;
    }

    private void end(int failureLimit, int consecutiveSuccessLimit, Duration steady) {
        if (failureLimit == Sampling.OFF && consecutiveSuccessLimit == 0 && steady.isZero()) {
            add(
                    "failureLimit",
                    "-1 with neither consecutiveSuccessLimit nor steady",
                    "-1 only where one of them says what is demanded");
        }
    }

    private void interval(
            Optional<Duration> interval,
            OptionalInt count,
            int consecutiveSuccessLimit,
            Duration steady,
            Duration longestGap) {
        if (interval.isPresent()) {
            if (longestGap.compareTo(interval.get()) <= 0) {
                add("longestGap", longestGap.toString(), "longer than the interval, " + interval.get());
            }
        } else if (count.orElse(1) > 1 || consecutiveSuccessLimit > 1 || !steady.isZero()) {
            add("interval", "nothing", "a duration, where more than one sample is demanded");
        }
    }

    private void count(int count, int failureLimit, int inconclusiveLimit, int consecutiveSuccessLimit) {
        int least = Math.max(failureLimit, 0) + consecutiveSuccessLimit;
        if (count < least) {
            add("count", String.valueOf(count), "at least failureLimit and consecutiveSuccessLimit together, " + least);
        }
        if (count < inconclusiveLimit) {
            add("count", String.valueOf(count), "at least inconclusiveLimit, " + inconclusiveLimit);
        }
    }

    private void time(
            Duration initialDelay,
            Optional<Duration> interval,
            OptionalInt count,
            int consecutiveSuccessLimit,
            Duration steady,
            Duration timeout) {
        long samples = consecutiveSuccessLimit > 0 ? consecutiveSuccessLimit : count.orElse(1);
        Duration rounds = interval.orElse(Duration.ZERO).multipliedBy(samples - 1);
        Duration least = initialDelay.plus(rounds.compareTo(steady) > 0 ? rounds : steady);
        if (timeout.compareTo(least) <= 0) {
            add("timeout", timeout.toString(), "longer than what the rest takes at least, " + least);
        }
    }

    private void positive(String field, Duration found, Duration longest) {
        if (found.isZero()) {
            add(field, "0", "longer than that, and at most " + longest);
        } else {
            atMost(field, found, longest);
        }
    }

    private void atMost(String field, Duration found, Duration longest) {
        if (found.isNegative() || found.compareTo(longest) > 0) {
            add(field, found.toString(), "at most " + longest + ", and not negative");
        }
    }

    private void between(String field, int found, int least) {
        if (found < least || found > MOST) {
            add(field, String.valueOf(found), "a whole number from " + least + " to " + MOST);
        }
    }

    private void add(String field, String found, String allowed) {
        wrong.add(new Wrong(field, found, allowed));
    }
}
