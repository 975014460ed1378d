package io.jenkins.lib.releasegates.scanner.launched;

import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.BUNDLE;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.process;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.signal;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.lib.releasegates.launcher.WorkerException.Reason;
import io.jenkins.lib.releasegates.launcher.snapshot.InstalledSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that don't come to their end, and launchers that don't. */
class EndedWorkerTest {

    private static final Path JARS = Path.of("target", "jars").toAbsolutePath();

    private static final String ACCESS_KEY = "AKIA" + "IALRWFVEALKXWKKX";

    @TempDir
    private Path home;

    private final HangingServer server = new HangingServer();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        server.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private ScanWorker worker() throws Exception {
        return LaunchedWorker.of(BUNDLE, home, 512);
    }

    private void assertNothingIsLeft() {
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }

    /** An update that waits for an answer, and what became of it. */
    private AtomicReference<Throwable> hang(int seconds, AtomicReference<Thread> thread) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        ScanWorker worker = worker();
        Thread running = new Thread(() -> {
            try {
                worker.update(update(server.uri(), home, seconds), Quiet.LISTENER);
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.set(running);
        running.start();
        assertThat(server.wasAsked()).isTrue();
        return thrown;
    }

    private Process begin(ProcessBuilder command) throws Exception {
        Process process = command.start();
        started.add(process);
        return process;
    }

    @Test
    void shouldFailAndLeaveNothingWhenTheWorkerIsKilled() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Throwable> thrown = hang(600, thread);

        signal("KILL", process(home));
        thread.get().join(20_000);

        assertThat(thrown.get()).isInstanceOf(WorkerException.class).hasMessageContaining("ended with 137");
        assertThat(((WorkerException) thrown.get()).reason()).isEqualTo(Reason.FAILED);
        assertNothingIsLeft();
        assertThat(InstalledSnapshot.newest(home.resolve("snapshots"))).isEmpty();
    }

    @Test
    void shouldEndAWorkerFromOutsideWhenItHangs() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Throwable> thrown = hang(5, thread);
        ProcessHandle process = process(home);

        signal("STOP", process);
        thread.get().join(60_000);

        assertThat(thrown.get())
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("didn't end within 5 seconds, and was ended from outside");
        assertThat(((WorkerException) thrown.get()).reason()).isEqualTo(Reason.LIMIT_REACHED);
        assertThat(process.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void shouldEndTheWorkerWithinSecondsWhenTheThreadIsInterrupted() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Throwable> thrown = hang(600, thread);
        ProcessHandle process = process(home);

        thread.get().interrupt();
        thread.get().join(5_000);

        assertThat(thread.get().isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(process.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void shouldSpeakOfTheHeapWhenItIsTooSmall() throws Exception {
        ScanWorker small = LaunchedWorker.of(BUNDLE, home, 64);
        ScanOrder order = ScanOrder.of("sast", JARS.resolve("vulnerable"));
        ScanOrder jars = new ScanOrder(
                order.kind(),
                order.folder(),
                order.include(),
                order.exclude(),
                order.database(),
                order.rules(),
                order.suppressions(),
                order.cache(),
                Optional.of(new ScanOrder.Code(
                        List.of("log4j-core-2.14.1.jar", "spring-beans-5.3.17.jar"), List.of(), List.of())),
                order.secrets(),
                order.limits(),
                order.bill());

        WorkerException failure =
                catchThrowableOfType(WorkerException.class, () -> small.scan(jars, Quiet.LISTENER, result -> result));

        assertThat(failure)
                .hasMessage("The scan worker's heap of 64 megabytes was full; allow it more, or scan less at once");
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_REACHED);
        assertNothingIsLeft();
    }

    @Test
    void shouldEndByItselfWhenItsLauncherIsKilled() throws Exception {
        Process launcher = begin(LaunchedWorker.launcher(
                home, "update", BUNDLE.toString(), home.toString(), server.uri().toString()));
        assertThat(server.wasAsked()).isTrue();
        ProcessHandle process = process(home);

        launcher.destroyForcibly().waitFor();
        process.onExit().get(10, TimeUnit.SECONDS);

        try (Stream<Path> left = Files.walk(home.resolve("runs"))) {
            assertThat(left.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())))
                    .as("what is deleted a week later")
                    .containsExactly("job.json");
        }
    }

    @Test
    void shouldHaveNoResultWhenTheDiskIsFull() throws Exception {
        Path disk = Files.createDirectory(home.resolve("disk"));
        Path folder = Files.createDirectory(home.resolve("folder"));
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(folder.resolve(i + ".txt"), "aws_access_key_id = " + ACCESS_KEY + "\n");
        }
        List<String> inside = new ArrayList<>(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=128k none \"$0\" && touch \"$0-mounted\" && \"$@\"; "
                        + "code=$?; ls -R \"$0\" >\"$0-left\"; exit $code",
                disk.toString()));
        inside.addAll(LaunchedWorker.launcher(home, "scan", BUNDLE.toString(), disk.toString(), folder.toString())
                .command());

        Process process = begin(
                new ProcessBuilder(inside).redirectError(home.resolve("err").toFile()));
        String result = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();

        assumeTrue(Files.exists(home.resolve("disk-mounted")), "no small file system can be mounted here");
        assertThat(code).as(Files.readString(home.resolve("err"))).isNotZero();
        assertThat(result).isEmpty();
        assertThat(Files.readString(home.resolve("err"))).contains("WorkerException", "No space left on device");
        assertThat(Files.readString(home.resolve("disk-left"))).contains("runs").doesNotContain("run-");
    }
}
