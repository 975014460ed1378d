package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger on a real file system that is full, or read-only. Making one takes the right to mount. */
class SmallFileSystemTest {

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();
    private final List<TrailEntry> acknowledged = new ArrayList<>();
    private Path mounted;
    private boolean isMounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = Files.createDirectory(directory.resolve("small"));
        String said = run("mount", "-t", "tmpfs", "-o", "size=1m", "release-gates-test", mounted.toString());
        isMounted = said.isEmpty();
        assumeTrue(isMounted, "no file system can be mounted here: " + said);
    }

    @AfterEach
    void unmount() throws Exception {
        if (isMounted) {
            assertThat(run("umount", mounted.toString())).isEmpty();
        }
    }

    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == 0 ? "" : said.strip() + " (ended with " + code + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void remount(String options) throws InterruptedException {
        assertThat(run("mount", "-o", "remount," + options, mounted.toString())).isEmpty();
    }

    private Path home() {
        return mounted.resolve("ledger");
    }

    private void append(Ledger ledger) throws LedgerException {
        int number = acknowledged.size();
        acknowledged.add(ledger.recordEvidence(
                        Releases.evidence(number / 100.0, 0), Releases.build(number), Releases.ALICE, Releases.NOW)
                .entry());
    }

    private void everythingIsThere() throws Exception {
        try (Ledger ledger = Ledger.open(home(), keys, Releases.NOW)) {
            for (TrailEntry entry : acknowledged) {
                assertThat(ledger.entry(entry.seq())).contains(entry);
            }
            append(ledger);
        }
        VerificationReport report = TrailVerifier.verify(home(), VerifyOptions.NONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.log().checkpointedUpTo()).isEqualTo(report.entries());
    }

    @Test
    void shouldKeepWhatItAcknowledgedBeforeTheDiskWasFullAndGoOnAfterwards() throws Exception {
        try (Ledger ledger = Ledger.open(home(), keys, Releases.NOW)) {
            assertThatThrownBy(() -> {
                        while (acknowledged.size() < 10_000) {
                            append(ledger);
                        }
                    })
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("could not be written")
                    .hasMessageContaining("No space left on device");
            assertThat(acknowledged).hasSizeGreaterThan(20);
            assertThat(ledger.head().entries()).isEqualTo(acknowledged.size() + 1L);
        }
        assertThat(TrailVerifier.verify(home(), VerifyOptions.NONE).findings()).isEmpty();
        try (Ledger reading = Ledger.openForReading(home())) {
            assertThat(reading.damage()).isEmpty();
        }
        remount("size=32m");

        everythingIsThere();
    }

    @Test
    void shouldStayShutOnAReadOnlyDiskAndStillBeRead() throws Exception {
        try (Ledger ledger = Ledger.open(home(), keys, Releases.NOW)) {
            append(ledger);
        }
        remount("ro");
        assertThatThrownBy(() -> Ledger.open(home(), keys, Releases.NOW))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("can't be opened")
                .hasMessageContaining("Read-only file system");
        try (Ledger reading = Ledger.openForReading(home())) {
            assertThat(reading.entry(1)).contains(acknowledged.get(0));
        }
        assertThat(TrailVerifier.verify(home(), VerifyOptions.NONE).findings()).isEmpty();
        remount("rw");

        everythingIsThere();
    }
}
