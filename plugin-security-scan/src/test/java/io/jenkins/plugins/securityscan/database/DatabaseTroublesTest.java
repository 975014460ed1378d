package io.jenkins.plugins.securityscan.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.securityscan.database.CurrentDatabase.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DatabaseTroublesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Optional<Snapshot> checked(Duration ago) {
        return Optional.of(new Snapshot(
                Path.of("v"), "v", "sha256:", NOW.minus(ago), NOW.minus(ago), "", 1, OptionalInt.empty(), 1));
    }

    private static UpdateHistory failures(int times) {
        return new UpdateHistory("", null, null, NOW, times == 0 ? "" : "found status 503", times);
    }

    @Test
    void shouldSayNothingOfAFreshDatabase() {
        assertThat(DatabaseTroubles.of(checked(Duration.ofHours(24)), failures(2), NOW))
                .isEmpty();
    }

    @Test
    void shouldTellOfADatabaseThatIsOlderThanADay() {
        assertThat(DatabaseTroubles.of(checked(Duration.ofHours(25)), failures(0), NOW))
                .singleElement()
                .asString()
                .contains("2026-11-20T11:00:00Z");
    }

    @Test
    void shouldTellOfThreeFailuresInARowWithTheLastOne() {
        assertThat(DatabaseTroubles.of(checked(Duration.ofHours(1)), failures(3), NOW))
                .containsExactly("The last 3 updates failed.", "The last one said: found status 503");
    }

    @Test
    void shouldTellOfAMissingDatabaseOnceAnUpdateHasFailed() {
        assertThat(DatabaseTroubles.of(Optional.empty(), failures(0), NOW)).isEmpty();
        assertThat(DatabaseTroubles.of(Optional.empty(), failures(1), NOW))
                .hasSize(2)
                .first()
                .asString()
                .contains("no vulnerability database yet");
    }
}
