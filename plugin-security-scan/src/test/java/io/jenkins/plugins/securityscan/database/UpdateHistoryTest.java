package io.jenkins.plugins.securityscan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateHistoryTest {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PERIOD = Duration.ofHours(12);
    private static final String SOURCE = "data feeds at https://mirror.example/nvd/ ";

    @TempDir
    private Path folder;

    private static UpdateHistory failed(int times) {
        UpdateHistory history = UpdateHistory.NONE.begun(AT, SOURCE).success(AT);
        for (int i = 0; i < times; i++) {
            history = history.begun(AT, SOURCE).failure(AT, "found status 503");
        }
        return history;
    }

    @Test
    void shouldBeDueAtOnceWhereNothingWasTried() {
        assertThat(UpdateHistory.NONE.next(SOURCE, PERIOD)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldBeDueAtOnceWithAnotherSource() {
        assertThat(failed(3).next("another", PERIOD)).isEqualTo(Instant.EPOCH);
        assertThat(failed(3).begun(AT, "another").failures()).isZero();
    }

    @ParameterizedTest(name = "after {0} failures the next attempt comes {1} hours after the last one")
    @CsvSource({"0, 12", "1, 1", "2, 2", "3, 4", "4, 8", "5, 12", "60, 12", "2000000, 12"})
    void shouldWaitLongerEachTimeUpToThePeriod(int failures, int hours) {
        UpdateHistory history = failures < 100
                ? failed(failures)
                : new UpdateHistory(SOURCE, null, null, AT, "found status 503", failures);

        assertThat(history.next(SOURCE, PERIOD)).isEqualTo(AT.plus(Duration.ofHours(hours)));
    }

    @Test
    void shouldStartAgainWithOneHourAfterASuccess() {
        UpdateHistory history =
                failed(4).begun(AT, SOURCE).success(AT).begun(AT, SOURCE).failure(AT, "found status 503");

        assertThat(history.next(SOURCE, PERIOD)).isEqualTo(AT.plus(Duration.ofHours(1)));
    }

    @Test
    void shouldNotCountWhatWasEndedOnPurpose() {
        UpdateHistory history = failed(2).begun(AT.plusSeconds(9), SOURCE).dropped();

        assertThat(history).isEqualTo(failed(2));
    }

    @Test
    void shouldSurviveARestart() throws IOException {
        Path file = folder.resolve("new/history.json");
        assertThat(UpdateHistory.read(file)).isEqualTo(UpdateHistory.NONE);
        for (UpdateHistory history : new UpdateHistory[] {
            UpdateHistory.NONE, failed(2), failed(0), failed(1).begun(AT, SOURCE)
        }) {
            history.write(file);

            assertThat(UpdateHistory.read(file)).isEqualTo(history);
        }
        assertThat(folder.resolve("new").toFile().list()).containsExactly("history.json");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"failures\":", "{\"began\": \"yesterday\"}"})
    void shouldSayThatItCannotBeRead(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("history.json"), text);

        assertThatThrownBy(() -> UpdateHistory.read(file)).isInstanceOf(IOException.class);
    }
}
