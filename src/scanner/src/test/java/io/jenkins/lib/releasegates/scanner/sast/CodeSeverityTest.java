package io.jenkins.lib.releasegates.scanner.sast;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.result.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSeverityTest {

    @ParameterizedTest(name = "{0} of rank {1} is {2}")
    @CsvSource({
        "SECURITY, 1, CRITICAL", "SECURITY, 4, CRITICAL", "SECURITY, 5, HIGH", "SECURITY, 7, HIGH",
                "SECURITY, 8, MEDIUM",
        "SECURITY, 12, MEDIUM", "SECURITY, 13, LOW", "SECURITY, 20, LOW", "CORRECTNESS, 1, HIGH",
                "CORRECTNESS, 4, HIGH",
        "CORRECTNESS, 5, MEDIUM", "MT_CORRECTNESS, 9, MEDIUM", "STYLE, 10, ", "BAD_PRACTICE, 19, "
    })
    void shouldFollowItsTableWhenCategoryAndRankAreKnown(String category, int rank, Severity severity) {
        assertThat(CodeSeverity.of(category, rank).orElse(null)).isEqualTo(severity);
    }
}
