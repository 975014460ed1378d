package io.jenkins.lib.releasegates.evidence.reader.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedTextTest {

    @ParameterizedTest(name = "{0} after {1} shares {2}")
    @CsvSource({
        "a long message 2, a long message 1, 15",
        "a long, a long message, 6",
        "a long message, a long, 14",
        "a long message, a long mes, 10",
        "another, a long message, 7",
        "'', a long message, 0",
        "message, '', 7"
    })
    void shouldShareABeginningOfHalfTheText(String text, String base, int shared) {
        SharedText found = SharedText.of(text, base);

        assertThat(found.text()).isEqualTo(text);
        assertThat(found.shared()).isEqualTo(shared);
    }
}
