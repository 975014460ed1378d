package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** What a log costs that has grown: to verify all of it, to open it, to find a build in it, and to prove an entry. */
final class LogBenchmark {

    private static final int SMALL = 1_000;
    private static final int MIDDLE = 100_000;
    private static final int BIG = 1_000_000;
    private static final int HEAP = 64;
    private static final int OPENINGS = 41;
    private static final int LOOKS = 2_001;
    private static final int PAGE = 50;

    private final Path folder;
    private final Instant at;
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    LogBenchmark(Path folder, Instant at) {
        this.folder = folder.resolve("logs");
        this.at = at;
    }

    /** Shows each row as soon as it is there. */
    void run(Consumer<Row> rows) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            Path empty = log(1);
            Path small = log(SMALL);
            Path middle = log(MIDDLE);
            Path big = log(BIG);
            rows.accept(verify(big));
            double openEmpty = open(empty);
            double openMiddle = open(middle);
            double openBig = open(big);
            rows.accept(atMost("Open 1,000,000 entries, beside an empty log", openBig, openEmpty, 2));
            rows.accept(atMost("Open 1,000,000 entries, beside 100,000", openBig, openMiddle, 1.2));
            rows.accept(
                    atMost("Entries of a build among 1,000,000, beside 1,000", find(big, BIG), find(small, SMALL), 2));
            rows.accept(atMost(
                    "Page of 50 events of a job among 1,000,000, beside 1,000",
                    search(big, BIG),
                    search(small, SMALL),
                    2));
            rows.accept(
                    atMost("Proof of an entry of 1,000,000, beside 1,000", prove(big, BIG), prove(small, SMALL), 2));
        } catch (LedgerException e) {
            throw new IOException(e);
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    private Path log(int entries) throws IOException, LedgerException {
        Path directory = folder.resolve("log-" + entries);
        OneKey.forget(directory);
        BigLedger.write(directory, entries, key, at);
        return directory;
    }

    /** In a JVM of its own with little memory: all that verify does, beside hashing the lines of the trail once. */
    private Row verify(Path log) throws IOException, InterruptedException {
        Path publicKey = folder.resolve("key.pem");
        Files.writeString(publicKey, key.publicKey("any").pem());
        double[] times = Fork.numbers(folder, HEAP, VerifySide.class, log.toString(), publicKey.toString());
        return new Row(
                "Verify 1,000,000 entries, beside one SHA-256 pass",
                times[0],
                times[1],
                "ms",
                times[0] / times[1],
                10,
                HEAP,
                Row.Holds.AT_MOST,
                at);
    }

    private Row atMost(String work, double ours, double other, double limit) {
        return new Row(work, ours / 1e3, other / 1e3, "µs", ours / other, limit, 0, Row.Holds.AT_MOST, at);
    }

    private double open(Path log) throws IOException, LedgerException {
        return median(OPENINGS, i -> {
            long begun = System.nanoTime();
            Ledger ledger = Ledger.open(log, OneKey.of(log, key), at);
            long nanos = System.nanoTime() - begun;
            ledger.close();
            return nanos;
        });
    }

    private double find(Path log, int entries) throws IOException, LedgerException {
        Random random = new Random(7);
        try (Ledger ledger = Ledger.open(log, OneKey.of(log, key), at)) {
            return median(LOOKS, i -> {
                long first = 1 + (long) random.nextInt((entries - 10) / BigLedger.PER_BUILD) * BigLedger.PER_BUILD;
                String build = BigLedger.build(first);
                long begun = System.nanoTime();
                int found = ledger.entriesOf(build).size();
                long nanos = System.nanoTime() - begun;
                return found > 0 ? nanos : -1;
            });
        }
    }

    /** From anywhere in the log on, as somebody pages who looks for a job; the first search, which reads what the index lacks, isn't counted. */
    private double search(Path log, int entries) throws IOException, LedgerException {
        Random random = new Random(7);
        LedgerQuery query = LedgerQuery.ALL.ofJob(BigLedger.JOB);
        try (Ledger ledger = Ledger.open(log, OneKey.of(log, key), at)) {
            return median(LOOKS, i -> {
                long before = PAGE + 1 + (long) random.nextInt(entries - PAGE - 1);
                long begun = System.nanoTime();
                int found = ledger.find(query, before, PAGE).entries().size();
                long nanos = System.nanoTime() - begun;
                return found == PAGE ? nanos : -1;
            });
        }
    }

    private double prove(Path log, int entries) throws IOException, LedgerException {
        Random random = new Random(7);
        try (Ledger ledger = Ledger.open(log, OneKey.of(log, key), at)) {
            return median(LOOKS, i -> {
                long seq = random.nextInt(entries);
                long begun = System.nanoTime();
                boolean proved = ledger.prove(seq).isPresent();
                long nanos = System.nanoTime() - begun;
                return proved ? nanos : -1;
            });
        }
    }

    /** The median of many times, the first half of which warms up. */
    private static double median(int times, Timed work) throws IOException, LedgerException {
        double[] nanos = new double[times];
        int filled = 0;
        for (int i = 0; filled < times; i++) {
            double took = work.nanos(i);
            if (i >= times && took >= 0) {
                nanos[filled++] = took;
            }
        }
        Arrays.sort(nanos);
        return nanos[times / 2];
    }

    private interface Timed {

        /** Less than nothing when it isn't to be counted. */
        double nanos(int time) throws IOException, LedgerException;
    }
}
