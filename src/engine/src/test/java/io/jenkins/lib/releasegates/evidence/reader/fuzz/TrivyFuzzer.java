package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Feeds the reader of {@code trivy}. */
public final class TrivyFuzzer {

    private TrivyFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        FuzzedReport.read(data.consumeRemainingAsBytes(), "trivy");
    }
}
