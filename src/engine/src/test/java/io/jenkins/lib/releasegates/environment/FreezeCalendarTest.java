package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeCalendarTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final TimeZone MACHINE = TimeZone.getDefault();

    @AfterEach
    void putBack() {
        TimeZone.setDefault(MACHINE);
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\nUID:1@example\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Inventory\r\n"
                + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    private static String calendar(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n" + String.join("", events)
                + "END:VCALENDAR\r\n";
    }

    private static FreezeCalendar read(String... lines) throws UnreadableCalendarException {
        return CalendarReader.read(calendar(event(lines)), ZURICH);
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZURICH).toInstant();
    }

    private static List<String> begins(FreezeCalendar calendar, String from, String until) {
        return calendar.within(local(from), local(until)).stream()
                .map(freeze -> freeze.from().atZone(ZURICH).toLocalDateTime() + " "
                        + Duration.between(freeze.from(), freeze.until()).toHours())
                .toList();
    }

    @ParameterizedTest(name = "on a machine in {0}")
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Tokyo"})
    void shouldFreezeWholeDaysOfTheEnvironment(String machine) throws UnreadableCalendarException {
        TimeZone.setDefault(TimeZone.getTimeZone(machine));
        FreezeCalendar calendar = read("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270104");

        assertThat(calendar.at(local("2026-12-23T23:59:59"))).isEmpty();
        assertThat(calendar.at(local("2026-12-24T00:00:00")))
                .containsExactly(new Freeze(local("2026-12-24T00:00:00"), local("2027-01-04T00:00:00"), "Inventory"));
        assertThat(calendar.at(local("2027-01-03T23:59:59"))).hasSize(1);
        assertThat(calendar.at(local("2027-01-04T00:00:00"))).isEmpty();
        assertThat(read("DTSTART;VALUE=DATE:20261224").at(local("2026-12-24T23:59:59")))
                .hasSize(1);
        assertThat(read("DTSTART;VALUE=DATE:20261224").at(local("2026-12-25T00:00:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART:20261120T080000Z,               DTEND:20261120T100000Z,                  09:00",
        "DTSTART:20261120T090000,                DURATION:PT2H,                           09:00",
        "DTSTART;TZID=America/New_York:20261120T030000, DTEND;TZID=America/New_York:20261120T050000, 09:00",
        "DTSTART;TZID=/America/New_York:20261120T030000, DURATION:PT120M,                 09:00",
    })
    void shouldTakeTimesInTheZoneThatTheyName(String start, String end, String begin)
            throws UnreadableCalendarException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        assertThat(begins(read(start, end), "2026-11-20T00:00", "2026-11-21T00:00"))
                .containsExactly("2026-11-20T" + begin + " 2");
    }

    @Test
    void shouldTakeAZoneThatTheCalendarDefines() throws UnreadableCalendarException {
        String zone = "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:19671029T020000\r\n"
                + "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
        FreezeCalendar calendar = CalendarReader.read(
                calendar(zone, event("DTSTART;TZID=America/New_York:20261120T030000", "DURATION:PT2H")), ZURICH);
        assertThat(begins(calendar, "2026-11-20T00:00", "2026-11-21T00:00")).containsExactly("2026-11-20T09:00 2");
    }

    @Test
    void shouldRepeatByTheClockOnTheWall() throws UnreadableCalendarException {
        // On 2026-10-25 clocks go back by an hour.
        FreezeCalendar weekly =
                read("DTSTART;TZID=Europe/Zurich:20261016T160000", "DURATION:PT8H", "RRULE:FREQ=WEEKLY;BYDAY=FR");
        assertThat(begins(weekly, "2026-10-20T00:00", "2026-11-07T00:00"))
                .containsExactly("2026-10-23T16:00 8", "2026-10-30T16:00 8", "2026-11-06T16:00 8");
        assertThat(weekly.at(Instant.parse("2026-10-23T14:00:00Z"))).hasSize(1);
        assertThat(weekly.at(Instant.parse("2026-10-30T14:59:59Z"))).isEmpty();
        assertThat(weekly.at(Instant.parse("2046-11-02T16:00:00Z"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=DAILY;COUNT=3                       | 2026-11-02T09:00 1,2026-11-03T09:00 1,2026-11-04T09:00 1",
                "RRULE:FREQ=DAILY;UNTIL=20261103T080000Z        | 2026-11-02T09:00 1,2026-11-03T09:00 1",
                "RRULE:FREQ=DAILY;UNTIL=20261103T075959Z        | 2026-11-02T09:00 1",
                "RRULE:FREQ=WEEKLY;INTERVAL=2                   | 2026-11-02T09:00 1,2026-11-16T09:00 1,2026-11-30T09:00 1",
                "RRULE:FREQ=MONTHLY;BYDAY=-1FR                  | 2026-11-02T09:00 1,2026-11-27T09:00 1",
                "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2      | 2026-11-02T09:00 1,2026-11-03T09:00 1",
                "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30      | 2026-11-02T09:00 1",
            })
    void shouldRepeatAsTheRuleSays(String rule, String expected) throws UnreadableCalendarException {
        FreezeCalendar calendar = read("DTSTART;TZID=Europe/Zurich:20261102T090000", "DURATION:PT1H", rule.strip());
        assertThat(begins(calendar, "2026-11-01T00:00", "2026-12-01T00:00")).containsExactly(expected.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=DAILY;INTERVAL=5",
                "RRULE:FREQ=DAILY;COUNT=4000",
                "RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SA;WKST=SU",
                "RRULE:FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31,-1",
                "RRULE:FREQ=MONTHLY;BYDAY=-2FR",
                "RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
                "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=WE",
            })
    void shouldFindYearsLaterWhatItWouldHaveCounted(String rule) throws UnreadableCalendarException {
        FreezeCalendar calendar = read("DTSTART;TZID=Europe/Zurich:20261102T090000", "DURATION:PT30H", rule);
        List<Freeze> counted = calendar.within(local("2026-11-02T00:00"), local("2048-01-01T00:00"));
        for (int year = 2027; year < 2048; year++) {
            Instant from = local(year + "-02-10T12:00");
            Instant until = local(year + "-03-20T12:00");
            assertThat(calendar.within(from, until))
                    .containsExactlyElementsOf(counted.stream()
                            .filter(freeze -> freeze.until().isAfter(from)
                                    && freeze.from().isBefore(until))
                            .toList());
        }
    }

    @Test
    void shouldAddAndLeaveOutSingleDates() throws UnreadableCalendarException {
        FreezeCalendar calendar = read(
                "DTSTART;TZID=Europe/Zurich:20261102T090000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;COUNT=4",
                "EXDATE;TZID=Europe/Zurich:20261103T090000,20261104T090000",
                "RDATE;TZID=Europe/Zurich:20261120T120000");
        assertThat(begins(calendar, "2026-11-01T00:00", "2026-12-01T00:00"))
                .containsExactly("2026-11-02T09:00 1", "2026-11-05T09:00 1", "2026-11-20T12:00 1");
    }

    @Test
    void shouldMoveAndCancelSingleOnes() throws UnreadableCalendarException {
        String zone = ";TZID=Europe/Zurich:";
        FreezeCalendar calendar = CalendarReader.read(
                calendar(
                        event("DTSTART" + zone + "20261102T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"),
                        event(
                                "DTSTART" + zone + "20261103T150000",
                                "DURATION:PT2H",
                                "RECURRENCE-ID" + zone + "20261103T090000"),
                        event(
                                "DTSTART" + zone + "20261104T090000",
                                "DURATION:PT1H",
                                "RECURRENCE-ID" + zone + "20261104T090000",
                                "STATUS:CANCELLED")),
                ZURICH);
        assertThat(begins(calendar, "2026-11-01T00:00", "2026-12-01T00:00"))
                .containsExactly("2026-11-02T09:00 1", "2026-11-03T15:00 2");
    }

    @Test
    void shouldPassOverWhatIsCancelledOrTakesNoTime() throws UnreadableCalendarException {
        Instant then = local("2026-12-24T12:00");
        assertThat(read("DTSTART;VALUE=DATE:20261224", "STATUS:TENTATIVE").at(then))
                .hasSize(1);
        assertThat(read("DTSTART;VALUE=DATE:20261224", "TRANSP:OPAQUE").at(then))
                .hasSize(1);
        assertThat(read("DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED").at(then))
                .isEmpty();
        assertThat(read("DTSTART;VALUE=DATE:20261224", "TRANSP:TRANSPARENT").at(then))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUMMARY:x                                     | 4 | DTSTART none",
                "DTSTART:20261120T090000Z                      | 8 | an event that lasts 0 days and PT0S",
                "DTSTART:20261120T090000Z~DTEND:20261120T080000Z | 9 | an event that lasts 0 days and PT-1H",
                "DTSTART:20261120T090000Z~DTEND;VALUE=DATE:20261121 | 9 | DTEND a date and a time",
                "DTSTART;VALUE=DATE:20261120~DURATION:-P1D     | 9 | DURATION",
                "DTSTART;TZID=Mars/Olympus:20261120T090000~DURATION:PT1H | 8 | TZID=Mars/Olympus",
                "DTSTART;VALUE=DATE:20261120~RRULE:FREQ=HOURLY | 9 | FREQ=",
                "DTSTART;VALUE=DATE:20261120~RRULE:FREQ=DAILY;BYHOUR=9 | 9 | BYHOUR, BYMINUTE",
                "DTSTART;VALUE=DATE:20261120~RRULE:FREQ=DAILY;COUNT=99999 | 9 | COUNT 99999",
                "DTSTART;VALUE=DATE:20261120~EXRULE:FREQ=DAILY | 9 | EXRULE",
                "DTSTART;VALUE=DATE:20261120~RDATE;VALUE=PERIOD:20261121T000000Z/PT1H | 9 | RDATE a period",
                "DTSTART;VALUE=DATE:99990101                   | 8 | 9999",
                "DTSTART:tomorrow                              | 8 | DTSTART",
                "DTSTART;VALUE=DATE:20261120~RRULE:FREQ=FORTNIGHTLY | 9 | ",
            })
    void shouldRefuseWhatItDoesNotUnderstand(String lines, int line, String found) {
        assertThatThrownBy(() -> read(lines.strip().split("~")))
                .isInstanceOfSatisfying(UnreadableCalendarException.class, refused -> {
                    assertThat(refused.found()).contains(found == null ? "" : found);
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.allowed()).isNotBlank();
                });
    }

    @Test
    void shouldRefuseWhatIsNoWholeCalendar() {
        String whole = calendar(event("DTSTART;VALUE=DATE:20261224"));
        for (String broken : List.of(
                "x",
                whole.substring(0, whole.length() - 20),
                whole.replace("END:VEVENT\r\n", ""),
                whole + whole,
                whole.replace("SUMMARY:", "SUMMARY "),
                calendar("BEGIN:VTODO\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT\r\nEND:VTODO\r\n"),
                whole.replace("END:VCALENDAR", " ".repeat(CalendarReader.MAX_CHARS) + "END:VCALENDAR"),
                calendar(event("DTSTART;VALUE=DATE:20261224").repeat(201)))) {
            assertThatThrownBy(() -> CalendarReader.read(broken, ZURICH))
                    .describedAs(broken.substring(0, Math.min(300, broken.length())))
                    .isInstanceOf(UnreadableCalendarException.class);
        }
    }

    @Test
    void shouldKeepAnEnvironmentShutWhoseCalendarCannotBeRead() {
        EnvironmentDefinition sound = new EnvironmentDefinition(
                "p", "", """
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: p}
                spec:
                  gates:
                    - name: tests
                      criteria:
                        - {condition: 'tests.failed == 0'}
                """, List.of("**"), List.of(), "", "Europe/Zurich", List.of(), List.of());
        EnvironmentValidation read =
                EnvironmentValidation.of(List.of(sound.with(calendar(event("DTSTART;VALUE=DATE:20261224")))));
        assertThat(read.issues()).isEmpty();
        assertThat(read.environment("p").orElseThrow().times().frozen(local("2026-12-24T00:00")))
                .hasSize(1);

        EnvironmentValidation broken =
                EnvironmentValidation.of(List.of(sound.with(calendar(event("DTSTART:tomorrow")))));
        assertThat(broken.environment("p")).isEmpty();
        assertThat(broken.issues())
                .singleElement()
                .asString()
                .startsWith("environment \"p\":8:1: calendar: found ")
                .endsWith("allowed: an iCalendar as RFC 5545 has it");
    }

    @Test
    void shouldOpenWhenTheCalendarAndTheHoursLetIt() throws UnreadableCalendarException {
        FreezeCalendar calendar = read("DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=DAILY;COUNT=5");
        OpeningTimes times = new OpeningTimes(
                ZURICH, List.of(OpenHours.parse("Mon-Fri 09:00-17:00").orElseThrow()), List.of(), calendar);
        Instant monday = local("2026-11-23T10:00");

        assertThat(times.isOpen(monday)).isFalse();
        assertThat(times.frozen(monday)).hasSize(1);
        assertThat(times.opens(monday)).contains(local("2026-11-30T09:00"));
        assertThat(times.ahead(monday)).hasSize(5);
        assertThat(new OpeningTimes(
                                ZURICH, List.of(), List.of(), read("DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=DAILY"))
                        .opens(monday))
                .isEmpty();
    }

    @Test
    void shouldBeQuickWithAllThatIsAllowed() throws UnreadableCalendarException {
        FreezeCalendar calendar = CalendarReader.read(
                calendar(
                        event("DTSTART;VALUE=DATE:19700101", "RRULE:FREQ=DAILY").repeat(200)),
                ZURICH);
        OpeningTimes times = new OpeningTimes(ZURICH, List.of(), List.of(), calendar);
        long begun = System.nanoTime();
        assertThat(times.opens(local("2026-11-23T10:00"))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(times.ahead(local("2026-11-23T10:00"))).hasSize(20);
    }
}
