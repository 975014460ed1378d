package io.jenkins.lib.releasegates.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All short series under all small limits, beside somebody who counts by hand. */
class AnalysisModelTest {

    private static final char[] PLAIN = {'G', 'F', 'I', 'E'};
    private static final char[] WITH_GAPS = {'G', 'F', 'I', 'E', 'g', 'e'};

    private long judged;
    private long ended;

    @Test
    void shouldComeToWhatCountingByHandComesTo() {
        List<Sampling> samplings = samplings(List.of(-1, 0, 1, 2), List.of(-1, 0, 1), List.of(-1, 0, 1));
        samplings.forEach(sampling -> go(Steps.start(sampling), new ArrayList<>(), WITH_GAPS, 4));

        assertThat(samplings).hasSizeGreaterThan(1_000);
        assertThat(judged).isGreaterThan(500_000);
        assertThat(ended).isGreaterThan(100_000);
    }

    @Test
    void shouldComeToWhatCountingByHandComesToInLongerSeries() {
        List<Sampling> samplings = samplings(List.of(-1, 2), List.of(1), List.of(1));
        samplings.forEach(sampling -> go(Steps.start(sampling), new ArrayList<>(), PLAIN, 7));

        assertThat(judged).isGreaterThan(50_000);
    }

    private void go(Series series, List<Character> steps, char[] letters, int depth) {
        if (depth == 0) {
            return;
        }
        for (char letter : letters) {
            steps.add(letter);
            Series next = Steps.next(series, letter);
            judged++;
            if (next.phase() != NaiveAnalysis.of(series.sampling(), steps)) {
                assertThat(next.phase())
                        .as("%s after %s", series.sampling(), steps)
                        .isEqualTo(NaiveAnalysis.of(series.sampling(), steps));
            }
            if (next.hasEnded()) {
                ended++;
            } else {
                go(next, steps, letters, depth - 1);
            }
            steps.remove(steps.size() - 1);
        }
    }

    private static List<Sampling> samplings(List<Integer> failures, List<Integer> inconclusives, List<Integer> errors) {
        List<Sampling> all = new ArrayList<>();
        for (int failure : failures) {
            for (int inconclusive : inconclusives) {
                for (int error : errors) {
                    for (int success = 0; success <= 3; success++) {
                        for (int count = 0; count <= 4; count++) {
                            for (int steady = 0; steady <= 2; steady++) {
                                add(all, failure, inconclusive, error, success, count, steady);
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static void add(
            List<Sampling> all, int failure, int inconclusive, int error, int success, int count, int steady) {
        Sampling.Builder builder = Steps.everyMinute()
                .failureLimit(failure)
                .inconclusiveLimit(inconclusive)
                .consecutiveErrorLimit(error)
                .consecutiveSuccessLimit(success)
                .steady(Duration.ofMinutes(steady));
        if (count > 0) {
            builder.count(count);
        }
        if (builder.wrong().isEmpty()) {
            all.add(builder.build());
        }
    }
}
