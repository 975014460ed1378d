package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** JTLs of 1,000,000 samples, beside the least that a program can do with them; and the least heap in which they are read. */
final class LoadBenchmark {

    private static final int SAMPLES = 1_000_000;
    private static final int STEP = 2;
    private static final int LEAST = 4;
    private static final int ALLOWED = 64;

    /** What digest, quotes, checks and counts may cost beside the reading itself. */
    private static final double CSV_LIMIT = 3;

    private static final double XML_LIMIT = 2;

    private final Path folder;

    LoadBenchmark(Path folder) {
        this.folder = folder;
    }

    void run(Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        Path csv = folder.resolve("big.jtl");
        Path xml = folder.resolve("big-jtl.xml");
        try {
            BigLoadTests.csv(csv, SAMPLES);
            BigLoadTests.xml(xml, SAMPLES);
            ReaderBenchmarks readers = new ReaderBenchmarks(folder);
            readers.besideBareReading(
                    "JTL in CSV, 1,000,000 samples, beside its lines", "jtl", "big.jtl", CSV_LIMIT, at, rows);
            readers.besideBareReading(
                    "JTL in XML, 1,000,000 samples, beside Woodstox", "jtl-xml", "big-jtl.xml", XML_LIMIT, at, rows);
            heap("Heap to read 1,000,000 samples in CSV", csv, at, rows);
            heap("Heap to read 1,000,000 samples in XML", xml, at, rows);
        } finally {
            Files.deleteIfExists(csv);
            Files.deleteIfExists(xml);
        }
    }

    private void heap(String name, Path file, Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        int heap = LEAST;
        while (heap < ALLOWED && !Fork.fits(folder, heap, Side.class, "ours", "jtl", file.toString(), "1")) {
            heap += STEP;
        }
        rows.accept(new Row(name, heap, ALLOWED, "MiB", (double) heap / ALLOWED, 1, 0, Row.Holds.AT_MOST, at));
    }
}
