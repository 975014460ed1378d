package io.jenkins.lib.releasegates.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages show is what the engine reads. */
class ErrorBudgetPagesTest {

    private static String page(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("project.root"), "docs", name));
    }

    private static byte[] snippet(String page, String language) throws IOException {
        Matcher snippet = Pattern.compile("(?s)```" + language + "\\R(.*?)```").matcher(page(page));
        assertThat(snippet.find()).isTrue();
        return snippet.group(1).strip().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldShowAnObjectiveThatIsRead() throws IOException {
        byte[] objective = snippet("error-budgets.md", "yaml");

        assertThat(SloFiles.read(List.of(new SloFile("slo.yaml", objective)), SloSettings.of("a"))
                        .objectives())
                .hasSize(1);
    }

    @Test
    void shouldShowAPolicyThatIsRead() throws IOException {
        byte[] policy = snippet("formats/error-budget-policy.md", "yaml");

        assertThat(ErrorBudgetPolicyReading.of(policy, "policy.yaml").issues()).isEmpty();
    }

    @Test
    void shouldShowABudgetThatIsReadAndWrittenTheSame() throws Exception {
        String budget = new String(snippet("formats/error-budget.md", "json"), StandardCharsets.UTF_8);

        assertThat(BudgetJson.write(BudgetJson.read(budget))).isEqualTo(budget);
    }

    @Test
    void shouldNameEveryOutcomeAndAdmission() throws IOException {
        for (Object reason : io.jenkins.lib.releasegates.slo.budget.Measured.Reason.values()) {
            assertThat(page("error-budgets.md")).contains("`" + reason + "`");
        }
        for (Object admission : BudgetDecision.Admission.values()) {
            assertThat(page("formats/error-budget-policy.md")).contains("`" + admission + "`");
        }
        assertThat(ErrorBudgets.burnRateWindows()).hasSize(7);
    }
}
