package io.jenkins.lib.releasegates.analysis.sampler;

import static io.jenkins.lib.releasegates.analysis.sampler.Asking.EVERY_MINUTE;
import static io.jenkins.lib.releasegates.analysis.sampler.Asking.MINUTE;
import static io.jenkins.lib.releasegates.analysis.sampler.Asking.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Phase;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.SeriesJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a restart, and after somebody has set the clock. */
class SamplerRestartTest {

    private final Asking asking = new Asking();
    private final Sampler sampler = asking.sampler;

    @Test
    void shouldGoOnAfterARestartAsIfNothingHadHappened() throws Exception {
        asking.start("a", EVERY_MINUTE, "q");
        asking.run(MINUTE);
        String kept = SeriesJson.write(asking.last("a"));
        sampler.close();

        Asking after = new Asking();
        after.clock.set(START.plus(Duration.ofSeconds(70)));
        after.sampler.resume("a", SeriesJson.read(kept), List.of(after.probe("q")), after.listener());
        after.run(Duration.ofSeconds(49));
        assertThat(after.asked).isEmpty();
        after.run(Duration.ofSeconds(1));

        assertThat(after.last("a").ending()).contains(Ending.COUNT_REACHED);
        assertThat(after.last("a").tally().successful()).isEqualTo(3);
    }

    @Test
    void shouldNotMakeUpMissedSamplesAfterARestart() throws Exception {
        Sampling sampling = Sampling.untilGreen(Duration.ZERO, MINUTE, Duration.ofMinutes(2), Duration.ofHours(1));
        asking.start("a", sampling, "q");
        asking.run(MINUTE);
        String kept = SeriesJson.write(asking.last("a"));

        Asking after = new Asking();
        after.clock.set(START.plus(Duration.ofMinutes(30)));
        after.sampler.resume("a", SeriesJson.read(kept), List.of(after.probe("q")), after.listener());
        after.run(Duration.ofSeconds(30));

        assertThat(after.last("a").phase()).isEqualTo(Phase.RUNNING);
        assertThat(after.last("a").tally().successful()).isEqualTo(3);
        assertThat(after.last("a").gaps()).isEqualTo(1);
        after.run(Duration.ofMinutes(3));
        assertThat(after.last("a").ending()).contains(Ending.GOAL_REACHED);
    }

    @Test
    void shouldTellAtOnceWhatEndedWhileNobodyLooked() throws Exception {
        Series begun = asking.start("a", EVERY_MINUTE, "q");
        Asking after = new Asking();
        after.clock.set(START.plus(Duration.ofDays(3)));

        Series now = after.sampler.resume("a", begun, List.of(after.probe("q")), after.listener());
        after.workers.work();

        assertThat(now.ending()).contains(Ending.TIMED_OUT);
        assertThat(after.last("a").ending()).contains(Ending.TIMED_OUT);
        assertThat(after.sampler.size()).isZero();
    }

    @Test
    void shouldNotWaitForAClockThatWasSetBack() {
        asking.start("a", EVERY_MINUTE, "q");
        asking.run(Duration.ofSeconds(90));
        asking.clock.set(START.minus(Duration.ofDays(365)));
        asking.run(Duration.ofSeconds(30));

        assertThat(asking.last("a").ending()).contains(Ending.COUNT_REACHED);
        assertThat(asking.last("a").gaps()).isPositive();

        Asking after = new Asking();
        Series series = asking.start("b", EVERY_MINUTE, "q");
        after.clock.set(START.minus(Duration.ofDays(730)));
        after.sampler.resume("b", series, List.of(after.probe("q")), after.listener());
        after.run(MINUTE);
        assertThat(after.asked.get("q")).isEqualTo(1);
    }
}
