package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that want to write to one directory: the second is sent away, and the first doesn't notice. */
@Timeout(60)
class TwoProcessesTest {

    @TempDir
    private Path home;

    private Ledger open() throws LedgerException {
        return Ledger.open(
                home.resolve("ledger"), new KeyFolder(home.resolve("keys"), new SecureRandom()), Releases.NOW);
    }

    private static String firstLineOf(Path home) throws Exception {
        Process process = LedgerUnderLoad.process(home, 1, false, false, false).start();
        LedgerUnderLoad.begin(process);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return String.valueOf(said.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldSendASecondProcessAwayWhateverItCallsTheDirectory() throws Exception {
        Path link = Files.createSymbolicLink(home.resolveSibling(home.getFileName() + "-link"), home);
        try (Ledger ledger = open()) {
            long entries = ledger.head().entries();
            // One that is sent away within this process must not take the lock with it, as POSIX would have it.
            assertThatThrownBy(this::open).hasMessageContaining("is already open in this process");
            for (Path name : new Path[] {home, link}) {
                assertThat(firstLineOf(name))
                        .startsWith(LedgerUnderLoad.TROUBLE + "The ledger in ")
                        .endsWith("/ledger is open in another process");
            }
            assertThat(ledger.head().entries()).isEqualTo(entries);
            ledger.recordEvidence(Releases.evidence(1, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
        } finally {
            Files.delete(link);
        }
        assertThat(firstLineOf(home)).isEqualTo(LedgerUnderLoad.OPEN);
    }

    @Test
    void shouldBeSentAwayAndReadAndVerifyMeanwhile() throws Exception {
        Process process = LedgerUnderLoad.process(home, 1, false, false, false).start();
        LedgerUnderLoad.begin(process);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo(LedgerUnderLoad.OPEN);
            String acknowledged = said.readLine();

            assertThatThrownBy(this::open)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("is open in another process");
            try (Ledger reading = Ledger.openForReading(home.resolve("ledger"))) {
                long seq = Long.parseLong(acknowledged.substring(0, acknowledged.indexOf(' ')));
                assertThat(acknowledged)
                        .endsWith(reading.entry(seq).orElseThrow().hash().hex());
            }
            assertThat(TrailVerifier.verify(home.resolve("ledger"), VerifyOptions.NONE)
                            .findings())
                    .isEmpty();
            assertThat(said.readLine()).doesNotStartWith(LedgerUnderLoad.TROUBLE);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        open().close();
    }
}
