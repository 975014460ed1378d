package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Feeds the reader of {@code owasp-dependency-check}. */
public final class DependencyCheckFuzzer {

    private DependencyCheckFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        FuzzedReport.read(data.consumeRemainingAsBytes(), "owasp-dependency-check");
    }
}
