package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.benchmarks.Row.Holds;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The scan for vulnerable components beside Dependency-Check alone, with the same database; the sides take turns, and medians are shown. */
final class ScanBenchmark {

    private static final int JARS = 200;
    private static final int SIDE_BY_SIDE = 4;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    /** What is timed. */
    private enum Work {
        PEER,
        FIRST,
        AGAIN,
        CHANGED,
        PEER_ONE,
        ONE,
        IN_TURN,
        BESIDE
    }

    /** Something that takes time, and what it found. */
    private interface Scan {
        Set<String> run() throws IOException, InterruptedException;
    }

    private final Path folder;
    private final Map<Work, List<Double>> millis = new EnumMap<>(Work.class);
    private int caches;

    ScanBenchmark(Path folder) {
        this.folder = folder.resolve("scan");
    }

    void run(Instant at, Consumer<Row> rows) throws IOException, InterruptedException {
        AppendBenchmark.delete(folder);
        Path jars = folder.resolve("jars");
        Path changed = folder.resolve("changed");
        Path one = folder.resolve("one");
        Jars.copy(jars, JARS);
        Jars.copy(changed, JARS);
        Path other = Jars.change(changed);
        Files.copy(other, Files.createDirectories(one).resolve(String.valueOf(other.getFileName())));
        try {
            ScanSides sides = new ScanSides(folder);
            for (int round = 0; round < ROUNDS; round++) {
                round(sides, jars, changed, one);
            }
        } catch (WorkerException e) {
            throw new IOException("Our worker can't make a database", e);
        } finally {
            AppendBenchmark.delete(folder);
        }
        Stream.of(
                        new Row(
                                "Rescan of 200 unchanged jars, beside Dependency-Check",
                                time(Work.AGAIN),
                                time(Work.PEER),
                                "ms",
                                time(Work.PEER) / time(Work.AGAIN),
                                10,
                                0,
                                Holds.AT_LEAST,
                                at),
                        atMost("First scan of 200 jars, beside Dependency-Check", Work.FIRST, time(Work.PEER), 1.1, at),
                        atMost(
                                "Scan with 1 of 200 jars changed, beside that one alone",
                                Work.CHANGED,
                                time(Work.ONE),
                                1.5,
                                at),
                        atMost(
                                "The same, beside Dependency-Check with that one",
                                Work.CHANGED,
                                time(Work.PEER_ONE),
                                1.5,
                                at),
                        atMost(
                                "4 first scans side by side, beside half of 4 in turn",
                                Work.BESIDE,
                                time(Work.IN_TURN) / 2,
                                1.2,
                                at))
                .forEach(rows);
    }

    private void round(ScanSides sides, Path jars, Path changed, Path one) throws IOException, InterruptedException {
        Path cache = newCache();
        Set<String> peers = timed(Work.PEER, () -> sides.peer(jars));
        Set<String> found = timed(Work.FIRST, () -> sides.ours(jars, cache));
        // Ours knows a few products more; it must not know fewer.
        if (peers.isEmpty() || !found.containsAll(peers)) {
            Set<String> missing = new TreeSet<>(peers);
            missing.removeAll(found);
            throw new IOException("Dependency-Check finds " + peers.size() + " and we don't find " + missing);
        }
        Set<String> again = timed(Work.AGAIN, () -> sides.ours(jars, cache));
        if (!again.equals(found)) {
            throw new IOException("The first scan finds " + found + ", the second one " + again);
        }
        timed(Work.PEER_ONE, () -> sides.peer(one));
        timed(Work.CHANGED, () -> sides.ours(changed, cache));
        timed(Work.ONE, () -> sides.ours(one, newCache()));
        timed(Work.IN_TURN, () -> {
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                sides.ours(jars, newCache());
            }
            return Set.of();
        });
        timed(Work.BESIDE, () -> beside(sides, jars));
    }

    private Set<String> beside(ScanSides sides, Path jars) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<Set<String>>> scans = new ArrayList<>();
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                Path cache = newCache();
                scans.add(pool.submit(() -> sides.ours(jars, cache)));
            }
            for (Future<Set<String>> scan : scans) {
                scan.get();
            }
            return Set.of();
        } catch (ExecutionException e) {
            throw new IOException("A scan side by side with others fails", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Path newCache() throws IOException {
        return Files.createDirectories(folder.resolve("caches").resolve(String.valueOf(caches++)));
    }

    private Set<String> timed(Work work, Scan scan) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Set<String> found = scan.run();
        double time = (System.nanoTime() - begun) / 1e6;
        millis.computeIfAbsent(work, same -> new ArrayList<>()).add(time);
        System.out.println("  " + work + " " + Math.round(time) + " ms");
        return found;
    }

    private double time(Work work) {
        double[] sorted = millis.getOrDefault(work, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Row atMost(String work, Work ours, double peer, double limit, Instant at) {
        return new Row(work, time(ours), peer, "ms", time(ours) / peer, limit, 0, Holds.AT_MOST, at);
    }
}
