package io.jenkins.lib.releasegates.scanner.sca;

import io.github.jeremylong.openvulnerability.client.nvd.CvssV2;
import io.github.jeremylong.openvulnerability.client.nvd.CvssV3;
import io.github.jeremylong.openvulnerability.client.nvd.CvssV4;
import io.jenkins.lib.releasegates.scanner.result.Severity;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.dependency.Vulnerability;

/**
 * How bad a vulnerability is: CVSS 4 where there is one, else 3, else 2. Without any it counts as HIGH, because nobody has said that it is less.
 *
 * @param source in words, as a result writes it
 */
record Score(
        Severity severity,
        String source,
        @Nullable Double number,
        @Nullable String vector) {

    static Score of(Vulnerability vulnerability) {
        CvssV4 four = vulnerability.getCvssV4();
        if (four != null && four.getCvssData() != null && four.getCvssData().getBaseScore() != null) {
            return of(
                    "4.0", four.getCvssData().getBaseScore(), four.getCvssData().getVectorString());
        }
        CvssV3 three = vulnerability.getCvssV3();
        if (three != null && three.getCvssData() != null && three.getCvssData().getBaseScore() != null) {
            String version = three.getCvssData().getVersion() == null
                    ? "3"
                    : three.getCvssData().getVersion().value();
            return of(
                    version,
                    three.getCvssData().getBaseScore(),
                    three.getCvssData().getVectorString());
        }
        CvssV2 two = vulnerability.getCvssV2();
        if (two != null && two.getCvssData() != null && two.getCvssData().getBaseScore() != null) {
            double number = two.getCvssData().getBaseScore();
            Severity severity = number >= 7.0 ? Severity.HIGH : number >= 4.0 ? Severity.MEDIUM : Severity.LOW;
            return new Score(
                    severity, "CVSS 2.0: " + number, number, two.getCvssData().getVectorString());
        }
        return new Score(Severity.HIGH, "no score in the database", null, null);
    }

    private static Score of(String version, double number, @Nullable String vector) {
        return new Score(Severity.ofScore(number), "CVSS " + version + ": " + number, number, vector);
    }
}
