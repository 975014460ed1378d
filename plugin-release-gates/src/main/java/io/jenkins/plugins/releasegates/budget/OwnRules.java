package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicy;
import io.jenkins.lib.releasegates.slo.policy.ErrorBudgetPolicyReading;
import io.jenkins.plugins.releasegates.Messages;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What holds where a step names no environment: so much of a budget has to be left, and it must not burn so fast that somebody would be paged. */
final class OwnRules {

    private static final Pattern SHARE = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,6})?");

    private OwnRules() {}

    static boolean isShare(String text) {
        return SHARE.matcher(text).matches();
    }

    /**
     * As the policy that an owner would write.
     *
     * @param minRemaining percent
     */
    static ErrorBudgetPolicy of(String minRemaining) throws AbortException {
        if (!isShare(minRemaining)) {
            throw new AbortException(Messages.ErrorBudget_BadShare(minRemaining));
        }
        String yaml = """
                apiVersion: release-gates/v1
                kind: ErrorBudgetPolicy
                metadata: {name: errorBudgetCheck}
                spec:
                  rules:
                    - {name: too little left, when: {remainingAtMost: SHARE}, then: freeze}
                    - {name: burning fast, when: {alert: page}, then: freeze}
                    - {name: enough left, then: allow}
                """.replace("SHARE", minRemaining);
        ErrorBudgetPolicyReading reading =
                ErrorBudgetPolicyReading.of(yaml.getBytes(StandardCharsets.UTF_8), "errorBudgetCheck");
        return reading.policy()
                .orElseThrow(() -> new IllegalStateException("Rules of our own are right: " + reading.issues()));
    }
}
