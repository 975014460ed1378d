package io.jenkins.plugins.releasegates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitWitnessItemTest {

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "https://example.com/a.git, https://example.com/a.git main, ",
        "https://someone:word@example.com/a.git, https://****@example.com/a.git main, someone:word",
        "https://someone:wo@rd@example.com/a.git, https://****@example.com/a.git main, someone:wo@rd",
        "https://someone:wo/rd@example.com/a.git, https://****@example.com/a.git main, someone:wo/rd",
        "git@example.com:a.git, git@example.com:a.git main, ",
    })
    void shouldShowNothingOfAPassword(String repository, String place, String user) {
        GitWitnessItem item = new GitWitnessItem("forge", repository, "main");

        assertThat(item.place()).isEqualTo(place);
        assertThat(item.secrets()).isEqualTo(user == null ? Map.of() : Map.of("user", user));
    }
}
