package io.jenkins.lib.releasegates.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.policy.condition.Condition.UndecidableConditionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static Condition compiled(String source) {
        return ConditionCompiler.compile(source).condition().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tests.failed == 0 && coverage.line >= 80       | true",
                "tests.failed == 0 && coverage.line >= 80.5     | false",
                "coverage.line > tests.total                    | true",
                "custom.x < 5 && custom['x'] > 1                | true",
                "double(tests.failed) < 0.1 * double(tests.total) | true",
                "!(tests.failed > 0)                            | true",
                "[tests.total, tests.failed].all(n, n >= 0)     | true",
            })
    void shouldAnswerByTheValues(String source, boolean answer) throws UndecidableConditionException {
        Map<String, Double> values =
                Map.of("tests.failed", 0.0, "tests.total", 10.0, "coverage.line", 80.0, "custom.x", 2.0);

        assertThat(compiled(source).evaluate(values)).isEqualTo(answer);
    }

    @Test
    void shouldNameMetricsThatEvaluationMightNeverReach() {
        assertThat(compiled("tests.failed == 0 || coverage.line.covered > 1 && (custom.a < 1 || custom['b c'] < 2)")
                        .metrics())
                .containsExactlyInAnyOrder("tests.failed", "coverage.line.covered", "custom.a", "custom.b c");
    }

    @Test
    void shouldHaveNoAnswerWithoutAValueEvenWhereItWouldNotMatter() {
        assertThatThrownBy(
                        () -> compiled("tests.failed == 0 || coverage.line > 1").evaluate(Map.of("tests.failed", 0.0)))
                .isInstanceOfSatisfying(
                        UndecidableConditionException.class,
                        e -> assertThat(e.missingData()).isTrue())
                .hasMessageContaining("coverage.line");
    }

    @Test
    void shouldHaveNoAnswerForWhatIsNotANumber() {
        assertThatThrownBy(() -> compiled("!(coverage.line < 80)").evaluate(Map.of("coverage.line", Double.NaN)))
                .isInstanceOfSatisfying(
                        UndecidableConditionException.class,
                        e -> assertThat(e.missingData()).isTrue())
                .hasMessageContaining("not a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 / tests.failed > 0                            | divides by zero",
                "tests.failed + 9223372036854775807 * 2 > 0      | too large",
                "tests.failed == {'a': 1}['b']                   | isn't there",
                "tests.failed == int('x')                        | no such value",
            })
    void shouldBlameTheConditionWhenItBreaks(String source, String words) {
        assertThatThrownBy(() -> compiled(source).evaluate(Map.of("tests.failed", 0.0)))
                .isInstanceOfSatisfying(
                        UndecidableConditionException.class,
                        e -> assertThat(e.missingData()).isFalse())
                .hasMessageContaining(words);
    }

    @Test
    @Timeout(10)
    void shouldEndAConditionThatWouldTakeForever() {
        String list = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]";
        String source = list + ".all(a, " + list + ".all(b, " + list + ".all(c, " + list
                + ".all(d, a + b + c + d > tests.failed))))";

        assertThatThrownBy(() -> compiled(source).evaluate(Map.of("tests.failed", 0.0)))
                .isInstanceOf(UndecidableConditionException.class)
                // Whichever limit is reached first on this machine.
                .hasMessageMatching("(?s).*(500000 steps|no answer within a second).*");
    }

    @Test
    void shouldRefuseLongAndDeepConditions() {
        assertThat(ConditionCompiler.compile("tests.failed == 0 ".repeat(500)).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.allowed()).isEqualTo("at most 4096"));
        assertThat(ConditionCompiler.compile("(".repeat(100) + "tests.failed == 0" + ")".repeat(100))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.found()).isEqualTo("too deep a nesting"));
    }

    @Test
    @Timeout(10)
    void shouldNotWaitLongerThanTheLimitAndLeaveNoThreadBehind() throws Exception {
        TimeLimit limit = new TimeLimit(Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);

        assertThatThrownBy(() -> limit.call(() -> {
                    try {
                        never.await();
                        return true;
                    } finally {
                        ended.countDown();
                    }
                }))
                .isInstanceOf(TimeoutException.class);

        ended.await();
        assertThat(limit.call(() -> Thread.currentThread().isDaemon())).isTrue();
    }
}
