package io.jenkins.lib.releasegates.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.lib.releasegates.launcher.WorkerException.Reason;
import io.jenkins.lib.releasegates.launcher.bundle.BundleManifest;
import io.jenkins.lib.releasegates.launcher.bundle.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a broken worker may do that the real one doesn't: a shell script stands where the program java is. The real bundle is launched by the
 * tests of src/scanner.
 */
class ScanWorkerTest {

    private static final String SHELL = "#!/bin/sh\nfor job in \"$@\"; do :; done\nresult=${job%/*}/result.jsonl\n";

    @TempDir
    private Path home;

    private Path bundle;
    private byte[] manifest = {};
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void makeBundle() throws IOException {
        bundle = Files.createDirectories(home.resolve("bundle"));
        Files.createDirectories(bundle.resolve("lib"));
        Files.writeString(bundle.resolve("lib/worker.jar"), "worker");
        TreeMap<String, String> files = new TreeMap<>();
        files.put("lib/worker.jar", Sha256.of(bundle.resolve("lib/worker.jar")));
        manifest = new BundleManifest(files).bytes();
        Files.write(bundle.resolve(BundleManifest.NAME), manifest);
    }

    private ScanWorker worker(String script) throws IOException {
        Path java = home.resolve("java");
        Files.writeString(java, SHELL + script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return new ScanWorker(new Installation(bundle, manifest, home.resolve("runs"), java, 64));
    }

    private final Listener listener = new Listener() {
        @Override
        public void log(String message) {
            heard.add("log " + message);
        }

        @Override
        public void warning(String message) {
            heard.add("warning " + message);
        }

        @Override
        public void progress(long done, long of, String what) {
            heard.add("progress " + done + " of " + of + " " + what);
        }
    };

    private String scan(String script) throws Exception {
        return worker(script).scan(ScanOrder.of("sast", home), listener, result -> Files.readString(result.file()));
    }

    private WorkerException failure(String script) {
        return catchThrowableOfType(WorkerException.class, () -> scan(script));
    }

    private void assertNothingIsLeft() {
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }

    private String result() throws Exception {
        return "echo '{\"type\":\"scan\",\"worker\":\""
                + BundleManifest.parse(manifest).digest() + "\"}' >\"$result\"\n";
    }

    private static String ended(int code, String message) {
        return "echo '{\"type\":\"ended\",\"code\":" + code + ",\"message\":\"" + message + "\"}'\n";
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("nothing was said", "exit 0", Reason.FAILED, "ended with 0 and without saying why"),
                Arguments.of("no result", ended(0, ""), Reason.FAILED, "has left no result"),
                Arguments.of(
                        "no worker named",
                        "echo '{}' >\"$result\"\n" + ended(0, ""),
                        Reason.UNUSABLE_BUNDLE,
                        "found a worker with the manifest none"),
                Arguments.of(
                        "no result in the result",
                        "echo 'rubbish' >\"$result\"\n" + ended(0, ""),
                        Reason.FAILED,
                        "something else than a result"),
                Arguments.of(
                        "an empty result", ": >\"$result\"\n" + ended(0, ""), Reason.UNUSABLE_BUNDLE, "manifest none"),
                Arguments.of("a bad job", ended(1, "no good") + "exit 1", Reason.BAD_JOB, "no good"),
                Arguments.of(
                        "a JVM that didn't come up",
                        "echo 'Error: Could not create' >&2; exit 1",
                        Reason.FAILED,
                        "ended with 1 and without saying why: Error: Could not create"),
                Arguments.of("no database", ended(2, "no data") + "exit 2", Reason.UNUSABLE_DATA, "no data"),
                Arguments.of("a limit", ended(3, "too long") + "exit 3", Reason.LIMIT_REACHED, "too long"),
                Arguments.of("a full heap", "exit 3", Reason.LIMIT_REACHED, "heap of 64 megabytes was full"),
                Arguments.of(
                        "a full heap after all was done",
                        ended(0, "") + "exit 3",
                        Reason.LIMIT_REACHED,
                        "heap of 64 megabytes was full"),
                Arguments.of("killed", "kill -9 $$", Reason.FAILED, "ended with 137"),
                Arguments.of("said done and was killed", ended(0, "") + "kill -9 $$", Reason.FAILED, "ended with 137"),
                Arguments.of("a failure", ended(4, "broke") + "exit 4", Reason.FAILED, "broke"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void shouldSayWhyThereIsNoResult(String sentence, String script, Reason reason, String words) {
        WorkerException failure = failure(script);

        assertThat(failure).as(sentence).isNotNull().hasMessageContaining(words);
        assertThat(failure.reason()).isEqualTo(reason);
        assertNothingIsLeft();
    }

    @Test
    void shouldPassOnWhatTheWorkerSaysAndPassOverTheRest() throws Exception {
        scan("""
                echo '{"type":"log","level":"info","message":"begun"}'
                echo 'no JSON'
                echo '{"type":"unknown"}'
                echo '[]'
                head -c 100000 /dev/zero | tr '\\0' 'x'; echo
                echo '{"type":"log","level":"warning","message":"careful"}'
                echo '{"type":"progress","done":1,"of":2,"what":"jars"}'
                """ + result() + ended(0, ""));

        assertThat(heard).containsExactly("log begun", "warning careful", "progress 1 of 2 jars");
        assertNothingIsLeft();
    }

    @Test
    void shouldNotBeFloodedWhenAWorkerTalksAllTheTime() throws Exception {
        scan("yes '{\"type\":\"log\",\"level\":\"info\",\"message\":\"again\"}' | head -n 20000\n"
                + "yes complaint | head -n 50000 >&2\n" + result() + ended(0, ""));

        assertThat(heard).hasSize(2_001);
        assertThat(heard.get(2_000)).startsWith("warning The worker says more than 2000 things");
    }

    @Test
    void shouldEndTheWorkerWhenItsListenerFails() throws Exception {
        Listener failing = new Listener() {
            @Override
            public void log(String message) {
                throw new IllegalStateException(message);
            }

            @Override
            public void warning(String message) {}

            @Override
            public void progress(long done, long of, String what) {}
        };
        ScanWorker worker = worker("echo $$ >'" + home.resolve("pid")
                + "'\necho '{\"type\":\"log\",\"message\":\"broken log\"}'\nsleep 600\n");

        assertThatThrownBy(() -> worker.scan(ScanOrder.of("sast", home), failing, result -> ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken log");
        assertThat(ProcessHandle.of(pid("pid")).filter(ProcessHandle::isAlive)).isEmpty();
        assertNothingIsLeft();
    }

    private long pid(String name) throws IOException {
        return Long.parseLong(Files.readString(home.resolve(name)).strip());
    }

    @Test
    void shouldEndTheWorkerWithAllThatItStartedWhenTheThreadIsInterrupted() throws Exception {
        ScanWorker worker = worker("sh -c 'echo $$ >" + home.resolve("child") + "; sleep 600' &\necho $$ >"
                + home.resolve("pid") + "\nwait\n");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                worker.scan(ScanOrder.of("sast", home), listener, result -> "");
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!written("child") || !written("pid")) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<ProcessHandle> family = Stream.of("pid", "child")
                .map(name -> {
                    try {
                        return ProcessHandle.of(pid(name)).orElseThrow();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();

        thread.interrupt();
        thread.join(5_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        for (ProcessHandle process : family) {
            process.onExit().get(5, TimeUnit.SECONDS);
        }
        assertNothingIsLeft();
    }

    private boolean written(String name) throws IOException {
        return Files.exists(home.resolve(name))
                && !Files.readString(home.resolve(name)).isBlank();
    }

    @Test
    void shouldThrowThatItWasInterruptedWhenItWasBeforeItBegan() throws Exception {
        ScanWorker worker = worker("exit 0");

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> worker.scan(ScanOrder.of("sast", home), listener, result -> ""))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).as("told by the exception alone").isFalse();
    }

    @Test
    void shouldSayWhatCannotBeStarted() {
        ScanWorker worker =
                new ScanWorker(new Installation(bundle, manifest, home.resolve("runs"), home.resolve("no/java"), 64));

        WorkerException failure = catchThrowableOfType(
                WorkerException.class, () -> worker.scan(ScanOrder.of("sast", home), listener, result -> ""));

        assertThat(failure).hasMessageContaining("can't be started with " + home.resolve("no/java"));
        assertThat(failure.reason()).isEqualTo(Reason.UNUSABLE_BUNDLE);
        assertNothingIsLeft();
    }

    @Test
    void shouldNameTheFolderForItsFilesWhenItCannotBeMade() throws Exception {
        ScanWorker worker = worker("exit 0");
        Files.writeString(home.resolve("runs"), "a file where a folder should be");

        assertThatThrownBy(() -> worker.scan(ScanOrder.of("sast", home), listener, result -> ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(home.resolve("runs").toString());
    }

    @Test
    void shouldDeleteWhatAKilledLauncherLeftAWeekAgo() throws Exception {
        Path old = Files.createDirectories(home.resolve("runs/run-123/work"));
        Path fresh = Files.createDirectories(home.resolve("runs/run-456"));
        Files.setLastModifiedTime(
                old.getParent(),
                FileTime.from(Files.getLastModifiedTime(fresh).toInstant().minus(Duration.ofDays(8))));

        scan(result() + ended(0, ""));

        assertThat(old.getParent()).doesNotExist();
        assertThat(fresh).isDirectory();
    }
}
