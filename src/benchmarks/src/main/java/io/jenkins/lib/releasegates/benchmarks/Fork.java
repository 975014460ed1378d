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

    private static final String OUT = "side.out";
    private static final String ERRORS = "side.err";

    private Fork() {}

    /** What it wrote to its standard output, line by line; with a heap of so many MiB. */
    static List<String> lines(Path folder, int heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        if (!ends(folder, heap, TimeUnit.MINUTES.toSeconds(10), main, arguments)) {
            throw new IOException(
                    main.getSimpleName() + " can't do " + List.of(arguments) + ": " + complaint(folder, 5));
        }
        return Files.readAllLines(folder.resolve(OUT), StandardCharsets.UTF_8);
    }

    /**
     * Whether it ends well in a minute with a heap of so many MiB, and not for want of memory.
     *
     * @throws IOException when it ends for another reason
     */
    static boolean fits(Path folder, int heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        if (ends(folder, heap, 60, main, arguments)) {
            return true;
        }
        List<String> complaint = complaint(folder, 200);
        // One that still collects garbage when its time is over says nothing.
        if (complaint.stream().noneMatch(line -> line.contains("OutOfMemoryError") || line.contains("too small"))
                && complaint.stream().anyMatch(line -> line.contains("Exception"))) {
            throw new IOException(main.getSimpleName() + " can't do " + List.of(arguments) + ": " + complaint);
        }
        return false;
    }

    private static List<String> complaint(Path folder, int lines) throws IOException {
        return Files.readString(folder.resolve(ERRORS), StandardCharsets.UTF_8)
                .lines()
                .limit(lines)
                .toList();
    }

    private static boolean ends(Path folder, int heap, long seconds, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(OUT).toFile())
                .redirectError(folder.resolve(ERRORS).toFile())
                .start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The numbers in the first of these lines. */
    static double[] numbers(Path folder, int heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return Arrays.stream(lines(folder, heap, main, arguments).get(0).strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
