package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Feeds the reader of {@code grype}. */
public final class GrypeFuzzer {

    private GrypeFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        FuzzedReport.read(data.consumeRemainingAsBytes(), "grype");
    }
}
