package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries that tell of another configuration of a job, written by hand. */
class ConfiguredJobEntryTest {

    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @TempDir
    private Path ledger;

    private VerificationReport verify(String kind, String body) throws IOException {
        new HandWrittenTrail()
                .about("{\"job\":\"j\",\"jobName\":\"shop\"}")
                .entry(kind, body)
                .write(ledger);
        return TrailVerifier.verify(ledger, VerifyOptions.NONE);
    }

    @Test
    void shouldAcceptDigests() throws IOException {
        String now = "{\"before\":\"shop\",\"change\":\"CONFIGURED\",\"configuration\":\"" + DIGEST + "\"}";
        String both = now.replace("}", ",\"configurationBefore\":\"" + DIGEST + "\"}");

        assertThat(verify("job-changed", now).findings()).isEmpty();
        assertThat(verify("job-changed", both).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "job-changed | '' | found nothing in configuration",
                "job-changed | ,'configuration':'sha256:1' | in configuration, expected the form sha256:",
                "job-changed | ,'configuration':'DIGEST','configurationBefore':1 | in configurationBefore, expected",
                "build-changed | ,'configuration':'DIGEST' | CONFIGURED of a build, expected one of a job",
            })
    void shouldRefuseOthers(String kind, String members, String found) throws IOException {
        String body = "{\"before\":\"shop\",\"change\":\"CONFIGURED\""
                + members.replace("''", "").replace('\'', '"').replace("DIGEST", DIGEST) + "}";

        assertThat(verify(kind, body).findings())
                .singleElement()
                .asString()
                .contains(":1: ")
                .contains(found);
    }
}
