package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.evidence.finding.Suppression;

/** Why a finding isn't counted, in one sentence. */
final class SuppressionWords {

    private SuppressionWords() {}

    static String of(Suppression suppression) {
        StringBuilder words = new StringBuilder("Suppressed by ").append(suppression.by());
        if (!suppression.owner().isEmpty()) {
            words.append(" (").append(suppression.owner()).append(')');
        }
        if (!suppression.until().isEmpty()) {
            words.append(" until ").append(suppression.until());
        }
        return words.append(suppression.reason().isEmpty() ? ", without a reason" : ": " + suppression.reason())
                .toString();
    }
}
