package io.jenkins.lib.releasegates.evidence.reader.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Feeds the reader of {@code zap}. */
public final class ZapFuzzer {

    private ZapFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        FuzzedReport.read(data.consumeRemainingAsBytes(), "zap");
    }
}
