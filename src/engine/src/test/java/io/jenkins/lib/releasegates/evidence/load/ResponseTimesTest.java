package io.jenkins.lib.releasegates.evidence.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTimesTest {

    private static final double ERROR = 0.001;

    /** Against the sorted times themselves: exact where it says so, else too high by 0.1 % at most and never too low. */
    @ParameterizedTest
    @ValueSource(longs = {10, 2_000, ResponseTimes.EXACT, 5L * ResponseTimes.EXACT, ResponseTimes.MAX + 1})
    void shouldTellWhatTheSortedTimesTell(long bound) {
        Random random = new Random(20261122);
        for (int round = 0; round < 40; round++) {
            ResponseTimes times = new ResponseTimes();
            long[] all = random.longs(1 + random.nextInt(3_000), 0, bound).toArray();
            for (long one : all) {
                times.add(one);
            }
            Arrays.sort(all);
            for (int percent = 1; percent <= 100; percent++) {
                long sorted = all[(int) Math.ceil(percent * (long) all.length / 100.0) - 1];
                double told = times.percentile(percent);
                if (sorted < ResponseTimes.EXACT) {
                    assertThat(told).isEqualTo(sorted);
                } else {
                    assertThat(told).isBetween((double) sorted, sorted * (1 + ERROR));
                }
            }
            assertThat(times.max()).isEqualTo(all[all.length - 1]);
            assertThat(times.percentile(100)).isEqualTo(all[all.length - 1]);
            assertThat(times.mean()).isEqualTo((double) Arrays.stream(all).sum() / all.length);
        }
    }

    @Test
    void shouldTellTheSameOfPartsPutTogetherAsOfTheWhole() {
        Random random = new Random(7);
        ResponseTimes whole = new ResponseTimes();
        ResponseTimes together = new ResponseTimes();
        for (int part = 0; part < 20; part++) {
            ResponseTimes some = new ResponseTimes();
            for (int i = random.nextInt(500); i > 0; i--) {
                long millis = random.nextLong(part % 3 == 0 ? 50 : ResponseTimes.MAX);
                whole.add(millis);
                some.add(millis);
            }
            together.add(some);
        }

        assertThat(together.count()).isEqualTo(whole.count());
        assertThat(together.mean()).isEqualTo(whole.mean());
        for (int percent = 1; percent <= 100; percent++) {
            assertThat(together.percentile(percent)).isEqualTo(whole.percentile(percent));
        }
    }

    @Test
    void shouldTellNothingOfNothing() {
        ResponseTimes none = new ResponseTimes();

        assertThat(none.percentile(95)).isNaN();
        assertThat(none.mean()).isNaN();
        assertThat(none.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, ResponseTimes.MAX + 1, Long.MAX_VALUE})
    void shouldRefuseTimesThatCanNotBe(long millis) {
        assertThatThrownBy(() -> new ResponseTimes().add(millis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed are 0 to 604800000");
    }
}
