package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTimesTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZURICH).toInstant();
    }

    private static OpeningTimes open(String... hours) {
        return new OpeningTimes(
                ZURICH,
                Stream.of(hours)
                        .map(text -> OpenHours.parse(text).orElseThrow())
                        .toList(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        // 2026-11-20 is a Friday
        "Mon-Fri 09:00-17:00, 2026-11-20T08:59:59, false",
        "Mon-Fri 09:00-17:00, 2026-11-20T09:00:00, true",
        "Mon-Fri 09:00-17:00, 2026-11-20T16:59:59, true",
        "Mon-Fri 09:00-17:00, 2026-11-20T17:00:00, false",
        "Mon-Fri 09:00-17:00, 2026-11-21T12:00:00, false",
        "Fri-Mon 09:00-17:00, 2026-11-22T12:00:00, true",
        "Fri-Mon 09:00-17:00, 2026-11-24T12:00:00, false",
        "Fri 22:00-04:00, 2026-11-20T23:00:00, true",
        "Fri 22:00-04:00, 2026-11-21T03:59:00, true",
        "Fri 22:00-04:00, 2026-11-20T03:59:00, false",
        "Mon-Sun 00:00-24:00, 2026-11-21T00:00:00, true",
        "Sat 00:00-24:00, 2026-11-21T23:59:59, true",
        "Sat 00:00-24:00, 2026-11-22T00:00:00, false"
    })
    void shouldBeOpenInItsHoursAlone(String hours, String time, boolean open) {
        assertThat(open(hours).isOpen(local(time))).isEqualTo(open);
    }

    @Test
    void shouldKeepLocalTimeWhenClocksChange() {
        // On 2026-10-25 clocks go back by an hour.
        OpeningTimes times = open("Mon-Sun 09:00-17:00");

        assertThat(times.isOpen(Instant.parse("2026-10-24T07:30:00Z"))).isTrue();
        assertThat(times.isOpen(Instant.parse("2026-10-25T07:30:00Z"))).isFalse();
        assertThat(times.isOpen(Instant.parse("2026-10-25T08:30:00Z"))).isTrue();
    }

    @Test
    void shouldSayWhenItOpens() {
        OpeningTimes times = open("Mon-Thu 09:00-17:00", "Fri 09:00-12:00");

        assertThat(times.opens(local("2026-11-20T10:00:00"))).contains(local("2026-11-20T10:00:00"));
        assertThat(times.opens(local("2026-11-20T13:00:00"))).contains(local("2026-11-23T09:00:00"));
        assertThat(times.opens(local("2026-11-23T01:00:00"))).contains(local("2026-11-23T09:00:00"));
    }

    @Test
    void shouldOpenAfterAFreezeOnlyInItsHours() {
        Freeze freeze = new Freeze(local("2026-12-24T00:00:00"), local("2027-01-04T00:00:00"), "end of the year");
        OpeningTimes times = new OpeningTimes(
                ZURICH, List.of(OpenHours.parse("Mon-Fri 09:00-17:00").orElseThrow()), List.of(freeze));
        Instant christmas = local("2026-12-25T12:00:00");

        assertThat(times.inHours(christmas)).isTrue();
        assertThat(times.isOpen(christmas)).isFalse();
        assertThat(times.frozen(christmas)).containsExactly(freeze);
        assertThat(times.opens(christmas)).contains(local("2027-01-04T09:00:00"));
        assertThat(times.ahead(local("2026-11-20T10:00:00"))).containsExactly(freeze);
        assertThat(times.ahead(local("2027-02-01T10:00:00"))).isEmpty();
    }

    @Test
    void shouldNotOpenWhereEverythingIsFrozen() {
        Instant now = local("2026-11-20T10:00:00");
        OpeningTimes times =
                new OpeningTimes(ZURICH, List.of(), List.of(new Freeze(now, now.plus(Duration.ofDays(500)), "moved")));

        assertThat(times.opens(now)).isEqualTo(Optional.empty());
    }

    @Test
    void shouldFindTheSameOpeningAsALookAtEveryMinute() {
        OpeningTimes times = open("Sun 23:30-00:30", "Wed 12:00-12:01");

        for (int hour = 0; hour < 24 * 8; hour += 5) {
            Instant from = local("2026-10-20T00:07:00").plus(Duration.ofHours(hour));
            Instant slow = from;
            while (!times.isOpen(slow)) {
                slow = slow.plusSeconds(60 - slow.getEpochSecond() % 60);
            }
            assertThat(times.opens(from)).as(from.toString()).contains(slow);
        }
    }
}
