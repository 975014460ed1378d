package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Compares our readers with the libraries.
 *
 * <p>Cold is the first pass of a new JVM, the median of {@value #FORKS} JVMs; warm is the median of the later half of its passes. Our side
 * has the heap limit of the table, the peer a heap in which it works.
 */
final class ReaderBenchmarks {

    private static final int FORKS = 3;
    private static final int PASSES = 11;
    private static final int PEER_PASSES = 5;
    private static final int HEAP = 64;
    private static final int PEER_HEAP = 1024;

    private record Work(String name, String format, String file, int limit) {}

    /** The median milliseconds of one side. */
    private record Times(double cold, double warm, String counted) {}

    private final Path folder;

    ReaderBenchmarks(Path folder) {
        this.folder = folder;
    }

    /** Shows each row as soon as it is there. */
    void run(Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        BigReports.sarif(folder.resolve("big.sarif"), 100_000);
        BigReports.junit(folder.resolve("junit50k.xml"), 50_000);
        BigReports.junit(folder.resolve("junit200k.xml"), 200_000);
        BigReports.jacoco(folder.resolve("jacoco.xml"), 500_000);
        for (Work work : List.of(
                new Work("SARIF, 100,000 results", "sarif", "big.sarif", 20),
                new Work("JUnit XML, 50,000 cases", "JUNIT", "junit50k.xml", 10),
                new Work("JUnit XML, 200,000 cases", "JUNIT", "junit200k.xml", 30),
                new Work("JaCoCo XML, 500,000 lines", "JACOCO", "jacoco.xml", 5))) {
            compare(work, at, rows);
        }
    }

    private void compare(Work work, Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        Times ours = times("ours", work, HEAP, PASSES);
        Times peer = times("peer", work, PEER_HEAP, PEER_PASSES);
        if (!ours.counted().equals(peer.counted())) {
            throw new IOException(work.name() + ": we count " + ours.counted() + ", the peer " + peer.counted());
        }
        rows.accept(row(work, "warm", ours.warm(), peer.warm(), at));
        rows.accept(row(work, "cold", ours.cold(), peer.cold(), at));
    }

    private static Row row(Work work, String state, double ours, double peer, Instant at) {
        return new Row(
                work.name() + ", " + state,
                ours,
                peer,
                "ms",
                peer / ours,
                work.limit(),
                HEAP,
                state.equals("warm"),
                at);
    }

    private Times times(String side, Work work, int heap, int passes) throws IOException, InterruptedException {
        double[] cold = new double[FORKS];
        double[] warm = new double[FORKS];
        String counted = "";
        for (int fork = 0; fork < FORKS; fork++) {
            List<String> lines = fork(side, work, heap, passes);
            double[] each = Arrays.stream(lines.get(0).strip().split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            cold[fork] = each[0];
            warm[fork] = median(Arrays.copyOfRange(each, passes / 2, passes));
            counted = lines.get(1);
        }
        return new Times(median(cold), median(warm), counted);
    }

    private List<String> fork(String side, Work work, int heap, int passes) throws IOException, InterruptedException {
        Path out = folder.resolve("side.out");
        Path errors = folder.resolve("side.err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Side.class.getName(),
                        side,
                        work.format(),
                        folder.resolve(work.file()).toString(),
                        String.valueOf(passes))
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(side + " can't do " + work.name() + ": "
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

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
