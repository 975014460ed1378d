package io.jenkins.lib.releasegates.scanner.launched;

import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.BUNDLE;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.process;
import static io.jenkins.lib.releasegates.scanner.launched.LaunchedWorker.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.launcher.Listener;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others may not see of a worker, and what a worker may not get from its surroundings. */
class KeptFromTheWorkerTest {

    private static final String SECRET = "0123456789-a-secret-that-nobody-may-see";
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

    private Process begin(ProcessBuilder command) throws Exception {
        Process process = command.start();
        started.add(process);
        return process;
    }

    /** What others on the machine can see of a process, and of its files; called while it runs. */
    private String visible(ProcessHandle process) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("cmdline", "environ")) {
            all.append(Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), name), StandardCharsets.ISO_8859_1));
        }
        try (Stream<Path> files = Files.walk(home.resolve("runs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static Listener hearing(List<String> heard) {
        return new Listener() {
            @Override
            public void log(String message) {
                heard.add(message);
            }

            @Override
            public void warning(String message) {
                heard.add(message);
            }

            @Override
            public void progress(long done, long of, String what) {
                heard.add(what);
            }
        };
    }

    @Test
    void shouldShowTheKeyToNobodyButTheWorker() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "no /proc here to look into a process");
        List<String> heard = new ArrayList<>();
        ScanWorker worker = worker();
        UpdateOrder order = new UpdateOrder(
                UpdateOrder.Source.API,
                server.uri(),
                Optional.of(SECRET),
                Optional.empty(),
                Optional.empty(),
                home.resolve("snapshots"),
                Optional.empty(),
                600);
        Thread thread = new Thread(() -> {
            try {
                worker.update(order, hearing(heard));
            } catch (Exception e) {
                heard.add(String.valueOf(e));
            }
        });
        thread.start();
        assertThat(server.wasAsked()).isTrue();

        String visible = visible(process(home));
        signal("KILL", process(home));
        thread.join(20_000);

        assertThat(visible).contains("scanner.Main", "\"key\":\"stdin\"").doesNotContain(SECRET);
        assertThat(heard).isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void shouldShowTheSaltToNobodyButTheWorker() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "no /proc here to look into a process");
        Path folder = Files.createDirectory(home.resolve("folder"));
        for (int i = 0; i < 400; i++) {
            Files.writeString(folder.resolve(i + ".txt"), "password = some words to read\n".repeat(2_000));
        }
        ScanOrder plain = ScanOrder.of("secrets", folder);
        ScanOrder order = new ScanOrder(
                plain.kind(),
                folder,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ScanOrder.Secrets(Optional.of(SECRET), List.of())),
                Map.of(),
                Optional.empty());
        List<String> heard = new ArrayList<>();
        List<String> visible = new ArrayList<>();
        Listener looking = new Listener() {
            @Override
            public void log(String message) {
                hear(message);
            }

            @Override
            public void warning(String message) {
                hear(message);
            }

            @Override
            public void progress(long done, long of, String what) {
                hear(what);
            }

            private void hear(String message) {
                heard.add(message);
                if (visible.isEmpty()) {
                    try {
                        ProcessHandle process = process(home);
                        signal("STOP", process);
                        visible.add(visible(process));
                        signal("CONT", process);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };

        String result = worker().scan(order, looking, found -> Files.readString(found.file()));

        assertThat(visible).hasSize(1);
        assertThat(visible.get(0))
                .contains("scanner.Main", "\"salt\":\"stdin\"")
                .doesNotContain(SECRET);
        assertThat(heard).noneMatch(line -> line.contains(SECRET));
        assertThat(result).contains("\"lasting\":true").doesNotContain(SECRET);
    }

    @Test
    void shouldFindFilesWithUmlautsWhateverTheCallersLocale() throws Exception {
        Path folder = Files.createDirectory(home.resolve("folder"));
        begin(new ProcessBuilder(
                        "sh",
                        "-c",
                        "name=$(printf 'Pr\\303\\274fung'); mkdir \"$1/$name\"; echo \"aws_access_key_id = $2\" >\"$1/$name/$name.txt\"",
                        "sh",
                        folder.toString(),
                        ACCESS_KEY))
                .waitFor();
        for (Map<String, String> locale :
                List.of(Map.<String, String>of(), Map.of("LANG", "C"), Map.of("LC_ALL", "POSIX", "LANG", "C.UTF-8"))) {
            ProcessBuilder command =
                    LaunchedWorker.launcher(home, "scan", BUNDLE.toString(), home.toString(), folder.toString());
            command.environment().clear();
            command.environment().putAll(locale);
            Process process = begin(command);
            String result = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor())
                    .as(locale + Files.readString(home.resolve("err")))
                    .isZero();
            assertThat(result).as(locale.toString()).contains("\"path\":\"Prüfung/Prüfung.txt\"");
        }
        assertNothingIsLeft();
    }

    @Test
    void shouldKeepTheCallersEnvironmentFromTheWorker() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "no /proc here to look into a process");
        ProcessBuilder command = LaunchedWorker.launcher(
                home, "update", BUNDLE.toString(), home.toString(), server.uri().toString());
        command.environment()
                .putAll(Map.of(
                        "JAVA_TOOL_OPTIONS", "-Dfrom=tool",
                        "JDK_JAVA_OPTIONS", "-Dfrom=jdk",
                        "CLASSPATH", "/from/class/path",
                        "LD_PRELOAD", "",
                        "DEPLOY_TOKEN", SECRET,
                        "TZ", "UTC"));
        begin(command);
        assertThat(server.wasAsked()).isTrue();

        String visible = visible(process(home));

        assertThat(visible)
                .contains("TZ=UTC")
                .doesNotContain("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH", "LD_PRELOAD", SECRET);
    }
}
