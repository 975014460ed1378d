package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process with {@code kill -9} in the middle of its appends, again and again, and goes on in the directory that it leaves. How often is
 * told by the system property {@value #KILLS}; 50 times in every build.
 */
class KilledLedgerTest {

    private static final String KILLS = "ledger.kills";

    /** Kills after which all of it is verified, as it was left. */
    private static final int VERIFIED_EVERY = 12;

    private static final Pattern ACKNOWLEDGED = Pattern.compile("([0-9]+) ([0-9a-f]{64})\n");

    @TempDir
    private Path home;

    private final Random random = new Random(20261121);
    private final Map<Long, Digest> acknowledged = new TreeMap<>();
    private final List<String> mended = new ArrayList<>();
    private Optional<TrustedKey> first = Optional.empty();
    private int killedWhileItOpened;
    /** Has not been told to begin. */
    private @Nullable Process started;

    @Test
    void shouldKeepWhatItAcknowledgedHoweverOftenItIsKilled() throws Exception {
        int kills = Integer.getInteger(KILLS, 50);
        Files.createDirectory(home.resolve("vault"));
        long begun = System.nanoTime();
        for (int kill = 1; kill <= kills; kill++) {
            Map<Long, Digest> said = workUntilKilled(kill);
            if (kill % VERIFIED_EVERY == 0) {
                assertThat(verify().findings())
                        .as("as kill " + kill + " left it")
                        .isEmpty();
            }
            acknowledged.putAll(said);
            lookFor(said, kill);
            if (kill % 2 == 0) {
                open(kill).close();
            }
        }
        open(kills).close();
        VerificationReport report = verify();
        long bytes = checkTrailAgainst(acknowledged);
        System.out.println(kills + " kills, " + killedWhileItOpened + " of them before the ledger was open; "
                + acknowledged.size() + " entries acknowledged, " + report.entries() + " there in " + bytes
                + " bytes, signed by " + report.log().keys().size() + " keys; mended " + mended.size() + " times; "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s");

        assertThat(report.findings()).isEmpty();
        assertThat(report.strength()).isEqualTo(Strength.WITNESSED);
        assertThat(report.log().signedUpTo()).isEqualTo(report.entries());
        assertThat(report.entries()).isGreaterThanOrEqualTo(acknowledged.size());
        assertThat(acknowledged).hasSizeGreaterThan(kills);
        assertThat(report.log().keys()).hasSizeGreaterThan(1);
    }

    /**
     * One in five is killed at any moment after it was told to begin, which may be while it opens the ledger; the others after some entries. The
     * next process starts meanwhile, and waits to be told.
     */
    private Map<Long, Digest> workUntilKilled(int kill) throws Exception {
        boolean atAnyMoment = kill % 5 == 3;
        // Some live long enough to sign more than what they found.
        int entries = kill % 12 == 0 ? 600 + random.nextInt(900) : 1 + random.nextInt(120);
        long pause = random.nextInt(15);
        Process process = started == null ? start(kill) : started;
        Path output = output(kill);
        LedgerUnderLoad.begin(process);
        started = start(kill + 1);
        try {
            if (atAnyMoment) {
                Thread.sleep(random.nextInt(450));
            } else {
                awaitLines(process, output, entries);
                Thread.sleep(pause);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(output, StandardCharsets.US_ASCII);
        assertThat(said + Files.readString(errors(kill)))
                .as("what process " + kill + " said")
                .doesNotContain(LedgerUnderLoad.TROUBLE, "Exception");
        if (!said.startsWith(LedgerUnderLoad.OPEN)) {
            assertThat(atAnyMoment).as("process " + kill + " opened the ledger").isTrue();
            killedWhileItOpened++;
        }
        Map<Long, Digest> entriesSaid = new TreeMap<>();
        for (Matcher line = ACKNOWLEDGED.matcher(said); line.find(); ) {
            entriesSaid.put(Long.valueOf(line.group(1)), new Digest(line.group(2)));
        }
        return entriesSaid;
    }

    private Process start(int kill) throws IOException {
        return LedgerUnderLoad.process(home, random.nextLong(), kill % 3 != 0, kill % 4 == 1, kill % 7 == 2)
                .redirectOutput(output(kill).toFile())
                .redirectError(errors(kill).toFile())
                .start();
    }

    private Path output(int kill) {
        return home.resolve("output-" + kill % 2);
    }

    private Path errors(int kill) {
        return home.resolve("errors-" + kill % 2);
    }

    @AfterEach
    void endTheOneThatWaits() throws InterruptedException {
        if (started != null) {
            started.destroyForcibly().waitFor();
        }
    }

    private static void awaitLines(Process process, Path output, int lines) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Stream<String> said = Files.lines(output, StandardCharsets.US_ASCII)) {
                if (said.count() > lines) {
                    return;
                }
            }
            Thread.sleep(3);
        }
        throw new AssertionError("Ended, or didn't get as far as " + lines + " lines: " + Files.readString(output));
    }

    /** As it was left, without a byte of it changed. */
    private void lookFor(Map<Long, Digest> said, int kill) throws Exception {
        if (!Files.isDirectory(home.resolve("ledger/trail"))) {
            assertThat(said).isEmpty();
            return;
        }
        try (Ledger ledger = Ledger.openForReading(home.resolve("ledger"))) {
            assertThat(ledger.damage()).as("after kill " + kill).isEmpty();
            for (Map.Entry<Long, Digest> entry : said.entrySet()) {
                assertThat(ledger.entry(entry.getKey()).orElseThrow().hash())
                        .as("entry " + entry.getKey() + " after kill " + kill)
                        .isEqualTo(entry.getValue());
            }
        }
    }

    /** Just so: nothing has to be done first. */
    private Ledger open(int kill) throws Exception {
        KeyFolder keys = new KeyFolder(home.resolve("keys"), new SecureRandom());
        Ledger ledger = Ledger.open(home.resolve("ledger"), keys, Releases.NOW);
        assertThat(ledger.takesEntries()).as("after kill " + kill).isTrue();
        mended.addAll(ledger.notices());
        if (first.isEmpty()) {
            LogKey key = ledger.key().orElseThrow();
            first = Optional.of(TrustedKey.parse(key.vkey()));
        }
        return ledger;
    }

    private VerificationReport verify() {
        return TrailVerifier.verify(
                home.resolve("ledger"),
                new VerifyOptions(
                        Optional.empty(),
                        first.stream().toList(),
                        List.of(new Witness("vault", home.resolve("vault"))),
                        Strength.CHAIN));
    }

    /** Holds the bytes on the disk against all that was ever acknowledged; tells how many they are. */
    private long checkTrailAgainst(Map<Long, Digest> all) throws IOException {
        List<Digest> lines = new ArrayList<>();
        long bytes = 0;
        for (long entry = 0; Files.exists(trail(entry)); entry += 1_000) {
            for (String line : Files.readAllLines(trail(entry))) {
                lines.add(Digest.of(line.getBytes(StandardCharsets.UTF_8)));
            }
            bytes += Files.size(trail(entry));
        }
        all.forEach((seq, hash) ->
                assertThat(lines.get(Math.toIntExact(seq))).as("entry " + seq).isEqualTo(hash));
        return bytes;
    }

    private Path trail(long first) {
        return home.resolve("ledger/trail").resolve(String.format("%012d.jsonl", first));
    }
}
