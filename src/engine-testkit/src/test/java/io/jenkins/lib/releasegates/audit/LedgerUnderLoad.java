package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process that fills a ledger from several threads, without end, and writes a line for each entry that was acknowledged: its number and its
 * hash. It opens the ledger when its input says so, and ends with it, or when it is killed.
 */
final class LedgerUnderLoad {

    /** The line that says that the ledger is open. */
    static final String OPEN = "open";

    /** How a line begins that says what went wrong. */
    static final String TROUBLE = "trouble: ";

    private static final int THREADS = 3;
    private static final Duration SOON = Duration.ofMillis(20);

    private final Ledger ledger;
    private final boolean rotates;
    private final boolean decides;

    private LedgerUnderLoad(Ledger ledger, boolean rotates, boolean decides) {
        this.ledger = ledger;
        this.rotates = rotates;
        this.decides = decides;
    }

    /** How to start it in a process of its own; it waits to be told {@link #begin}. */
    static ProcessBuilder process(Path home, long seed, boolean witnessed, boolean rotates, boolean decides) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerUnderLoad.class.getName(),
                home.toString(),
                Long.toString(seed),
                Boolean.toString(witnessed),
                Boolean.toString(rotates),
                Boolean.toString(decides));
    }

    /** Lets it open the ledger. */
    static void begin(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        boolean decides = Boolean.parseBoolean(args[4]);
        if (decides) {
            Releases.policy();
        }
        if (System.in.read() < 0) {
            return;
        }
        try {
            Ledger ledger = Ledger.open(
                    home.resolve("ledger"), new KeyFolder(home.resolve("keys"), new SecureRandom()), Releases.NOW);
            if (Boolean.parseBoolean(args[2])) {
                ledger.witnesses(List.of(new DirectoryWitness("vault", home.resolve("vault"))), SOON);
            }
            say(OPEN);
            new LedgerUnderLoad(ledger, Boolean.parseBoolean(args[3]), decides).work(Long.parseLong(args[1]));
        } catch (LedgerException e) {
            say(TROUBLE + e.getMessage());
        }
        while (System.in.read() >= 0) {
            // The parent has nothing to say.
        }
    }

    private void work(long seed) {
        for (int number = 0; number < THREADS; number++) {
            Random random = new Random(seed * THREADS + number);
            boolean first = number == 0;
            Thread thread = new Thread(() -> appendWithoutEnd(random, first));
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void appendWithoutEnd(Random random, boolean first) {
        try {
            while (true) {
                if (first && rotates && random.nextInt(20) == 0) {
                    ledger.rotateKey(Releases.ALICE, Releases.NOW);
                }
                append(random);
            }
        } catch (LedgerException e) {
            say(TROUBLE + e.getMessage());
        }
    }

    private void append(Random random) throws LedgerException {
        Subject build = Releases.build(random.nextInt(1_000_000));
        // Some evidence is new and some was kept before.
        Evidence evidence = Releases.evidence(random.nextInt(10_000) / 100.0, 0);
        List<TrailEntry> entries;
        if (decides && random.nextBoolean()) {
            ReleaseContext context = Releases.context(build, evidence);
            entries = ledger.record(Releases.decide(context), context, Releases.ALICE)
                    .entries();
        } else {
            entries = List.of(ledger.recordEvidence(evidence, build, Releases.ALICE, Releases.NOW)
                    .entry());
        }
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> lines.add(entry.seq() + " " + entry.hash().hex()));
        say(String.join("\n", lines));
    }

    /** In one write, so that lines don't mix. */
    private static void say(String lines) {
        PrintStream out = System.out;
        synchronized (out) {
            byte[] bytes = (lines + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }
}
