package io.jenkins.lib.releasegates.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.slo.BudgetWindow.Calendar;
import io.jenkins.lib.releasegates.slo.BudgetWindow.Period;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // A month by the clocks of Berlin, over the end of summer time.
        "2026-01-01T00:00, 1, MONTHS, 2026-10-31T12:00:00Z, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
        // Months after a 31st end with the month, and don't wander.
        "2026-01-31T00:00, 1, MONTHS, 2026-03-01T12:00:00Z, 2026-02-27T23:00:00Z, 2026-03-30T22:00:00Z",
        // A day of 25 hours, looked at in its last one.
        "2026-01-01T00:00, 1, DAYS, 2026-10-25T22:59:59Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        // Its end belongs to the next.
        "2026-01-01T00:00, 1, DAYS, 2026-10-25T23:00:00Z, 2026-10-25T23:00:00Z, 2026-10-26T23:00:00Z",
        // The very beginning.
        "2026-01-01T00:00, 2, WEEKS, 2025-12-31T23:00:00Z, 2025-12-31T23:00:00Z, 2026-01-14T23:00:00Z",
        "2020-02-29T12:00, 1, YEARS, 2026-02-28T10:59:59Z, 2025-02-28T11:00:00Z, 2026-02-28T11:00:00Z"
    })
    void shouldFindThePeriodByTheClocksOfItsZone(
            LocalDateTime start, int amount, ChronoUnit unit, Instant now, Instant from, Instant end) {
        assertThat(new Calendar(start, BERLIN, amount, unit).at(now)).contains(new Period(from, now, end));
    }

    @Test
    void shouldHaveNoPeriodBeforeTheFirst() {
        Calendar calendar = new Calendar(LocalDateTime.parse("2026-01-01T00:00"), BERLIN, 1, ChronoUnit.MONTHS);

        assertThat(calendar.at(Instant.parse("2025-12-31T22:59:59Z"))).isEmpty();
    }

    @Test
    void shouldHaveEachInstantInOnePeriod() {
        Random random = new Random(20261122);
        ChronoUnit[] units = {ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS, ChronoUnit.YEARS};
        for (int i = 0; i < 5000; i++) {
            LocalDateTime start = LocalDateTime.of(2020, 1, 1, 0, 0).plusMinutes(random.nextInt(1_000_000));
            Calendar calendar = new Calendar(start, BERLIN, 1 + random.nextInt(5), units[random.nextInt(4)]);
            Instant now = start.atZone(BERLIN).toInstant().plusSeconds(random.nextInt(300_000_000));

            Period period = calendar.at(now).orElseThrow();

            assertThat(now).isBetween(period.from(), period.end().minusNanos(1));
            assertThat(calendar.at(period.end()).orElseThrow().from()).isEqualTo(period.end());
        }
    }
}
