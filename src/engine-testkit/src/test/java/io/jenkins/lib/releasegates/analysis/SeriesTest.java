package io.jenkins.lib.releasegates.analysis;

import static io.jenkins.lib.releasegates.analysis.Steps.START;
import static io.jenkins.lib.releasegates.analysis.Steps.all;
import static io.jenkins.lib.releasegates.analysis.Steps.everyMinute;
import static io.jenkins.lib.releasegates.analysis.Steps.sample;
import static io.jenkins.lib.releasegates.analysis.Steps.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesTest {

    private static final Sampling STEADY =
            Sampling.untilGreen(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofHours(1));

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one sample is enough without an interval, GREEN, G, COUNT_REACHED",
        "an error is asked again, GREEN, EEEEG, COUNT_REACHED",
        "five errors in a row are too many by default, GREEN, EEEEE, CONSECUTIVE_ERROR_LIMIT",
        "no failure is allowed by default, COUNT, GF, FAILURE_LIMIT",
        "nothing inconclusive is allowed by default, COUNT, GI, INCONCLUSIVE_LIMIT",
        "errors don't count as measurements, COUNT, GEGEG, COUNT_REACHED",
        "errors in a row begin anew after an answer, COUNT, GEEEEGEEEEG, COUNT_REACHED",
        "steady takes both ends, STEADY, GGG, GOAL_REACHED",
        "steady goes on through anything else, STEADY, GGFGGIEEEEEEGGG, GOAL_REACHED",
        "steadiness begins anew after a gap, STEADY, GGgGG, GOAL_REACHED",
    })
    void shouldEndAsItIsWritten(String sentence, String sampling, String steps, Ending ending) {
        Sampling given = switch (sampling) {
            case "GREEN" -> Sampling.builder().timeout(Duration.ofDays(1)).build();
            case "COUNT" -> everyMinute().count(3).build();
            default -> STEADY;
        };

        assertThat(all(start(given), steps.substring(0, steps.length() - 1)).ending())
                .as(sentence)
                .isEmpty();
        assertThat(all(start(given), steps).ending()).as(sentence).contains(ending);
    }

    @Test
    void shouldNotBeSteadyAcrossGaps() {
        Series broken = all(start(STEADY), "GGg");

        assertThat(broken.phase()).isEqualTo(Phase.RUNNING);
        assertThat(broken.gaps()).isEqualTo(1);
        assertThat(broken.greenSince()).isEqualTo(broken.sampledAt());
        assertThat(all(broken, "G").phase()).isEqualTo(Phase.RUNNING);
        assertThat(all(broken, "GG").phase()).isEqualTo(Phase.SUCCESSFUL);
    }

    @Test
    void shouldTakeASampleAtTheLongestGapAsWithoutOne() {
        Series series = all(start(STEADY), "G");
        Instant at = START.plus(Duration.ofMinutes(1)).plus(STEADY.longestGap());

        assertThat(series.next(sample('G', at), at).gaps()).isZero();
        assertThat(series.next(sample('G', at.plusNanos(1)), at.plusNanos(1)).gaps())
                .isEqualTo(1);
    }

    @Test
    void shouldMoveTheDeadlineBackWithTheClock() {
        Series series = all(start(STEADY), "GG");
        Instant back = series.sampledAt().orElseThrow().minus(Duration.ofDays(365));

        Series then = series.at(back);

        assertThat(Duration.between(back, then.deadline())).isEqualTo(Duration.ofMinutes(58));
        assertThat(then.greenSince()).isEmpty();
        assertThat(then.tally().consecutiveSuccess()).isZero();
        assertThat(then.gaps()).isEqualTo(1);
        assertThat(then.at(back.plus(Duration.ofMinutes(58))).ending()).contains(Ending.TIMED_OUT);
    }

    @Test
    void shouldNotBeSteadyWhenTheClockIsSetBackBetweenSamples() {
        Series series = all(start(STEADY), "GG");
        Instant last = series.sampledAt().orElseThrow();
        Series back = series.next(sample('G', last.minusSeconds(3_600)), last.minusSeconds(3_600));

        assertThat(back.phase()).isEqualTo(Phase.RUNNING);
        assertThat(back.greenSince()).contains(last.minusSeconds(3_600));
    }

    @Test
    void shouldDistrustASampleOfTheFuture() {
        Series series = all(start(STEADY), "GG");
        Instant last = series.sampledAt().orElseThrow();

        Series next = series.next(sample('G', last.plusSeconds(60)), last.plusSeconds(59));

        assertThat(next.phase()).isEqualTo(Phase.RUNNING);
        assertThat(next.gaps()).isEqualTo(1);
    }

    @Test
    void shouldBeOverWhenAnAnswerComesAfterItsTime() {
        Series series = all(start(STEADY), "GG");
        Instant at = START.plus(Duration.ofMinutes(3));

        assertThat(series.next(sample('G', at), START.plus(Duration.ofHours(1))).ending())
                .contains(Ending.TIMED_OUT);
        assertThat(series.next(sample('G', at), START.plus(Duration.ofHours(1)).minusNanos(1))
                        .ending())
                .contains(Ending.GOAL_REACHED);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldStayAsItEnded(Ending ending) {
        Series ended = ended(ending);
        Instant later = START.plus(Duration.ofDays(300));

        assertThat(ended.ending()).contains(ending);
        assertThat(ended.phase()).isEqualTo(ending.phase());
        assertThat(ended.next(sample('G', later), later)).isSameAs(ended);
        assertThat(ended.cancel(later)).isSameAs(ended);
        assertThat(ended.at(START)).isSameAs(ended);
    }

    static Series ended(Ending ending) {
        return switch (ending) {
            case FAILURE_LIMIT -> all(start(everyMinute().build()), "F");
            case INCONCLUSIVE_LIMIT -> all(start(everyMinute().build()), "I");
            case CONSECUTIVE_ERROR_LIMIT -> all(start(everyMinute().build()), "EEEEE");
            case GOAL_REACHED ->
                all(start(everyMinute().consecutiveSuccessLimit(2).build()), "GG");
            case COUNT_REACHED -> all(start(everyMinute().count(2).build()), "GG");
            case GOAL_OPEN ->
                all(
                        start(everyMinute()
                                .count(3)
                                .failureLimit(1)
                                .consecutiveSuccessLimit(2)
                                .build()),
                        "GFG");
            case GOAL_MISSED ->
                all(
                        start(everyMinute()
                                .count(3)
                                .failureLimit(Sampling.OFF)
                                .consecutiveSuccessLimit(2)
                                .build()),
                        "GFG");
            case NOTHING_GREEN ->
                all(start(everyMinute().count(2).failureLimit(2).build()), "FF");
            case TIMED_OUT -> start(everyMinute().build()).at(START.plus(Duration.ofDays(30)));
            case CANCELLED -> all(start(everyMinute().build()), "GG").cancel(START.plus(Duration.ofHours(1)));
        };
    }

    @Test
    void shouldKeepTheLastSamplesAlone() {
        Series two = start(everyMinute().build());
        Series fifty = Series.start(
                everyMinute().build(),
                Collections.nCopies(50, "g").stream().map(new Numbered()::name).toList(),
                START);
        Sample wide = new Sample(START, Collections.nCopies(50, Seen.of(Outcome.PASSED)));

        assertThat(all(two, "G".repeat(30)).samples()).hasSize(Series.MAX_SAMPLES);
        assertThat(fifty.next(wide, START).next(wide, START).samples()).hasSize(1);
    }

    private static final class Numbered {
        private int given;

        String name(String prefix) {
            return prefix + given++;
        }
    }

    @Test
    void shouldCutLongValues() {
        assertThat(new Seen(Outcome.PASSED, "x".repeat(100)).value())
                .hasSize(Seen.MAX_VALUE)
                .endsWith("x…");
        assertThat(new Seen(Outcome.PASSED, "x".repeat(62) + "\uD83D\uDE00\uD83D\uDE00").value())
                .hasSize(Seen.MAX_VALUE - 1);
        assertThat(new Seen(Outcome.PASSED, "a\uD83Db").value()).isEqualTo("a?b");
        assertThat(new Seen(Outcome.PASSED, "a\uD83D").value()).isEqualTo("a?");
    }

    @Test
    void shouldJudgeASampleByItsWorstGate() {
        assertThat(new Sample(START, List.of(Seen.of(Outcome.ERROR), Seen.of(Outcome.FAILED))).kind())
                .isEqualTo(Verdict.Kind.FAILED);
        assertThat(new Sample(START, List.of(Seen.of(Outcome.STALE), Seen.of(Outcome.TIMED_OUT))).kind())
                .isEqualTo(Verdict.Kind.ERROR);
        assertThat(new Sample(START, List.of(Seen.of(Outcome.WAIVED), Seen.of(Outcome.WARNING))).isGreen())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Verdict.Kind.class)
    void shouldHaveAnOutcomeForEachVerdict(Verdict.Kind kind) {
        assertThat(Outcome.of(kind).kind()).isEqualTo(kind);
    }

    @Test
    void shouldRefuseASampleOfOtherGates() {
        assertThatThrownBy(() -> start(STEADY).next(new Sample(START, List.of(Seen.of(Outcome.PASSED))), START))
                .hasMessage("Found a sample of 1 gates, allowed: 2");
    }

    @Test
    void shouldRefuseNamesThatAreNone() {
        assertThatThrownBy(() -> Series.start(STEADY, List.of(), START)).hasMessage("gates: found 0, allowed: 1 to 50");
        assertThatThrownBy(() -> Series.start(STEADY, List.of("a", "a"), START))
                .hasMessageContaining("allowed: each once");
        assertThatThrownBy(() -> Series.start(STEADY, List.of("a\uD83D"), START))
                .hasMessageContaining("no text");
        assertThatThrownBy(() -> Series.start(STEADY, List.of(""), START)).hasMessageContaining("empty");
    }
}
