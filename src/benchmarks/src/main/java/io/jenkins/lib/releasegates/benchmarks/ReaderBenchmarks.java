package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares our readers with the libraries.
 *
 * <p>Cold is the first pass of a new JVM, warm the median of the later half of its passes; of both the median over {@value #FORKS} JVMs. Our side
 * has the heap limit of the table, the peer a heap in which it works.
 */
final class ReaderBenchmarks {

    private static final int FORKS = 3;
    private static final int PASSES = 11;
    private static final int PEER_PASSES = 5;
    private static final int HEAP = 64;
    private static final int PEER_HEAP = 1024;

    private record Work(String name, String format, String file, int limit) {}

    /** The milliseconds of one side, and what it counted. */
    private record Times(double cold, double warm, String counted) {

        /** The median of each over the JVMs. */
        static Times median(List<Times> forks) {
            return new Times(
                    middle(forks.stream().mapToDouble(Times::cold).toArray()),
                    middle(forks.stream().mapToDouble(Times::warm).toArray()),
                    forks.get(0).counted);
        }
    }

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
        Times[] both = sides(work);
        rows.accept(row(work, "warm", both[0].warm(), both[1].warm(), at));
        rows.accept(row(work, "cold", both[0].cold(), both[1].cold(), at));
    }

    /** Beside a program that reads the same and does nothing with it: how many times as long ours takes. */
    void besideBareReading(String name, String format, String file, double limit, Instant at, Consumer<Row> rows)
            throws IOException, InterruptedException {
        Times[] both = sides(new Work(name, format, file, 0));
        double ours = both[0].warm();
        double bare = both[1].warm();
        rows.accept(new Row(name + ", warm", ours, bare, "ms", ours / bare, limit, HEAP, Row.Holds.AT_MOST, at));
        double cold = both[0].cold();
        double bareCold = both[1].cold();
        rows.accept(
                new Row(name + ", cold", cold, bareCold, "ms", cold / bareCold, limit, HEAP, Row.Holds.NOTHING, at));
    }

    private Times[] sides(Work work) throws IOException, InterruptedException {
        List<Times> ourForks = new ArrayList<>();
        List<Times> peerForks = new ArrayList<>();
        // In turn, so that what else the machine does meets both sides.
        for (int fork = 0; fork < FORKS; fork++) {
            ourForks.add(fork("ours", work, HEAP, PASSES));
            peerForks.add(fork("peer", work, PEER_HEAP, PEER_PASSES));
        }
        Times ours = Times.median(ourForks);
        Times peer = Times.median(peerForks);
        if (!ours.counted().equals(peer.counted())) {
            throw new IOException(work.name() + ": we count " + ours.counted() + ", the peer " + peer.counted());
        }
        return new Times[] {ours, peer};
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
                state.equals("warm") ? Row.Holds.AT_LEAST : Row.Holds.NOTHING,
                at);
    }

    private Times fork(String side, Work work, int heap, int passes) throws IOException, InterruptedException {
        List<String> lines = Fork.lines(
                folder,
                heap,
                Side.class,
                side,
                work.format(),
                folder.resolve(work.file()).toString(),
                String.valueOf(passes));
        double[] each = Arrays.stream(lines.get(0).strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Times(each[0], middle(Arrays.copyOfRange(each, passes / 2, passes)), lines.get(1));
    }

    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
