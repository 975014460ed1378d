package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.sast.SastScanner;
import io.jenkins.lib.releasegates.scanner.sca.ScaScanner;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import io.jenkins.lib.releasegates.scanner.secrets.SecretScanner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Which scanner answers which kind of job: one line each. */
final class Scanners {

    private Scanners() {}

    static Map<Kind, Scanner> all(Clock clock, Optional<Origin> origin) {
        // Without a bundle the worker refuses to scan.
        Path bundle = origin.map(Origin::folder).orElse(Path.of(""));
        return Map.of(
                Kind.SCA, new ScaScanner(clock),
                Kind.SAST, new SastScanner(bundle.resolve("sast"), clock),
                Kind.SECRETS, new SecretScanner(clock));
    }
}
