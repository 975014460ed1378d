package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.disk.DirectoryDisk;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Durable appends from several threads: the ledger with all that it does for an entry, beside the same number of bytes in one file, forced once
 * per append under a lock.
 */
final class AppendBenchmark {

    private static final int EACH = 1_000;

    /** The peer's rate is known after fewer. */
    private static final int EACH_OF_PEER = 200;

    private static final int WARM_UP = 8;
    private static final int ROUNDS = 5;

    private static final Actor ACTOR = new Actor("somebody", "Somebody", Actor.Means.COMMAND);

    private static final String TRAIL = "trail";
    private static final String JOURNAL = "journal";

    private final Path folder;
    private final Policy policy = policy();

    AppendBenchmark(Path folder) {
        this.folder = folder;
    }

    /** Small entries from many threads, signed meanwhile; and those of decisions, as a controller writes them. */
    List<Row> run(Instant at) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(compare("64 threads, 500 bytes", 64, AppendBenchmark::recordEvent, 10, at));
        rows.addAll(compare("8 threads, decisions", 8, this::decide, 3, at));
        return rows;
    }

    /** The median of several rounds, in which both sides take turns; the first rounds are not counted. */
    private List<Row> compare(String work, int threads, Recording recording, double limit, Instant at)
            throws IOException, InterruptedException {
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        double[] shared = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            // Where files were just deleted, a file system takes its time to make new ones.
            Path directory = folder.resolve("append-ours-" + threads + "-" + (round + WARM_UP));
            delete(directory);
            OneKey.forget(directory);
            CountingDisk disk = new CountingDisk(new DirectoryDisk(directory));
            long entries;
            long syncs;
            double seconds;
            try (Ledger ledger = Ledger.open(disk, new SecureRandom(), OneKey.of(directory), at)) {
                long begun = ledger.head().entries();
                long forced = disk.forced(JOURNAL);
                seconds = seconds(threads, EACH, (thread, i) -> recording.record(ledger, subject(thread, i), at));
                entries = ledger.head().entries() - begun;
                syncs = disk.forced(JOURNAL) - forced;
            } catch (LedgerException e) {
                throw new IOException(e);
            }
            long bytes = bytes(directory.resolve(TRAIL)) + bytes(directory.resolve("people"));
            double peerPerSecond = peer(folder.resolve("append-peer"), threads, (int) (bytes / entries));
            if (round >= 0) {
                ours[round] = entries / seconds;
                peer[round] = peerPerSecond;
                shared[round] = (double) entries / syncs;
            }
        }
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            delete(folder.resolve("append-ours-" + threads + "-" + round));
        }
        Arrays.sort(ours);
        Arrays.sort(peer);
        Arrays.sort(shared);
        double median = ours[ROUNDS / 2];
        double peerMedian = peer[ROUNDS / 2];
        double perSync = shared[ROUNDS / 2];
        return List.of(
                new Row(
                        "Durable signed appends, " + work,
                        median,
                        peerMedian,
                        "per second",
                        median / peerMedian,
                        limit,
                        0,
                        Row.Holds.AT_LEAST,
                        at),
                new Row(
                        "Entries per sync, " + work,
                        perSync,
                        1,
                        "entries",
                        perSync,
                        20,
                        0,
                        threads >= 64 ? Row.Holds.AT_LEAST : Row.Holds.NOTHING,
                        at));
    }

    private void decide(Ledger ledger, Subject subject, Instant at) throws LedgerException {
        ReleaseContext context = new ReleaseContext(
                subject, Evidence.none(), Baseline.none("nobody asked for one"), Purpose.JUDGEMENT, at);
        ledger.record(Evaluation.decide(policy, context), context, ACTOR);
    }

    /** A line of some 530 bytes, and 170 of clear values. */
    private static void recordEvent(Ledger ledger, Subject subject, Instant at) throws LedgerException {
        ledger.record(
                new SubjectChanged(SubjectChanged.What.BUILD, SubjectChanged.Change.RENAMED, "a", Optional.of("b")),
                EntrySubject.build(subject.job(), subject.jobName(), subject.build(), subject.number()),
                ACTOR,
                Map.of(),
                at);
    }

    private static Policy policy() {
        StringBuilder yaml = new StringBuilder(
                "apiVersion: release-gates/v1\nkind: ReleasePolicy\nmetadata: {name: bench}\nspec:\n  gates:\n");
        for (String metric : List.of("coverage.line", "coverage.branch", "tests.total")) {
            yaml.append("    - name: ")
                    .append(metric)
                    .append("\n      criteria:\n        - {metric: ")
                    .append(metric)
                    .append(", threshold: 80}\n");
        }
        try {
            return PolicyValidation.ofYaml(yaml.toString(), "bench.yaml").policyOrThrow();
        } catch (InvalidPolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double peer(Path file, int threads, int bytes) throws IOException, InterruptedException {
        byte[] line = new byte[bytes];
        Arrays.fill(line, (byte) 'x');
        Files.deleteIfExists(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            Object lock = new Object();
            return threads
                    * EACH_OF_PEER
                    / seconds(threads, EACH_OF_PEER, (thread, i) -> {
                        synchronized (lock) {
                            out.write(line);
                            out.getFD().sync();
                        }
                    });
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static double seconds(int threads, int each, Append append) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long begun = System.nanoTime();
        List<Future<?>> futures = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            futures.add(pool.submit(() -> {
                for (int i = 0; i < each; i++) {
                    append.append(number, i);
                }
                return null;
            }));
        }
        pool.shutdown();
        try {
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Subject subject(int thread, int i) {
        return new Subject(
                "job-" + thread,
                "shop/checkout",
                "build-" + thread + "-" + i,
                i,
                Optional.of("main"),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.ORDINARY,
                Optional.empty(),
                Optional.empty());
    }

    private static long bytes(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private interface Append {
        void append(int thread, int i) throws IOException, LedgerException;
    }

    private interface Recording {
        void record(Ledger ledger, Subject subject, Instant at) throws LedgerException;
    }
}
