package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What 100,000 findings cost the controller that publishes them: the least heap with which it can, beside the least heap with which the same
 * process publishes one.
 */
final class FindingsBenchmark {

    private static final int MANY = 100_000;
    private static final int STEP = 2;
    private static final int LEAST = 4;
    private static final int ENOUGH = 512;
    private static final int AGENT = 1024;
    private static final int ALLOWED = 50;

    private final Path folder;

    FindingsBenchmark(Path folder) {
        this.folder = folder.resolve("findings");
    }

    void run(Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        AppendBenchmark.delete(folder);
        Files.createDirectories(folder);
        try {
            Path many = sent("many", MANY);
            Path one = sent("one", 1);
            rows.accept(
                    heap("Heap to publish 100,000 findings, over one", "publish", many, one, Row.Holds.AT_MOST, at));
            rows.accept(heap("Heap to publish and judge them, over one", "judge", many, one, Row.Holds.NOTHING, at));
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    /** What an agent sends of a report with so many. */
    private Path sent(String name, int findings) throws IOException, InterruptedException {
        Path report = folder.resolve(name + ".sarif");
        Path sent = folder.resolve(name + ".json.gz");
        BigReports.variedSarif(report, findings);
        Fork.lines(folder, AGENT, FindingsSide.class, "agent", report.toString(), sent.toString());
        System.out.printf(Locale.ROOT, "  %,d findings: %,d bytes come from the agent%n", findings, Files.size(sent));
        return sent;
    }

    /** The ratio is the part of what is allowed that is needed. */
    private Row heap(String work, String what, Path many, Path one, Row.Holds holds, Instant at)
            throws IOException, InterruptedException {
        int idle = leastHeap(what, one);
        int busy = leastHeap(what, many);
        double over = (double) busy - idle;
        System.out.printf(Locale.ROOT, "  %s: %d MiB with 100,000, %d MiB with one%n", what, busy, idle);
        return new Row(work, over, ALLOWED, "MiB", over / ALLOWED, 1, 0, holds, at);
    }

    /** By halving, in steps of 2 MiB. */
    private int leastHeap(String what, Path sent) throws IOException, InterruptedException {
        int tooLittle = LEAST - STEP;
        int enough = ENOUGH;
        if (!fits(enough, what, sent)) {
            throw new IOException("Not even " + enough + " MiB are enough to " + what + " " + sent);
        }
        while (enough - tooLittle > STEP) {
            int middle = (tooLittle + enough) / 2 / STEP * STEP;
            if (fits(middle, what, sent)) {
                enough = middle;
            } else {
                tooLittle = middle;
            }
        }
        return enough;
    }

    private boolean fits(int heap, String what, Path sent) throws IOException, InterruptedException {
        Path ledger = folder.resolve("ledger");
        AppendBenchmark.delete(ledger);
        return Fork.fits(folder, heap, FindingsSide.class, what, sent.toString(), ledger.toString());
    }
}
