package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** What 1,000 analyses cost that wait: heap, threads, questions, and processor time beside 1,000 timers that do nothing. */
final class AnalysisBenchmark {

    private static final int ANALYSES = 1_000;
    private static final int SECONDS = 20;
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
            double[] found = Fork.numbers(
                    folder, HEAP, AnalysisSide.class, String.valueOf(ANALYSES), String.valueOf(SECONDS));
            rows.accept(atMost("Heap of one of 1,000 analyses that wait", found[0], MOST_BYTES, "bytes", 1));
            rows.accept(atMost("Threads of 1,000 analyses, beside one and the pool", found[1], SAMPLER_AND_POOL, "threads", 1));
            rows.accept(atMost("Questions of 3,000 gates, beside different ones", found[2], QUESTIONS, "per second", 1.1));
            rows.accept(new Row(
                    "Samples of 1,000 analyses with an interval of 1 s",
                    found[3],
                    ANALYSES,
                    "per second",
                    found[3] / ANALYSES,
                    0.95,
                    HEAP,
                    Row.Holds.AT_LEAST,
                    at));
            rows.accept(atMost("Processor time of 1,000 analyses, beside 1 % of a core", found[4], 10_000, "µs per s", 1));
            rows.accept(new Row(
                    "Processor time of 1,000 analyses, beside idle timers",
                    found[4],
                    found[5],
                    "µs per s",
                    found[4] / found[5],
                    0,
                    HEAP,
                    Row.Holds.NOTHING,
                    at));
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    private Row atMost(String work, double ours, double other, String unit, double limit) {
        return new Row(work, ours, other, unit, ours / other, limit, HEAP, Row.Holds.AT_MOST, at);
    }
}
