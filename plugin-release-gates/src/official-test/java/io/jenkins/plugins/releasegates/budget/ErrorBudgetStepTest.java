package io.jenkins.plugins.releasegates.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.releasegates.analysis.AnswersOfPrometheus;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ErrorBudgetStepTest {

    private static final String SLO = "version: prometheus/v1\\nservice: shop\\nslos:\\n  - name: requests\\n    objective: %s\\n"
            + "    sli:\\n      events:\\n        error_query: sum(rate(errors_total[{{.window}}]))\\n"
            + "        total_query: sum(rate(requests_total[{{.window}}]))\\n";

    private static Run<?, ?> run(JenkinsRule jenkins, String objective, String further, Result result)
            throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node {\nwriteFile file: 'slo.yml', text: '" + SLO.formatted(objective)
                        + "'\nerrorBudgetCheck connection: 'prometheus', slos: 'slo.yml'" + further + "\n}",
                true));
        return jenkins.buildAndAssertStatus(result, job);
    }

    @Test
    void shouldTakeAContradictionForNoPass(JenkinsRule jenkins) throws Exception {
        // As many errors as requests in every window.
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("1")) {
            Run<?, ?> run = run(jenkins, "99", "", Result.FAILURE);
            jenkins.assertLogContains("error budget of shop/requests", run);
            jenkins.assertLogNotContains("\tat ", run);
        }
    }

    @Test
    void shouldRefuseAnObjectiveThatCanNotBe(JenkinsRule jenkins) throws Exception {
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("1")) {
            Run<?, ?> run = run(jenkins, "999", "", Result.FAILURE);
            jenkins.assertLogContains("slo.yml:5:", run);
            jenkins.assertLogContains("found 999", run);
        }
    }

    @Test
    void shouldRefuseAnEnvironmentWithoutRules(JenkinsRule jenkins) throws Exception {
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("1")) {
            Run<?, ?> run = run(jenkins, "99", ", environment: 'nowhere'", Result.FAILURE);
            jenkins.assertLogContains("nowhere", run);
        }
    }

    @Test
    void shouldBeOneWayOrTheOther(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node { errorBudgetCheck service: 'shop' }", true));
        jenkins.assertLogContains(
                "found neither slos nor environment", jenkins.buildAndAssertStatus(Result.FAILURE, job));
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("1")) {
            jenkins.assertLogContains(
                    "found slos beside service", run(jenkins, "99", ", service: 'shop'", Result.FAILURE));
        }
    }

    @Test
    void shouldComeBackFromItsForm(JenkinsRule jenkins) throws Exception {
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("1")) {
            ErrorBudgetOptions options = new ErrorBudgetOptions("prometheus", "slo/*.yml");
            options.setMinRemaining("20");
            FreeStyleProject project = jenkins.createFreeStyleProject();
            project.getBuildersList().add(new ErrorBudgetBuilder(options));
            FreeStyleProject saved = jenkins.configRoundtrip(project);
            jenkins.assertEqualDataBoundBeans(
                    options,
                    saved.getBuildersList().get(ErrorBudgetBuilder.class).getOptions());
        }
    }

    @Test
    void shouldBeWrittenFlat(JenkinsRule jenkins) {
        ErrorBudgetOptions options = new ErrorBudgetOptions("prometheus", "slo/*.yml");
        options.setMinRemaining("20");
        assertEquals(
                "errorBudgetCheck connection: 'prometheus', minRemaining: '20', slos: 'slo/*.yml'",
                Snippetizer.object2Groovy(new ErrorBudgetStep(options)));
    }

    @Test
    void shouldBeWrittenFlatForAnEnvironment(JenkinsRule jenkins) {
        ErrorBudgetOptions options = new ErrorBudgetOptions();
        options.setEnvironment("production");
        options.setService("shop");
        assertEquals(
                "errorBudgetCheck environment: 'production', service: 'shop'",
                Snippetizer.object2Groovy(new ErrorBudgetStep(options)));
    }
}
