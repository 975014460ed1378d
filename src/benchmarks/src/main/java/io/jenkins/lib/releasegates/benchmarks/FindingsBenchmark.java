package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What 100,000 findings cost the controller that publishes and shows them: the least heap with which it can, beside the least heap with which the
 * same process publishes or shows one; and how long a page of them takes.
 */
final class FindingsBenchmark {

    private static final int MANY = 100_000;
    private static final int STEP = 2;
    private static final int LEAST = 4;
    private static final int ENOUGH = 512;
    private static final int AGENT = 1024;
    private static final int ALLOWED = 50;
    private static final int PASSES = 9;
    private static final double SECOND = 1_000;

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
            page(many, one, at, rows);
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    private void page(Path many, Path one, Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        Path full = published("full", many);
        Path little = published("little", one);
        double ours = millis("page", full);
        double whole = millis("whole", full);
        rows.accept(new Row(
                "Page of 50 of 100,000 findings, beside a second",
                ours,
                SECOND,
                "ms",
                ours / SECOND,
                1,
                0,
                Row.Holds.AT_MOST,
                at));
        rows.accept(new Row(
                "The same, beside sorting all with their details",
                ours,
                whole,
                "ms",
                ours / whole,
                0,
                0,
                Row.Holds.NOTHING,
                at));
        int ourHeap = leastHeap(shows("page", full)) - leastHeap(shows("page", little));
        int wholeHeap = leastHeap(shows("whole", full)) - leastHeap(shows("whole", little));
        rows.accept(new Row(
                "Heap to make it, over one of one finding, beside that",
                ourHeap,
                wholeHeap,
                "MiB",
                (double) ourHeap / wholeHeap,
                0,
                0,
                Row.Holds.NOTHING,
                at));
    }

    private Path published(String name, Path sent) throws IOException, InterruptedException {
        Path ledger = folder.resolve(name);
        Fork.lines(folder, ENOUGH, FindingsSide.class, "publish", sent.toString(), ledger.toString());
        return ledger;
    }

    /** The median of the later half. */
    private double millis(String side, Path ledger) throws IOException, InterruptedException {
        double[] all = Fork.numbers(folder, ENOUGH, PageSide.class, side, ledger.toString(), String.valueOf(PASSES));
        double[] warm = Arrays.copyOfRange(all, PASSES / 2, PASSES);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private Trial shows(String side, Path ledger) {
        return heap -> Fork.fits(folder, heap, PageSide.class, side, ledger.toString(), "1");
    }

    /** Whether something can be done with a heap of so many MiB. */
    private interface Trial {
        boolean fits(int heap) throws IOException, InterruptedException;
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
        int idle = leastHeap(publishes(what, one));
        int busy = leastHeap(publishes(what, many));
        double over = (double) busy - idle;
        System.out.printf(Locale.ROOT, "  %s: %d MiB with 100,000, %d MiB with one%n", what, busy, idle);
        return new Row(work, over, ALLOWED, "MiB", over / ALLOWED, 1, 0, holds, at);
    }

    /** By halving, in steps of 2 MiB. */
    private static int leastHeap(Trial trial) throws IOException, InterruptedException {
        int tooLittle = LEAST - STEP;
        int enough = ENOUGH;
        if (!trial.fits(enough)) {
            throw new IOException("Not even " + enough + " MiB are enough");
        }
        while (enough - tooLittle > STEP) {
            int middle = (tooLittle + enough) / 2 / STEP * STEP;
            if (trial.fits(middle)) {
                enough = middle;
            } else {
                tooLittle = middle;
            }
        }
        return enough;
    }

    private Trial publishes(String what, Path sent) {
        Path ledger = folder.resolve("ledger");
        return heap -> {
            AppendBenchmark.delete(ledger);
            return Fork.fits(folder, heap, FindingsSide.class, what, sent.toString(), ledger.toString());
        };
    }
}
