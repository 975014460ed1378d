package io.jenkins.lib.releasegates.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.report.bundle.ProofBundle;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/verify.md tells somebody to do who was handed the bundle of one build, word for word. */
class VerifyByHandBundleTest {

    private static final String SECTION = "\n## One build's proof bundle\n";

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();
    private Path home;

    @BeforeEach
    void writeBundleAndProgram() throws Exception {
        for (String tool : List.of("python3", "openssl")) {
            assumeTrue(isThere(tool), tool + " is not installed");
        }
        String page = Files.readString(Path.of("../../docs/verify.md"));
        String section = page.substring(page.indexOf(SECTION));
        Files.writeString(directory.resolve("check-bundle.py"), block(section, "python"));
        Files.writeString(directory.resolve("check.sh"), block(section, "sh"));
        home = directory.resolve("ledger");
        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            for (int i = 0; i < 299; i++) {
                ledger.recordEvidence(Releases.evidence(i % 100, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
            }
            ledger.rotateKey(Releases.ALICE, Releases.NOW);
            decide(ledger);
        }
        write();
    }

    private static void decide(Ledger ledger) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(7), Releases.evidence(81, 0));
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    private void write() throws IOException, LedgerException {
        try (Ledger ledger = Ledger.openForReading(home);
                OutputStream out = Files.newOutputStream(directory.resolve("bundle.zip"))) {
            ProofBundle.of(ledger, "build-7", true).orElseThrow().writeTo(out);
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

    /** Changes it wherever it stands but in the text for people. */
    private void change(String from, String to) throws Exception {
        Files.writeString(directory.resolve("change.py"), """
                import sys, zipfile
                old = zipfile.ZipFile("bundle.zip")
                members = [(name, old.read(name)) for name in old.namelist()]
                found, instead = map(str.encode, sys.argv[1:])
                assert any(found in content for name, content in members)
                with zipfile.ZipFile("bundle.zip", "w") as new:
                    for name, content in members:
                        new.writestr(name, content if name == "README.txt" else content.replace(found, instead))
                """);
        Process python = new ProcessBuilder("python3", "change.py", from, to)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(python.waitFor()).isZero();
    }

    @Test
    void shouldFindTheBundleInOrder() throws Exception {
        assertThat(check())
                .startsWith(
                        "0 build build-7: entries [8, 301, 302, 303, 304], of the 305 under the checkpoint of release-gates/")
                .contains("not signed yet: []", "Signature Verified Successfully");
    }

    @Test
    void shouldFindAChangedEntry() throws Exception {
        change("\"outcome\":\"PASSED\"", "\"outcome\":\"FAILED\"");
        assertThat(check()).startsWith("1 entries/304.json isn't what its proof leads to the signed root from");
    }

    @Test
    void shouldFindAnotherPerson() throws Exception {
        change("\"value\":\"alice\"", "\"value\":\"mallory\"");
        assertThat(check())
                .contains("has another actor.id than the entry commits to")
                .startsWith("1 people/");
    }

    @Test
    void shouldFindAForeignKey() throws Exception {
        Files.writeString(
                directory.resolve("key.pem"),
                new KeysInMemory().publicKey("other").pem());
        assertThat(check()).contains("Signature Verification Failure").doesNotStartWith("0");
    }

    @Test
    void shouldNameWhatIsNotSignedYet() throws Exception {
        try (Ledger ledger = Ledger.open(home)) {
            decide(ledger);
        }
        write();
        assertThat(check()).startsWith("0 build build-7: ").contains("not signed yet: [305, 306, 307, 308]");
    }
}
