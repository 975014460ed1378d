package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Feeds the reader of {@code cyclonedx}. */
public final class CycloneDxFuzzer {

    private CycloneDxFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        FuzzedReport.read(data.consumeRemainingAsBytes(), "cyclonedx");
    }
}
