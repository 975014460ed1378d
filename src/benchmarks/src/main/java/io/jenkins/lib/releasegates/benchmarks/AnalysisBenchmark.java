package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** What 1,000 analyses cost that wait: heap, threads, questions, and processor time beside 1,000 timers that do nothing. */
final class AnalysisBenchmark {

    private static final int ANALYSES = 1_000;
    private static final int HEAP = 64;
    private static final int MOST_BYTES = 8 << 10;
    private static final int SAMPLER_AND_POOL = 1 + 4;
    private static final int QUESTIONS = 30;

    private final Path folder;
    private final Instant at;

    AnalysisBenchmark(Path folder, Instant at) {
        this.folder = folder.resolve("analysis");
        this.at = at;
    }

    /** Shows each row as soon as it is there. */
    void run(Consumer<Row> rows) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            double[] often = side(5, 1);
            rows.accept(atMost("Heap of one of 1,000 analyses that wait", often[0], MOST_BYTES, "bytes", 1));
            rows.accept(atMost(
                    "Threads of 1,000 analyses, beside one and the pool", often[1], SAMPLER_AND_POOL, "threads", 1));
            rows.accept(atMost(
                    "Questions of 3,000 gates each second, beside different ones",
                    often[2],
                    QUESTIONS,
                    "per second",
                    1.1));
            rows.accept(row(
                    "Samples of 1,000 analyses each second, beside those due",
                    often[3],
                    ANALYSES,
                    "per second",
                    0.95,
                    Row.Holds.AT_LEAST));
            double[] seldom = side(20, 10);
            rows.accept(atMost(
                    "Processor time of 1,000 analyses each 10 s, beside 1 % of a core",
                    seldom[4], 10_000, "µs per s", 1));
            rows.accept(row(
                    "Processor time of 1,000 analyses each 10 s, beside idle timers",
                    seldom[4],
                    seldom[5],
                    "µs per s",
                    0,
                    Row.Holds.NOTHING));
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    private double[] side(int seconds, int interval) throws IOException, InterruptedException {
        return Fork.numbers(
                folder,
                HEAP,
                AnalysisSide.class,
                String.valueOf(ANALYSES),
                String.valueOf(seconds),
                String.valueOf(interval));
    }

    private Row atMost(String work, double ours, double other, String unit, double limit) {
        return row(work, ours, other, unit, limit, Row.Holds.AT_MOST);
    }

    private Row row(String work, double ours, double other, String unit, double limit, Row.Holds holds) {
        return new Row(work, ours, other, unit, ours / other, limit, HEAP, holds, at);
    }
}
