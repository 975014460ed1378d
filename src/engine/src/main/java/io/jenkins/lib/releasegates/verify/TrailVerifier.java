package io.jenkins.lib.releasegates.verify;

import java.nio.file.Path;
import java.util.List;

/** Checks a ledger directory: reads only, needs a constant amount of memory, and takes every byte for hostile. Thread-safe. */
public final class TrailVerifier {

    private TrailVerifier() {}

    /** Checks all of it; whatever is wrong becomes a finding, never an exception. */
    public static VerificationReport verify(Path directory, VerifyOptions options) {
        return new VerificationReport(
                0,
                new io.jenkins.lib.releasegates.digest.Digest("0".repeat(64)),
                new VerificationReport.EvidenceCount(0, 0, 0),
                new VerificationReport.PeopleCount(0, 0, 0),
                List.of(new VerificationReport.Problem(directory + "", "Not yet")),
                0,
                List.of(),
                VerificationReport.Strength.BROKEN,
                List.of());
    }
}
