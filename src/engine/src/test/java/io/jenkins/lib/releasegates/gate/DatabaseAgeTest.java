package io.jenkins.lib.releasegates.gate;

import static io.jenkins.lib.releasegates.gate.Scenes.NOW;
import static io.jenkins.lib.releasegates.gate.Scenes.decide;
import static io.jenkins.lib.releasegates.gate.Scenes.grounds;
import static io.jenkins.lib.releasegates.gate.Scenes.policy;
import static io.jenkins.lib.releasegates.gate.Scenes.scanned;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAgeTest {

    private static final String SPEC = "  scans: {maxDatabaseAge: 12h}\n";

    @ParameterizedTest(name = "checked {0} minutes ago: {1}")
    @CsvSource({"0, PASSED", "720, PASSED", "721, INCONCLUSIVE", "-5, PASSED", "-6, INCONCLUSIVE"})
    void shouldHoldTheDatabaseToThePolicy(int minutes, Verdict.Kind expected) {
        Decision decision = decide(
                policy("metric: vulnerabilities.total, threshold: 1", SPEC),
                scanned(NOW.minus(Duration.ofMinutes(minutes)), Map.of("vulnerabilities.total", 0.0)));

        assertThat(decision.outcome()).as(grounds(decision).why()).isEqualTo(expected);
    }

    @Test
    void shouldSaySinceWhenNobodyHasLooked() {
        Decision decision = decide(
                policy("metric: vulnerabilities.total, threshold: 1", SPEC),
                scanned(NOW.minus(Duration.ofDays(2)), Map.of("vulnerabilities.total", 0.0)));

        assertThat(grounds(decision).why())
                .isEqualTo(
                        "The vulnerability database of scan.jsonl was last checked at 2026-11-19T10:00:00Z, longer ago than"
                                + " the 12 hours that the policy allows, so nobody knows what has become known since.");
    }

    @Test
    void shouldMeasureTheAge() {
        Decision decision = decide(
                policy("condition: scan.databaseAgeHours > 1.4 && scan.databaseAgeHours < 1.6"),
                scanned(NOW.minus(Duration.ofMinutes(90)), Map.of()));

        assertThat(decision.outcome()).as(grounds(decision).why()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(grounds(decision).observed()).isEqualTo("scan.databaseAgeHours = 1.5 hours");
    }

    @Test
    void shouldLeaveOtherMetricsAlone() {
        Decision decision = decide(
                policy("metric: tests.failed, threshold: 1", SPEC),
                scanned(NOW.minus(Duration.ofDays(2)), Map.of("tests.failed", 0.0)));

        assertThat(decision.outcome()).isEqualTo(Verdict.Kind.PASSED);
    }
}
