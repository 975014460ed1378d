package io.jenkins.lib.releasegates.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.slo.Expression.Form;
import io.jenkins.lib.releasegates.slo.Expression.Unit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    private static final Duration MONTH = Duration.ofDays(30);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a_total ; increase(a_total[30d])",
                "a:b{c=\"d\"} ; increase(a:b{c=\"d\"}[30d])",
                "sum( a{b=~\"(5..|4{2})\\\"}\", c!='}'} ) ; sum(increase(a{b=~\"(5..|4{2})\\\"}\", c!='}'}[30d]))",
            })
    void shouldAskWhatACounterGrewBy(String counter, String question) {
        assertThat(new Expression(counter, Form.COUNTER).counted(MONTH)).isEqualTo(question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b",
                "sum(a",
                "a)",
                "sum(a) by (b)",
                "rate(a[5m])",
                "a[5m]",
                "sum(a) / sum(b)",
                "",
                "{a=\"b\"}",
                "a{b=\"c}",
                "a offset 5m",
                "sum(a{b=\"c\"}) # }"
            })
    void shouldTakeNothingElseForACounter(String text) {
        assertThat(Expression.isCounter(text)).isFalse();
    }

    @Test
    void shouldPutTheWindowWhereItBelongs() {
        Expression query = new Expression("rate(a[{{.window}}]) / rate(b[{{ .window }}])", Form.WINDOWED);

        assertThat(query.counted(Duration.ofMinutes(90))).isEqualTo("rate(a[90m]) / rate(b[90m])");
        assertThat(query.mean(Duration.ofSeconds(5))).isEqualTo("rate(a[5s]) / rate(b[5s])");
    }

    @Test
    void shouldLookAtSamplesMinuteByMinuteAndFinerInShortWindows() {
        Expression number = new Expression("a", Form.SAMPLED);

        assertThat(number.counted(MONTH)).isEqualTo("sum_over_time((a)[30d:1m])");
        assertThat(number.mean(Duration.ofMinutes(1))).isEqualTo("avg_over_time(((a) >= -Inf)[1m:12s])");
        assertThat(number.share(Comparison.LT, "0.5", Duration.ofHours(1)))
                .isEqualTo("avg_over_time((((a) >= -Inf) < bool 0.5)[1h:1m])");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sum(rate(a[{{.window}}])) | EVENTS_PER_SECOND",
                "sum(increase(a{b=\"rate(\"}[{{.window}}])) | EVENTS",
                "sum_over_time((count(a < 0.5))[{{.window}}:]) OR on() vector(0) | EVENTS",
                "sum(rate(a[{{.window}}])) * scalar(sum(increase(b[{{.window}}]))) | UNKNOWN",
                "max_over_time(a[{{.window}}]) | UNKNOWN",
            })
    void shouldTellWhatIsCounted(String query, Unit unit) {
        assertThat(new Expression(query, Form.WINDOWED).unit()).isEqualTo(unit);
    }

    @Test
    void shouldCopeWithLongQueries() {
        String text = "a{b=~\"" + "\\\\(x|y)".repeat(3000) + "\"}";

        assertThat(Expression.isCounter(text)).isTrue();
        assertThat(new Expression(text + "[{{.window}}]", Form.WINDOWED).unit()).isEqualTo(Unit.UNKNOWN);
        assertThat(Expression.isCounter("a{" + "''".repeat(10_000))).isFalse();
    }
}
