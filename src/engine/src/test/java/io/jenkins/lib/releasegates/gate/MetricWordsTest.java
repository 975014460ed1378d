package io.jenkins.lib.releasegates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricWordsTest {

    @Test
    void shouldHaveWordsForEveryMetric() {
        assertThat(MetricCatalog.all())
                .hasSizeGreaterThan(80)
                .allSatisfy(metric -> assertThat(MetricWords.of(metric.name()))
                        .doesNotContain(metric.name())
                        .contains(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "load.p95, the response time of the load test for 95 % of its requests",
        "load.errorRate, the error rate of the load tests",
        "load.checks.failed, the number of failed checks of the load tests",
        "load.thresholds.total, the number of thresholds of the load tests"
    })
    void shouldNameWhatLoadTestsMeasure(String metric, String words) {
        assertThat(MetricWords.of(metric)).isEqualTo(words);
    }
}
