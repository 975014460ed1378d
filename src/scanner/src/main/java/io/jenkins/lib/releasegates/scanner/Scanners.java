package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.sca.ScaScanner;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import java.time.Clock;
import java.util.Map;

/** Which scanner answers which kind of job: one line each. */
final class Scanners {

    private Scanners() {}

    static Map<Kind, Scanner> all(Clock clock) {
        return Map.of(
                Kind.SCA, new ScaScanner(clock),
                Kind.SAST, notInThisBundle(Kind.SAST),
                Kind.SECRETS, notInThisBundle(Kind.SECRETS));
    }

    private static Scanner notInThisBundle(Kind kind) {
        return (job, progress, result) -> {
            throw new ScanException(Outcome.UNUSABLE_DATA, "This bundle has no scanner of kind " + kind.word());
        };
    }
}
