package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson.UnreadableBudgetException;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.file.SloReading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Entry point for Jazzer: {@code --target_class=io.jenkins.lib.releasegates.slo.policy.ErrorBudgetFuzzTarget}.
 *
 * <p>Any bytes are objectives of the one connection there is, or have issues; they are a policy or have issues; they are a budget that is written
 * and read the same again, or are refused.
 */
public final class ErrorBudgetFuzzTarget {

    private ErrorBudgetFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        SloReading slos = SloFiles.read(List.of(new SloFile("fuzz.yaml", input)), SloSettings.of("owners"));
        if (slos.objectives().isEmpty() == slos.issues().isEmpty()) {
            throw new IllegalStateException("Neither objectives nor a reason");
        }
        for (ServiceLevelObjective objective : slos.objectives()) {
            if (!objective.connection().equals("owners")) {
                throw new IllegalStateException("Somebody else's connection: " + objective.connection());
            }
        }
        readable(slos.issues());
        ErrorBudgetPolicyReading policy = ErrorBudgetPolicyReading.of(input, "fuzz.yaml");
        if (policy.policy().isEmpty() == policy.issues().isEmpty()) {
            throw new IllegalStateException("Neither a policy nor a reason");
        }
        readable(policy.issues());
        budget(new String(input, StandardCharsets.UTF_8));
    }

    private static void budget(String text) {
        try {
            KeptBudget kept = BudgetJson.read(text);
            String written = BudgetJson.write(kept);
            if (!BudgetJson.write(BudgetJson.read(written)).equals(written)) {
                throw new IllegalStateException("Written otherwise than read: " + written);
            }
        } catch (UnreadableBudgetException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("Refused without a reason", e);
            }
        }
    }

    private static void readable(List<PolicyIssue> issues) {
        for (PolicyIssue issue : issues) {
            if (issue.toString().indexOf('\n') >= 0
                    || issue.found().isEmpty()
                    || issue.allowed().isEmpty()) {
                throw new IllegalStateException("An issue that nobody can read: " + issue);
            }
        }
    }
}
