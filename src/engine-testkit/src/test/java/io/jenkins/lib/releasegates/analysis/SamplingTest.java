package io.jenkins.lib.releasegates.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {

    private final List<PolicyIssue> issues = new ArrayList<>();

    /** From "count=3 interval=1m". */
    private Sampling read(String words) {
        Map<String, String> fields = Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(word -> word[0], word -> word[1]));
        return new SamplingReader("gate.yaml", issues).read("metrics[0].", fields);
    }

    @Test
    void shouldHaveTheDefaultsOfArgo() {
        Sampling read = read("");

        assertThat(issues).isEmpty();
        assertThat(read)
                .isEqualTo(new Sampling(
                        Duration.ZERO,
                        Optional.empty(),
                        OptionalInt.empty(),
                        0,
                        0,
                        4,
                        0,
                        Duration.ZERO,
                        Duration.ofDays(1),
                        Duration.ofSeconds(30)));
    }

    @Test
    void shouldReadAllFields() {
        Sampling read =
                read("initialDelay=30s interval=5m count=9 failureLimit=2 inconclusiveLimit=1 consecutiveErrorLimit=3"
                        + " consecutiveSuccessLimit=4 steady=15m timeout=2h longestGap=6m");

        assertThat(issues).isEmpty();
        assertThat(read)
                .isEqualTo(new Sampling(
                        Duration.ofSeconds(30),
                        Optional.of(Duration.ofMinutes(5)),
                        OptionalInt.of(9),
                        2,
                        1,
                        3,
                        4,
                        Duration.ofMinutes(15),
                        Duration.ofHours(2),
                        Duration.ofMinutes(6)));
    }

    @Test
    void shouldTakeEmptyFieldsForDefaults() {
        assertThat(read("interval=1m count= steady=").count()).isEmpty();
        assertThat(issues).isEmpty();
    }

    @Test
    void shouldNeedLongerThanThreeIntervalsForAGap() {
        assertThat(read("interval=1m").longestGap()).isEqualTo(Duration.ofMinutes(3));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "interval=1w | metrics[0].interval: found \"1w\"; allowed: a whole number with s, m, h or d",
                "interval=0s | metrics[0].interval: found \"0s\"; allowed: a whole number",
                "interval=25h | metrics[0].interval: found \"25h\"; allowed: a whole number with s, m, h or d, such as 30s, 5m or 1h, and at most 1d",
                "initialDelay=-5m | metrics[0].initialDelay: found \"-5m\"",
                "timeout=31d | metrics[0].timeout: found \"31d\"",
                "count=0 | metrics[0].count: found 0; allowed: a whole number from 1 to 1000000",
                "count=many | metrics[0].count: found \"many\"; allowed: a whole number",
                "count=99999999999 | metrics[0].count: found \"99999999999\"",
                "failureLimit=-2 | metrics[0].failureLimit: found -2; allowed: a whole number from -1 to 1000000",
                "inconclusiveLimit=-2 | metrics[0].inconclusiveLimit: found -2",
                "consecutiveErrorLimit=-2 | metrics[0].consecutiveErrorLimit: found -2",
                "consecutiveSuccessLimit=-1 | metrics[0].consecutiveSuccessLimit: found -1; allowed: a whole number from 0",
                "failureLimit=-1 | metrics[0].failureLimit: found -1 with neither consecutiveSuccessLimit nor steady",
                "count=2 | metrics[0].interval: found nothing; allowed: a duration, where more than one sample is demanded",
                "steady=5m | metrics[0].interval: found nothing",
                "consecutiveSuccessLimit=2 | metrics[0].interval: found nothing",
                "interval=1m longestGap=1m | metrics[0].longestGap: found PT1M; allowed: longer than the interval, PT1M",
                "interval=1m count=3 failureLimit=4 | metrics[0].count: found 3; allowed: at least failureLimit and consecutiveSuccessLimit together, 4",
                "interval=1m count=3 inconclusiveLimit=4 | metrics[0].count: found 3; allowed: at least inconclusiveLimit, 4",
                "interval=1m steady=5m timeout=5m | metrics[0].timeout: found PT5M; allowed: longer than what the rest takes at least, PT5M",
                "interval=10m count=7 timeout=1h | metrics[0].timeout: found PT1H; allowed: longer than what the rest takes at least, PT1H",
                "interval=10m count=9 consecutiveSuccessLimit=7 timeout=1h | metrics[0].timeout: found PT1H",
                "initialDelay=1h timeout=1h | metrics[0].timeout: found PT1H",
                "intervall=1m | metrics[0].intervall: found \"intervall\"; allowed: one of consecutiveErrorLimit, consecutiveSuccessLimit, count",
            })
    void shouldSayWhatIsWrong(String words, String issue) {
        read(words);

        assertThat(issues).isNotEmpty();
        assertThat(issues.get(0).toString()).startsWith("gate.yaml: " + issue);
    }

    @Test
    void shouldFindAllThatIsWrongAtOnce() {
        read("interval=x count=y steady=z");

        assertThat(issues).hasSize(3);
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        assertThatThrownBy(() -> Sampling.builder().count(0).failureLimit(-7).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count: found 0, allowed: a whole number from 1 to 1000000; "
                        + "failureLimit: found -7, allowed: a whole number from -1 to 1000000");
        assertThatThrownBy(() -> Sampling.builder().interval(Duration.ZERO).build())
                .hasMessageContaining("interval: found 0");
        assertThatThrownBy(
                        () -> Sampling.builder().steady(Duration.ofSeconds(-1)).build())
                .hasMessageContaining("steady: found PT-1S");
    }

    @Test
    void shouldWaitUntilGreenThroughAnything() {
        Sampling sampling =
                Sampling.untilGreen(Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO, Duration.ofHours(1));

        assertThat(Steps.all(Steps.start(sampling), "FIEFIEFIEG").ending()).contains(Ending.GOAL_REACHED);
    }
}
