package io.jenkins.lib.releasegates.slo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories on a disk, and what else may lie there. */
class BudgetHistoriesTest {

    private static final BudgetHistories.Key KEY =
            new BudgetHistories.Key("shop/qa", Digest.of(new byte[0]), ErrorBudget.Way.QUERIED, "http://127.0.0.1/");

    @TempDir
    Path directory;

    private BudgetHistories histories = new BudgetHistories(Path.of("unused"));

    @BeforeEach
    void open() {
        histories = new BudgetHistories(directory.resolve("new"));
    }

    private List<String> add(long minutes, Measured measured) throws IOException {
        return histories.add(
                KEY, Looks.about(Duration.ofDays(30)), measured, Looks.NOW.minus(Duration.ofMinutes(minutes)));
    }

    private BudgetHistory read() throws IOException {
        return histories.of(KEY).orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(directory.resolve("new"))) {
            return listed.toList();
        }
    }

    private Path file() throws IOException {
        return files().stream()
                .filter(path -> path.toString().endsWith(".jsonl"))
                .findFirst()
                .orElseThrow();
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(file());
        assertThat(text).contains(from);
        Files.writeString(file(), text.replace(from, to));
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        assertThat(histories.of(KEY)).isEmpty();
        Measured known = Looks.known(-0.25, 20, 0.5);
        assertThat(add(30, known)).isEmpty();
        add(15, Looks.down("\u2028 no \"answer\" \u202e\n"));
        add(0, Looks.known(0.1, 0, 1e-9));

        BudgetHistory history = read();
        assertThat(history.about()).isEqualTo(Looks.about(Duration.ofDays(30)));
        assertThat(history.samples())
                .containsExactly(
                        Looks.sample(30, known),
                        Looks.sample(15, Looks.down("\u2028 no \"answer\" \u202e\n")),
                        Looks.sample(0, Looks.known(0.1, 0, 1e-9)));
        assertThat(history.troubles()).isEmpty();
        assertThat(files()).as("nothing else is left there").hasSize(1);
    }

    @Test
    void shouldKeepEnvironmentsAndPlacesApart() throws IOException {
        add(0, Looks.known(0.5, 1, 1));

        assertThat(histories.of(new BudgetHistories.Key("qa", KEY.definition(), KEY.way(), KEY.place())))
                .isEmpty();
        assertThat(histories.of(new BudgetHistories.Key(
                        KEY.environment(), KEY.definition(), ErrorBudget.Way.RECORDED, KEY.place())))
                .isEmpty();
        assertThat(histories.of(new BudgetHistories.Key(KEY.environment(), KEY.definition(), KEY.way(), "elsewhere")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "remaining":0.5          | "remaining":1.5         | remaining: found "1.5", allowed: a number from
            "remaining":0.5          | "remaining":"0.5"       | remaining: found "0.5", allowed: a number
            "remaining":0.5          | "remaining":null        | remaining: found
            "remaining":0.5          | "remaining":1e999       | found
            "remaining":0.5,         | "remaining":0.5,"remaining":0.4, | found no JSON
            "remaining":0.5          | "remaining":0           | state: found "HEALTHY", allowed: EXHAUSTED
            "limit":14.4             | "limit":0               | rules[0].limit: found "0", allowed
            "limit":14.4             | "limit":14.4,"x":1      | rules[0].
            "long":1                 | "long":-1               | rules[0].long: found "-1", allowed: a number from 0
            "severity":"PAGE"        | "severity":"page"       | rules[0].severity: found "page", allowed: one of [PAGE, TICKET]
            "longWindow":"PT1H"      | "longWindow":"PT-1H"    | rules[0].longWindow: found "PT-1H", allowed: a duration
            "longWindow":"PT1H"      | "longWindow":"1h"       | rules[0].longWindow: found "1h", allowed: a duration
            "outcome":"KNOWN"        | "outcome":"FINE"        | outcome: found "FINE", allowed: one of
            "outcome":"KNOWN"        | "outcome":"ERROR"       | reason: found nothing, allowed: a text
            "sli":0.995              | "sli":0.995,"more":{}   | "more": found a member that nobody knows
            "at":"2026-11-22T09:45   | "at":"yesterday         | at: found
            "at":"2026-11-22T09:45   | "at":"2026-11-22T09:15  | at: found 2026-11-22T09:15:00Z, allowed: later than 2026-11-22T09:30:00Z
            "at":"2026-11-22T09:45   | ["at":"2026-11-22T09:45 | found no JSON
            """)
    void shouldLeaveOutWhatItCannotReadAndSaySo(String from, String to, String trouble) throws IOException {
        add(30, Looks.known(0.75, 1, 1));
        add(15, Looks.known(0.5, 1, 1));
        String text = Files.readString(file());
        List<String> lines = new ArrayList<>(text.lines().toList());
        assertThat(lines.get(2)).contains(from);
        lines.set(2, lines.get(2).replace(from, to));
        Files.write(file(), lines);

        BudgetHistory history = read();
        assertThat(history.samples()).containsExactly(Looks.sample(30, Looks.known(0.75, 1, 1)));
        assertThat(history.lost()).isEqualTo(1);
        assertThat(history.troubles()).hasSize(1);
        assertThat(history.troubles().get(0))
                .startsWith(file().getFileName() + ":3: ")
                .contains(trouble);
        assertThat(add(0, Looks.known(0.5, 1, 1)))
                .as("told once more, and gone")
                .hasSize(1);
        assertThat(read().troubles()).isEmpty();
        assertThat(read().lost()).as("it stays known that one was lost").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "version":1           | "version":2           | version: found "2", allowed: 1
            "kind":"BudgetHistory"| "kind":"Budget"       | kind: found "Budget", allowed: BudgetHistory
            "sha256:e3b0          | "md5:e3b0             | definition: found
            "period":"PT720H"     | "period":"PT0S"       | period: found "PT0S", allowed
            "way":"QUERIED"       | "way":"GUESSED"       | way: found "GUESSED", allowed: one of
            "lost":0              | "lost":-1             | lost: found "-1", allowed
            "environment":        | "environments":       | environment: found nothing
            """)
    void shouldBeginAnewWhereNobodyKnowsWhoseItIs(String from, String to, String trouble) throws IOException {
        add(15, Looks.known(0.5, 1, 1));
        change(from, to);
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining(":1: " + trouble);
        assertThat(add(0, Looks.known(0.25, 1, 1)))
                .hasSize(1)
                .first()
                .asString()
                .contains(trouble, "unreadable");
        assertThat(read().samples()).containsExactly(Looks.sample(0, Looks.known(0.25, 1, 1)));
        Path aside = files().stream()
                .filter(path -> path.toString().endsWith(".unreadable"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readAllBytes(aside)).isEqualTo(before);
    }

    @Test
    void shouldLoseNoMoreThanALineThatWasCutOff() throws IOException {
        add(15, Looks.known(0.5, 1, 1));
        add(0, Looks.known(0.5, 1, 1));
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 20));

        assertThat(read().samples()).hasSize(1);
        assertThat(read().troubles()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsTooLongOrNoText() throws IOException {
        add(0, Looks.known(0.5, 1, 1));
        Files.writeString(file(), Files.readString(file()) + "x".repeat(9_000) + "\n");
        assertThat(read().troubles()).first().asString().contains("found 9000 bytes, allowed: at most 8192");

        byte[] bytes =
                Files.readString(file()).lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
        byte[] more = java.util.Arrays.copyOf(bytes, bytes.length + 3);
        more[bytes.length] = '\n';
        more[bytes.length + 1] = (byte) 0xff;
        more[bytes.length + 2] = '\n';
        Files.write(file(), more);
        assertThat(read().troubles()).first().asString().contains("aren't UTF-8");
    }

    @Test
    void shouldTellFiveLinesAndCountTheRest() throws IOException {
        add(0, Looks.known(0.5, 1, 1));
        Files.writeString(file(), Files.readString(file()) + "[]\n".repeat(20));

        assertThat(read().troubles()).hasSize(6).last().asString().contains("15 more lines");
        assertThat(read().lost()).isEqualTo(20);
    }

    @Test
    void shouldForgetFilesThatNobodyAddsTo() throws IOException {
        add(0, Looks.known(0.5, 1, 1));
        Path old = file();
        Files.setLastModifiedTime(old, FileTime.from(Looks.NOW.minus(Duration.ofDays(91))));
        histories.add(
                new BudgetHistories.Key("other", KEY.definition(), KEY.way(), KEY.place()),
                Looks.about(Duration.ofDays(30)),
                Looks.known(0.5, 1, 1),
                Looks.NOW);

        assertThat(old).doesNotExist();
        assertThat(histories.of(KEY)).isEqualTo(Optional.empty());
    }
}
