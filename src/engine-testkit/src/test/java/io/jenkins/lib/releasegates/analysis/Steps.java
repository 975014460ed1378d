package io.jenkins.lib.releasegates.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Series by letters, as {@link NaiveAnalysis} has them. */
final class Steps {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Steps() {}

    static Series start(Sampling sampling) {
        return Series.start(sampling, List.of("errors", "latency"), START);
    }

    /** The next sample: an interval later, or for a lower-case letter after a gap. */
    static Series next(Series series, char letter) {
        Instant last = series.sampledAt().orElse(START);
        boolean gap = Character.isLowerCase(letter);
        Instant at = last.plus(gap ? series.sampling().longestGap().plusMillis(1) : NaiveAnalysis.INTERVAL);
        return series.next(sample(letter, at), at);
    }

    static Series all(Series series, String letters) {
        Series now = series;
        for (char letter : letters.toCharArray()) {
            now = next(now, letter);
        }
        return now;
    }

    static Sample sample(char letter, Instant at) {
        Outcome outcome = switch (Character.toUpperCase(letter)) {
            case 'G' -> Outcome.PASSED;
            case 'F' -> Outcome.FAILED;
            case 'I' -> Outcome.EMPTY;
            case 'E' -> Outcome.ERROR;
            default -> throw new IllegalArgumentException("No letter of a step: " + letter);
        };
        return new Sample(at, List.of(Seen.of(Outcome.PASSED), new Seen(outcome, "1.5")));
    }

    static Sampling.Builder everyMinute() {
        return Sampling.builder().interval(NaiveAnalysis.INTERVAL).timeout(Duration.ofDays(30));
    }
}
