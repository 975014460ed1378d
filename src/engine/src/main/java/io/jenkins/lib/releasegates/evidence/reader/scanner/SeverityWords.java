package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import java.util.Locale;
import java.util.Optional;

/** The words that scanners have for severities, on our scale. */
final class SeverityWords {

    private SeverityWords() {}

    /** The tool's word where it is a known one, else the step of its score, else MEDIUM: what nobody knows is not harmless. */
    static Severity of(String word, Optional<Cvss> cvss) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "medium", "moderate" -> Severity.MEDIUM;
            case "low", "negligible", "info", "informational", "none" -> Severity.LOW;
            default -> cvss.map(score -> Severity.ofScore(score.score())).orElse(Severity.MEDIUM);
        };
    }

    /** What {@link #of} took it from. */
    static String source(String word, String whose, Optional<Cvss> cvss) {
        String score = cvss.map(one -> ", CVSS " + one.score()).orElse("");
        String named = word.isBlank() ? "no severity" : word;
        return (whose.isBlank() ? named : named + " by " + whose) + score;
    }
}
