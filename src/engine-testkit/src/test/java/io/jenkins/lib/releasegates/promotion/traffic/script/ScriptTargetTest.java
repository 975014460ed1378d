package io.jenkins.lib.releasegates.promotion.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import io.jenkins.lib.releasegates.promotion.traffic.process.OwnersCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real script is asked, and believed where it answers as the contract says. */
class ScriptTargetTest {

    private static final Weights ALL_BLUE = Weights.all("blue", "green");
    private static final Weights ALL_GREEN = Weights.all("green", "blue");

    /** Two slots in a file, with a number that counts its changes. */
    private static final String SLOTS = """
            import json, os, sys
            question = json.load(sys.stdin)
            path = os.environ["SLOTS"]
            state = json.load(open(path))
            def end(code, words):
                sys.stderr.write(words + "\\n")
                sys.exit(code)
            def write():
                state["count"] += 1
                json.dump(state, open(path, "w"))
            answer = {"version": 1}
            operation = question["operation"]
            if operation == "read":
                answer.update(weights=state["weights"], slots=state["slots"], settled=True,
                              configuration=str(state["count"]), words="slots of " + question["target"])
            elif operation == "shift":
                if question["seen"] != str(state["count"]):
                    end(3, "there is change " + str(state["count"]))
                state["weights"] = question["weights"]
                for slot, percent in question["weights"].items():
                    if percent:
                        state["slots"][slot] = "READY"
                write()
            elif operation == "retire":
                if state["weights"][question["slot"]]:
                    end(2, question["slot"] + " has traffic")
                state["slots"][question["slot"]] = "OUT"
                write()
            elif operation == "identity":
                answer["identity"] = "sha256:" + "ab" * 32
            elif operation == "smoke" and question["slot"] == "green":
                end(2, "green answers 500")
            print(json.dumps(answer))
            """;

    @TempDir
    private Path directory;

    private static ScriptTarget target(List<String> arguments, Map<String, String> environment) {
        return new ScriptTarget(
                "shop",
                new TreeSet<>(List.of("blue", "green")),
                new OwnersCommand(arguments, environment, Duration.ofSeconds(20)));
    }

    private ScriptTarget slots() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "not installed here: python3");
        Path state = directory.resolve("slots.json");
        Files.writeString(
                state,
                "{\"count\": 41, \"weights\": {\"blue\": 100, \"green\": 0}, \"slots\": {\"blue\": \"READY\", \"green\": \"READY\"}}");
        Path script = Files.writeString(directory.resolve("slots.py"), SLOTS);
        return target(List.of("/usr/bin/python3", script.toString()), Map.of("SLOTS", state.toString()));
    }

    /** One that always answers the same, whatever it is asked. */
    private static ScriptTarget saying(String answer) {
        return target(List.of("/bin/sh", "-c", "cat > /dev/null; printf %s \"$ANSWER\""), Map.of("ANSWER", answer));
    }

    private static void fails(ThrowingCallable asked, Reason reason, String words) {
        assertThatThrownBy(asked)
                .asInstanceOf(InstanceOfAssertFactories.type(TargetException.class))
                .satisfies(failure -> {
                    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
                    assertThat(failure).hasMessageContaining(words);
                });
    }

    @Test
    void shouldSteerWhatTheScriptSteers() throws Exception {
        ScriptTarget target = slots();
        Traffic seen = target.read();
        assertThat(seen.is(ALL_BLUE)).isTrue();
        assertThat(seen.words()).isEqualTo("slots of shop");

        target.shift(ALL_GREEN, seen);
        assertThat(target.read().is(ALL_GREEN)).isTrue();
        fails(() -> target.shift(ALL_BLUE, seen), Reason.CHANGED, "there is change 42");

        fails(() -> target.retire("green"), Reason.REFUSED, "green has traffic");
        target.retire("blue");
        target.retire("blue");
        assertThat(target.read().slots()).containsEntry("blue", Slot.OUT);
        target.shift(ALL_BLUE, target.read());
        assertThat(target.read().is(ALL_BLUE)).isTrue();
    }

    @Test
    void shouldAskWhatRunsInASlot() throws Exception {
        ScriptTarget target = slots();

        assertThat(target.identity("blue")).isEqualTo(Digest.parse("sha256:" + "ab".repeat(32)));
        target.smoke("blue");
        fails(() -> target.smoke("green"), Reason.REFUSED, "green answers 500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'' | expected an object",
                "yes | expected JSON",
                "'{\"version\": 2}' | expected an object with \"version\": 1",
                "'{\"version\": 1, \"version\": 1}' | expected JSON",
                "'{\"version\": 1} and more' | expected JSON",
                "'{\"version\": 1}' | slots/blue: found nothing",
                "'{\"version\": 1, \"weights\": {\"blue\": 100}}' | weights/green: found nothing",
                "'{\"version\": 1, \"weights\": {\"blue\": 99, \"green\": 0}}' | whole percents that come to 100",
                "'{\"version\": 1, \"weights\": {\"blue\": 100.0, \"green\": 0}}' | a whole number from 0 to 100",
                "'{\"version\": 1, \"weights\": {\"blue\": 100, \"green\": 0, \"red\": 0}}' | the slots [blue, green] alone",
                "'{\"version\": 1, \"slots\": {\"blue\": \"UP\", \"green\": \"READY\"}}' | one of [READY, DOWN, OUT]",
                "'{\"version\": 1, \"slots\": {\"blue\": \"READY\", \"green\": \"READY\"}, \"settled\": \"true\"}' | settled: found \"\"true\"\", allowed is true or false",
            })
    void shouldNotBelieveAnotherAnswer(String answer, String words) {
        fails(() -> saying(answer).read(), Reason.MALFORMED, words);
    }

    @Test
    void shouldTakeAnotherCodeForUnknown() {
        ScriptTarget target = target(List.of("/bin/sh", "-c", "echo 'no route to host' >&2; exit 1"), Map.of());

        fails(() -> target.read(), Reason.UNREACHABLE, "read ended with 1: no route to host");
    }

    @Test
    void shouldGiveTheExamplesOfItsPage() throws Exception {
        String page = Files.readString(
                Path.of(System.getProperty("project.root"), "docs", "formats", "target-script.md"),
                StandardCharsets.UTF_8);
        String example = page.substring(page.lastIndexOf("```json\n") + "```json\n".length())
                .replaceFirst("(?s)```.*", "")
                .strip();

        assertThat(saying(example).read().is(ALL_GREEN)).isTrue();
    }
}
