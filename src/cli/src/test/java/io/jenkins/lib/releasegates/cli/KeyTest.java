package io.jenkins.lib.releasegates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    private Path ledger;
    private Path keys;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void sign() throws IOException, LedgerException {
        ledger = folder.resolve("ledger");
        keys = Files.createDirectories(folder.resolve("keys"));
        open().close();
    }

    private Ledger open() throws LedgerException {
        return Ledger.open(ledger, new KeyFolder(keys, new SecureRandom()), AT);
    }

    private LogKey inForce() throws LedgerException {
        try (Ledger reading = Ledger.openForReading(ledger)) {
            return reading.key().orElseThrow();
        }
    }

    private int run(Object... arguments) {
        out.reset();
        err.reset();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return ReleaseGates.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false),
                texts);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldExportTheKeyThatVerifyTakes() throws LedgerException, IOException {
        assertThat(run("key", "export", "--ledger", ledger)).as(err()).isZero();
        assertThat(out()).isEqualTo(inForce().pem());
        assertThat(run("key", "export", "--ledger", ledger, "--format", "vkey", "--file", folder.resolve("log.vkey")))
                .isZero();
        assertThat(folder.resolve("log.vkey")).hasContent(inForce().vkey());

        open().close();
        assertThat(run("verify", ledger, "--key", folder.resolve("log.vkey"), "--require", "signed"))
                .as(out() + err())
                .isZero();
    }

    @Test
    void shouldRotateSoThatTheFormerKeyStillVerifiesTheWhole() throws LedgerException, IOException {
        LogKey before = inForce();
        Files.writeString(folder.resolve("before.pem"), before.pem());

        assertThat(run("key", "rotate", "--ledger", ledger, "--key-folder", keys))
                .as(err())
                .isZero();

        assertThat(out()).contains(before.vkey(), inForce().vkey(), "endorsed by the one before");
        assertThat(inForce()).isNotEqualTo(before);
        open().close();
        assertThat(run("verify", ledger, "--key", folder.resolve("before.pem"), "--require", "signed"))
                .as(out() + err())
                .isZero();
    }

    @Test
    void shouldRefuseALedgerThatSomebodyElseHasOpen() throws LedgerException, IOException {
        LogKey before = inForce();
        try (Ledger other = open()) {
            assertThat(other.takesEntries()).isTrue();
            assertThat(run("key", "rotate", "--ledger", ledger, "--key-folder", keys))
                    .isEqualTo(3);
        }
        assertThat(err()).contains("is already open");
        assertThat(inForce()).isEqualTo(before);
    }

    @Test
    void shouldNeverMakeAFirstKeyWhereTheRightOneIsMissing() throws LedgerException, IOException {
        LogKey before = inForce();
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(run("key", "rotate", "--ledger", ledger, "--key-folder", empty))
                .isEqualTo(2);

        assertThat(err()).contains("found no file 'ledger-key.pem' in it");
        assertThat(empty).isEmptyDirectory();
        assertThat(inForce()).isEqualTo(before);
    }

    /** To open the ledger with it would already be to go over to it. */
    @Test
    void shouldRefuseTheKeyOfAnotherLedger() throws LedgerException, IOException {
        LogKey before = inForce();
        Path others = Files.createDirectories(folder.resolve("others"));
        Ledger.open(folder.resolve("another"), new KeyFolder(others, new SecureRandom()), AT)
                .close();

        assertThat(run("key", "rotate", "--ledger", ledger, "--key-folder", others))
                .isEqualTo(2);

        assertThat(err()).contains("found another key than the one in force, " + before.vkey());
        assertThat(inForce()).isEqualTo(before);
    }

    @Test
    void shouldSayWhatIsNoSignedLedger() throws LedgerException {
        Path unsigned = folder.resolve("unsigned");
        Ledger.open(unsigned).close();

        assertThat(run("key", "export", "--ledger", folder)).isEqualTo(2);
        assertThat(err()).contains("found no folder 'trail' in it");
        assertThat(run("key", "export", "--ledger", unsigned)).isEqualTo(2);
        assertThat(err()).contains("found no key in the trail");
        assertThat(run("key", "rotate", "--ledger", unsigned, "--key-folder", keys))
                .isEqualTo(2);
        assertThat(err()).contains("found no key in the trail");
        assertThat(run("key")).isEqualTo(2);
        assertThat(err()).contains("Missing: export or rotate");
    }
}
