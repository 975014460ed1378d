package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Feeds the reader of kept evidence, behind its compression. */
public final class EvidenceJsonFuzzer {

    private EvidenceJsonFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(data.consumeRemainingAsBytes());
            }
            EvidenceJson.write(EvidenceJson.read(bytes.toByteArray()));
        } catch (InvalidEvidenceException e) {
            // Refused, which is an answer.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
