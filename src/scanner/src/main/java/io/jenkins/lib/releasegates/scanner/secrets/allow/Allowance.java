package io.jenkins.lib.releasegates.scanner.secrets.allow;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import io.jenkins.lib.releasegates.scanner.tree.PathPatterns;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was answered for; what it names has to be so in a finding that it covers.
 *
 * @param covers all of that in words
 * @param by the name of its file
 * @param until the day from which on it is over
 */
record Allowance(
        Optional<String> rule,
        Optional<PathPatterns> path,
        Optional<String> fingerprint,
        String covers,
        String by,
        int line,
        String reason,
        @Nullable String until,
        @Nullable String owner,
        boolean expired) {

    boolean covers(Finding finding) {
        return !expired
                && rule.map(finding.rule()::equals).orElse(true)
                && path.map(patterns -> patterns.cover(finding.path())).orElse(true)
                && fingerprint.map(mark -> mark.equals(finding.fingerprint())).orElse(true);
    }

    Finding.Suppressed suppression() {
        return new Finding.Suppressed(by, line, reason, until, owner, null);
    }

    SuppressionRule described(boolean used) {
        return new SuppressionRule(
                FileDigest.of(SuppressionRule.identity(covers, until)),
                SuppressionRule.Use.of(expired, used),
                by,
                line,
                SuppressionRule.shown(covers),
                reason,
                owner,
                until);
    }
}
