package io.jenkins.lib.releasegates.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/formats/statement.md tells to do by hand, word for word. */
class StatementByHandTest {

    @TempDir
    private Path directory;

    private String page = "";

    @BeforeEach
    void write() throws Exception {
        for (String tool : List.of("python3", "openssl")) {
            assumeTrue(isThere(tool), tool + " is not installed");
        }
        page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "formats", "statement.md"));
        Files.writeString(directory.resolve("open.py"), block("python"));
        Files.writeString(directory.resolve("shop.jar"), "shop");
        sign(Statements.SIGNER);
    }

    private void sign(EnvelopeSigner signer) throws Exception {
        Files.write(
                directory.resolve("statement.json"),
                DecisionStatement.sign(Statements.passed(), signer).json());
        Files.writeString(directory.resolve("key.pem"), signer.key().pem());
    }

    private String block(String language) {
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
    private String run(String steps) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder("sh", "-e", "-c", steps)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + Files.readString(output);
    }

    @Test
    void shouldVerifyAStatement() throws Exception {
        assertThat(run(block("sh")))
                .startsWith("0 PASSED JUDGEMENT valid until 2026-11-22T09:00:00.000Z decision 0123456789abcdef/41\n")
                .contains("Signature Verified Successfully");
    }

    @Test
    void shouldVerifyAStatementThatAnEcdsaKeySigned() throws Exception {
        sign(Statements.signer("EC"));
        String dgst = "openssl dgst -sha256 -verify key.pem -signature statement.sig statement.pae";
        assertThat(page).contains("`" + dgst + "`");
        assertThat(run(block("sh").lines().findFirst().orElseThrow() + "\n" + dgst))
                .startsWith("0 ")
                .contains("Verified OK");
    }

    @Test
    void shouldFindAnotherFileAndAnotherKey() throws Exception {
        Files.writeString(directory.resolve("shop.jar"), "other");
        assertThat(run(block("sh"))).startsWith("1 the statement is not about a file");

        Files.writeString(directory.resolve("shop.jar"), "shop");
        Files.writeString(
                directory.resolve("key.pem"), Statements.STRANGER.key().pem());
        assertThat(run(block("sh"))).startsWith("1 ").contains("Signature Verification Failure");
    }

    @Test
    void shouldSayTheIdOfAKeyAsOpensslDoes() throws Exception {
        String command = "openssl pkey -pubin -in key.pem -outform DER | sha256sum";
        assertThat(page).contains(command.replace("|", "\\|"));
        assertThat(run(command)).startsWith("0 " + Statements.SIGNER.key().id());
    }
}
