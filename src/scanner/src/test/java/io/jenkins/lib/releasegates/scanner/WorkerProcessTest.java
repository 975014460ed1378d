package io.jenkins.lib.releasegates.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process: how it ends, and that it leaves neither half a result nor its own files. */
class WorkerProcessTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path home;

    private final List<Process> started = new ArrayList<>();
    private Path job;
    private Path work;
    private Path result;

    @BeforeEach
    void makeJob() throws Exception {
        work = Files.createDirectory(home.resolve("work"));
        result = home.resolve("result.jsonl");
        job = home.resolve("job.json");
        writeJob(600);
        Files.writeString(result, "of an earlier scan");
    }

    @AfterEach
    void endAll() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private void writeJob(int seconds) throws Exception {
        Files.writeString(job, """
                {"version": 1, "do": "scan", "kind": "sast", "folder": "%s", "work": "%s", "result": "%s", "limits": {"seconds": %d}}
                """.formatted(home, work, result, seconds));
    }

    private Process start(ProcessBuilder command) throws Exception {
        Process process = command.redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private int exitCode(ProcessBuilder command) throws Exception {
        Process process = start(command);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    private String lastLine() throws Exception {
        List<String> lines = Files.readAllLines(home.resolve("out"), StandardCharsets.UTF_8);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private void assertNothingIsLeft() {
        assertThat(result).doesNotExist();
        assertThat(ResultFile.unfinished(result)).doesNotExist();
        assertThat(work).isEmptyDirectory();
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void shouldEndItselfWhenItsTimeIsOver() throws Exception {
        writeJob(1);

        assertThat(exitCode(WorkerUnderTest.command("hang", job.toString()))).isEqualTo(3);
        assertThat(lastLine()).startsWith("{\"type\":\"ended\",\"code\":3,").contains("1 seconds");
        assertNothingIsLeft();
    }

    @Test
    void shouldEndItselfWhenItsParentWasKilled() throws Exception {
        Path pid = home.resolve("pid");
        Process parent = start(WorkerUnderTest.command("parent", job.toString(), pid.toString()));
        await(
                () -> Files.exists(pid) && Files.exists(work.resolve("begun")),
                "the worker of " + parent.pid() + " begins");
        ProcessHandle worker =
                ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
        assertThat(worker.isAlive()).isTrue();

        parent.destroyForcibly().waitFor();

        await(() -> !worker.isAlive(), "the worker ends");
        assertNothingIsLeft();
    }

    @Test
    void shouldHaveNoResultWhenTheHeapIsFullHoweverALibraryTakesIt() throws Exception {
        assertThat(exitCode(WorkerUnderTest.command("fill the heap", job.toString())))
                .isEqualTo(3);
        assertThat(Files.readString(home.resolve("out"))).doesNotContain("\"ended\"");
        assertThat(result).doesNotExist();
    }

    @Test
    void shouldFailWithASentenceWhenAScannerBreaks() throws Exception {
        assertThat(exitCode(WorkerUnderTest.command("break", job.toString()))).isEqualTo(4);
        assertThat(lastLine()).contains("\"code\":4").contains("broken on purpose");
        assertNothingIsLeft();
    }

    @Test
    void shouldNameWhatIsWrongWhenTheJobIsBad() throws Exception {
        Files.writeString(job, "{\"version\": 1, \"do\": \"scan\", \"kind\": \"sast\", \"foldre\": \"/\"}");

        assertThat(exitCode(WorkerUnderTest.command("hang", job.toString()))).isEqualTo(1);
        assertThat(lastLine()).contains("\"code\":1").contains("foldre");
    }
}
