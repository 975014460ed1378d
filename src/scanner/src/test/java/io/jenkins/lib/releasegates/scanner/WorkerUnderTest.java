package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A process of the worker with a scanner that does what the first argument says; {@code parent} starts another one, tells its pid and waits to be
 * killed.
 */
final class WorkerUnderTest {

    private WorkerUnderTest() {}

    @EndsTheProcess
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("parent")) {
            Process child = command("hang", arguments[1])
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Files.writeString(Path.of(arguments[2] + ".new"), Long.toString(child.pid()));
            Files.move(Path.of(arguments[2] + ".new"), Path.of(arguments[2]));
            new CountDownLatch(1).await();
        }
        Progress progress = new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        Scanner scanner = (job, tells, result) -> {
            Files.writeString(job.work().resolve("begun"), "");
            tells.at(0, 1, arguments[0]);
            act(arguments[0]);
        };
        System.exit(new Worker(
                        progress,
                        Clock.systemUTC(),
                        Map.of(Kind.SAST, scanner),
                        Optional.of(new Origin(Path.of("."), "sha256:00")))
                .run(arguments[1])
                .exitCode());
    }

    private static void act(String how) {
        switch (how) {
            case "hang" -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case "fill the heap" -> {
                List<byte[]> all = new ArrayList<>();
                try {
                    while (true) {
                        all.add(new byte[1 << 20]);
                    }
                } catch (OutOfMemoryError swallowed) {
                    all.clear();
                }
            }
            default -> throw new IllegalStateException("broken on purpose");
        }
    }

    static ProcessBuilder command(String how, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerUnderTest.class.getName(),
                how));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
