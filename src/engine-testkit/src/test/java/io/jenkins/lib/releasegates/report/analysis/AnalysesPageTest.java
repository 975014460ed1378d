package io.jenkins.lib.releasegates.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.metric.MetricHistory;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysesPageTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202e\u001b[31m";

    private static final Sampling SAMPLING =
            Sampling.builder().interval(Duration.ofMinutes(1)).build();

    private static MetricState state(String gate, MetricState.About about, Seen... seen) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            samples.add(new Sample(NOW.plusSeconds(60L * i), List.of(seen[i])));
        }
        return new MetricState(Series.start(SAMPLING, List.of(gate), NOW), new MetricHistory(samples, 0), about);
    }

    private static MetricState state(Seen... seen) {
        return state("errors", new MetricState.About("prometheus", "up", "result < 1.0"), seen);
    }

    private static Sparkline line(Seen... seen) {
        return AnalysesPage.of(List.of(state(seen)), List.of(), List.of())
                .analyses()
                .get(0)
                .line();
    }

    private static Seen passed(String value) {
        return new Seen(Outcome.PASSED, value);
    }

    @Test
    void shouldShowWhatWasSeenTheNewestFirst() {
        String html = AuditPageRenderer.analyses(AnalysesPage.of(
                List.of(state(passed("0.01"), new Seen(Outcome.FAILED, "0.5"))), List.of(), List.of()));
        assertThat(html)
                .contains("errors", "RUNNING", "result &lt; 1.0", "Next sample", "PASSED", "FAILED")
                .contains("aria-label=\"The numbers over time, from 0.01 to 0.5");
        assertThat(html.indexOf("FAILED")).isLessThan(html.indexOf("PASSED"));
    }

    @Test
    void shouldShowTextOfStrangersAsText() {
        String html = AuditPageRenderer.analyses(AnalysesPage.of(
                List.of(state(
                        HOSTILE,
                        new MetricState.About(HOSTILE, HOSTILE, HOSTILE),
                        new Seen(Outcome.ERROR, HOSTILE),
                        passed("1"))),
                List.of(KeptBudget.of(new Measured.Inconclusive(Measured.Reason.NO_DATA, HOSTILE))),
                List.of(HOSTILE)));
        assertThat(html).doesNotContain("<script>alert", "\u202e", "\u001b").contains("&lt;script&gt;alert");
    }

    @Test
    void shouldSayThatNothingWasAsked() {
        assertThat(AuditPageRenderer.analyses(new AnalysesPage(List.of(), List.of(), List.of())))
                .contains("Nothing was asked about a running service");
    }

    @Test
    void shouldShowNoMoreThanAHundredRows() {
        Seen[] many = new Seen[250];
        java.util.Arrays.fill(many, passed("1"));
        AnalysesPage.One one = AnalysesPage.of(List.of(state(many)), List.of(), List.of())
                .analyses()
                .get(0);
        assertThat(one.rows()).hasSize(100);
        assertThat(one.more()).isEqualTo(150);
        assertThat(one.rows().get(0).at()).isEqualTo(NOW.plusSeconds(60 * 249));
    }

    @Test
    void shouldBreakTheLineWhereThereWasNoNumber() {
        Sparkline line = line(passed("0"), passed("10"), Seen.of(Outcome.EMPTY), passed("5"), passed("10"));
        assertThat(line.lines()).containsExactly("4.0,56.0 77.0,4.0", "223.0,30.0 296.0,4.0");
        assertThat(line.dots()).hasSize(4);
        assertThat(line.lowest()).isEqualTo("0");
        assertThat(line.highest()).isEqualTo("10");
    }

    @Test
    void shouldDrawEqualNumbersInTheMiddle() {
        assertThat(line(passed("7"), passed("7")).lines()).containsExactly("4.0,30.0 296.0,30.0");
        assertThat(line(passed("7")).lines()).containsExactly("150.0,30.0");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "3 values", "1.2.3", "--1", "1e", "''", "Infinity"})
    void shouldDrawNothingThatIsNoNumber(String value) {
        assertThat(line(passed(value)).dots()).isEmpty();
    }
}
