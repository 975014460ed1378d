package io.jenkins.lib.releasegates.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/verify.md tells an auditor to do, word for word. */
class VerifyByHandTest {

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();

    @BeforeEach
    void writeLedgerAndProgram() throws Exception {
        for (String tool : List.of("python3", "openssl", "sha256sum")) {
            assumeTrue(isThere(tool), tool + " is not installed");
        }
        String page = Files.readString(Path.of("../../docs/verify.md"));
        Files.writeString(directory.resolve("check.py"), block(page, "python"));
        Files.writeString(directory.resolve("check.sh"), block(page, "sh"));
        work(300);
        try (Ledger ledger = Ledger.open(directory.resolve("ledger"), keys, Releases.NOW)) {
            ledger.rotateKey(Releases.ALICE, Releases.NOW);
        }
        work(3);
    }

    private void work(int entries) throws LedgerException, IOException {
        try (Ledger ledger = Ledger.open(directory.resolve("ledger"), keys, Releases.NOW)) {
            for (int i = 0; i < entries; i++) {
                ledger.recordEvidence(Releases.evidence(i % 100, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
            }
            Files.writeString(
                    directory.resolve("key.pem"), ledger.key().orElseThrow().pem());
        }
    }

    private static String block(String page, String language) {
        int begin = page.indexOf("\n```" + language + "\n") + language.length() + 5;
        return page.substring(begin, page.indexOf("\n```\n", begin) + 1);
    }

    private static boolean isThere(String tool) throws InterruptedException {
        try {
            return new ProcessBuilder(tool, "openssl".equals(tool) ? "version" : "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends with what the steps end with; the output stands behind it. */
    private String check() throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder("sh", "-e", "check.sh")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + Files.readString(output);
    }

    @Test
    void shouldFindTheLedgerInOrder() throws Exception {
        assertThat(check())
                .startsWith("0 305 of 305 entries lead to the root that the checkpoint of release-gates/")
                .contains("Signature Verified Successfully");
    }

    @Test
    void shouldFindAChangedEntry() throws Exception {
        Path trail = directory.resolve("ledger/trail/000000000000.jsonl");
        String text = Files.readString(trail);
        int last = text.lastIndexOf("shop/checkout");
        Files.writeString(trail, text.substring(0, last) + "zhop" + text.substring(last + 4));
        assertThat(check()).startsWith("1 the root of these entries is not the one that was signed");
    }

    @Test
    void shouldFindEntriesThatWereCutOff() throws Exception {
        Path trail = directory.resolve("ledger/trail/000000000000.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(trail));
        lines.remove(lines.size() - 1);
        Files.writeString(trail, String.join("\n", lines) + "\n");
        assertThat(check()).startsWith("1 the checkpoint is of 305 entries, 304 are there");
    }

    @Test
    void shouldFindAForeignKeyAndExchangedEvidence() throws Exception {
        Files.writeString(
                directory.resolve("key.pem"),
                new KeysInMemory().publicKey("other").pem());
        assertThat(check()).contains("Signature Verification Failure").doesNotStartWith("0");

        work(1);
        try (var blobs = Files.list(directory.resolve("ledger/evidence"))) {
            Files.write(blobs.findFirst().orElseThrow(), "other".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(check()).contains("FAILED").doesNotStartWith("0");
    }
}
