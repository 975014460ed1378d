package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class in a JVM of its own. */
final class Fork {

    private Fork() {}

    /** What it wrote to its standard output, line by line; with a heap of so many MiB. */
    static List<String> lines(Path folder, int heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve("side.out");
        Path errors = folder.resolve("side.err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(main.getSimpleName() + " can't do " + List.of(arguments) + ": "
                        + Files.readString(errors, StandardCharsets.UTF_8)
                                .lines()
                                .limit(5)
                                .toList());
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    /** The numbers in the first of these lines. */
    static double[] numbers(Path folder, int heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return Arrays.stream(lines(folder, heap, main, arguments).get(0).strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
