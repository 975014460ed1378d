package io.jenkins.lib.releasegates.analysis;

import static io.jenkins.lib.releasegates.analysis.Steps.START;
import static io.jenkins.lib.releasegates.analysis.Steps.all;
import static io.jenkins.lib.releasegates.analysis.Steps.everyMinute;
import static io.jenkins.lib.releasegates.analysis.Steps.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.analysis.SeriesJson.UnreadableSeriesException;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesJsonTest {

    private static final Series SERIES = all(
            start(everyMinute()
                    .initialDelay(Duration.ofSeconds(5))
                    .count(9)
                    .failureLimit(3)
                    .consecutiveErrorLimit(Sampling.OFF)
                    .consecutiveSuccessLimit(4)
                    .steady(Duration.ofMinutes(3))
                    .build()),
            "FEGgG");
    private static final String TEXT = SeriesJson.write(SERIES);

    private int points;

    @Test
    void shouldGoOnFromEachPointAsIfNothingHadHappened() throws UnreadableSeriesException {
        for (Sampling sampling : List.of(
                everyMinute()
                        .count(3)
                        .failureLimit(1)
                        .inconclusiveLimit(1)
                        .consecutiveErrorLimit(1)
                        .build(),
                everyMinute()
                        .count(4)
                        .failureLimit(2)
                        .consecutiveSuccessLimit(2)
                        .build(),
                Sampling.untilGreen(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofDays(1)))) {
            go(start(sampling), start(sampling), 5);
        }

        assertThat(points).isGreaterThan(2_000);
    }

    /** One that is never stopped, and one that is stopped and resumed after each sample. */
    private void go(Series going, Series stopped, int depth) throws UnreadableSeriesException {
        String text = SeriesJson.write(stopped);
        assertThat(text).isEqualTo(SeriesJson.write(going));
        points++;
        if (depth == 0 || going.hasEnded()) {
            return;
        }
        for (char letter : new char[] {'G', 'F', 'I', 'E', 'g'}) {
            Series resumed = SeriesJson.read(text);
            assertThat(resumed.phase()).isEqualTo(going.phase());
            go(Steps.next(going, letter), Steps.next(resumed, letter), depth - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldKeepHowItEnded(Ending ending) throws UnreadableSeriesException {
        Series read = SeriesJson.read(SeriesJson.write(SeriesTest.ended(ending)));

        assertThat(read.ending()).contains(ending);
    }

    @Test
    void shouldBeCanonical() throws Exception {
        byte[] canonical = CanonicalJson.bytes(new ObjectMapper().readTree(TEXT));

        assertThat(TEXT)
                .isEqualTo(new String(canonical, StandardCharsets.UTF_8))
                .doesNotContain("\n");
    }

    @Test
    void shouldReadTheExampleOfItsPage() throws Exception {
        String example =
                Files.readAllLines(Path.of(System.getProperty("project.root"), "docs", "formats", "analysis.md"))
                        .stream()
                        .filter(line -> line.startsWith("{"))
                        .findFirst()
                        .orElseThrow();

        Series read = SeriesJson.read(example);

        assertThat(SeriesJson.write(read)).isEqualTo(example);
        assertThat(read.tally().failed()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatItDoesNotKnow() throws UnreadableSeriesException {
        String newer = TEXT.replace("\"gaps\"", "\"future\":{\"a\":[1,{\"b\":2.5}]},\"gaps\"")
                .replace("\"steady\"", "\"soon\":true,\"steady\"");
        newer = canonical(newer);

        Series read = SeriesJson.read(newer);

        assertThat(SeriesJson.write(read)).isEqualTo(newer);
        assertThat(SeriesJson.write(Steps.next(read, 'G'))).contains("\"soon\":true", "\"b\":2.5");
        assertThat(SeriesJson.write(read.cancel(START.plus(Duration.ofHours(1)))))
                .contains("\"soon\":true", "\"ending\":\"CANCELLED\"");
    }

    private static String canonical(String json) {
        try {
            return new String(CanonicalJson.bytes(new ObjectMapper().readTree(json)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Test
    void shouldRefuseWhatIsCut() {
        for (int length = 0; length < TEXT.length(); length++) {
            String cut = TEXT.substring(0, length);
            assertThatThrownBy(() -> SeriesJson.read(cut)).isInstanceOf(UnreadableSeriesException.class);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"version\":1 | \"version\":2 | version: found \"2\", allowed: the number 1",
                "\"failed\":1 | \"failed\":-1 | tally.failed: found \"-1\", allowed: a whole number from 0",
                "\"failed\":1 | \"failed\":1.5 | tally.failed: found \"1.5\"",
                "\"failed\":1 | \"failed\":99999999999 | tally.failed: found \"99999999999\"",
                "\"failed\":1 | \"failed\":null | tally.failed: found \"null\"",
                "\"failed\":1 | \"failed\":1,\"failed\":1 | Found no JSON of an analysis: \"Duplicate field 'failed'\"",
                "\"steady\":\"PT3M\" | \"steady\":\"soon\" | sampling.steady: found \"soon\", allowed: a duration such as PT30S",
                "\"steady\":\"PT3M\" | \"steady\":\"PT-3M\" | Found a state that no analysis has: \"steady: found PT-3M",
                "\"count\":9 | \"count\":0 | sampling.count: found \"0\"",
                "\"outcome\":\"PASSED\" | \"outcome\":\"BEST\" | samples[0].seen[0].outcome: found \"BEST\", allowed: one of [FAILED",
                "\"startedAt\":\"2026 | \"startedAt\":\"+123456 | startedAt: found",
                "\"deadline\":\"2026 | \"deadline\":\"2027 | deadline: found",
                "\"gates\":[\"errors\", | \"gates\":[\"latency\", | Found a state that no analysis has: \"gates: found one twice",
                "\"gates\":[\"errors\", | \"gates\":[ | samples[0].seen: found an array or object, allowed: an array of at most 1 items",
                "\"gaps\":1 | \"ending\":\"GOAL_REACHED\",\"gaps\":1 | ending: found \"GOAL_REACHED\", allowed: no ending by these samples",
                "\"gaps\":1 | \"ending\":\"COUNT_REACHED\",\"gaps\":1 | ending: found \"COUNT_REACHED\"",
                "\"consecutiveSuccess\":2 | \"consecutiveSuccess\":0 | greenSince: found",
                "\"successful\":3 | \"successful\":1 | Found a state that no analysis has: \"More in a row than in all",
                "\"failed\":1 | \"failed\":9 | ending: found nothing, allowed: FAILURE_LIMIT",
            })
    void shouldRefuseWhatNoAnalysisWrote(String written, String hostile, String message) {
        assertThat(TEXT).contains(written);
        String text = TEXT.replaceFirst(Pattern.quote(written), hostile);

        assertThatThrownBy(() -> SeriesJson.read(text))
                .isInstanceOf(UnreadableSeriesException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"version\":1}",
                "{\"version\":1}x",
                "\u0000",
                "{\"version\":\"1\"}"
            })
    void shouldRefuseWhatIsNoState(String text) {
        assertThatThrownBy(() -> SeriesJson.read(text)).isInstanceOf(UnreadableSeriesException.class);
    }

    @Test
    void shouldRefuseWhatIsTooDeepOrTooLong() {
        String deep = TEXT.replace("\"gaps\"", "\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"gaps\"");

        assertThatThrownBy(() -> SeriesJson.read(deep)).isInstanceOf(UnreadableSeriesException.class);
        assertThatThrownBy(() -> SeriesJson.read(" ".repeat(SeriesJson.MAX_LENGTH + 1)))
                .hasMessage("Found 262145 characters, allowed: at most 262144");
    }

    /** Whatever a character becomes: it is read as a state that could be, or refused with words; never another exception. */
    @Test
    void shouldSurviveAnyOneCharacter() {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            int place = random.nextInt(TEXT.length());
            char other = "0129\"{}[],:-.eE\\\uD83D\u0000Zx".charAt(random.nextInt(20));
            try {
                SeriesJson.write(SeriesJson.read(TEXT.substring(0, place) + other + TEXT.substring(place + 1)));
            } catch (UnreadableSeriesException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void shouldStayWithinWhatIsRead() throws UnreadableSeriesException {
        List<String> gates = IntStream.range(0, Series.MAX_GATES)
                .mapToObj(i -> i + "\u0001".repeat(Series.MAX_NAME - 2))
                .toList();
        List<Seen> seen = Collections.nCopies(Series.MAX_GATES, new Seen(Outcome.PASSED, "\u0001".repeat(99)));
        Series widest = Series.start(everyMinute().build(), gates, START).next(new Sample(START, seen), START);

        assertThat(SeriesJson.read(SeriesJson.write(widest)).tally()).isEqualTo(widest.tally());
    }
}
