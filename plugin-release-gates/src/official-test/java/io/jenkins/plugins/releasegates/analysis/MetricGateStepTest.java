package io.jenkins.plugins.releasegates.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class MetricGateStepTest {

    private static final String GATE =
            "metricGate connection: 'prometheus', name: 'errors', query: 'share', successCondition: 'result < 0.02'";

    private static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    @Test
    void shouldJudgeByTheAnswersOfTheConnection(JenkinsRule jenkins) throws Exception {
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("0.01")) {
            WorkflowRun good = jenkins.buildAndAssertSuccess(job(jenkins, GATE + ", interval: '1s', count: 2"));
            jenkins.assertLogContains("errors, sample 2: PASSED (0.01)", good);
            answers.number("0.5");
            Run<?, ?> bad = jenkins.buildAndAssertStatus(Result.FAILURE, job(jenkins, GATE));
            jenkins.assertLogContains("more samples failed than failureLimit allows", bad);
            answers.number("NaN");
            Run<?, ?> none = jenkins.buildAndAssertStatus(Result.UNSTABLE, job(jenkins, GATE + ", criticality: 'UNSTABLE'"));
            jenkins.assertLogContains("it gave a value that is no number (NaN)", none);
        }
    }

    @Test
    void shouldRefuseAConnectionThatNobodyHasDefined(JenkinsRule jenkins) throws Exception {
        Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job(jenkins, GATE));
        jenkins.assertLogContains("connection: found \"prometheus\"; allowed for this job: []", run);
    }

    @Test
    void shouldJudgeAFreestyleBuildAtOnce(JenkinsRule jenkins) throws Exception {
        try (AnswersOfPrometheus answers = new AnswersOfPrometheus("0.01")) {
            MetricGateOptions options = new MetricGateOptions("prometheus");
            options.setQuery("share");
            options.setSuccessCondition("result < 0.02");
            FreeStyleProject project = jenkins.createFreeStyleProject();
            project.getBuildersList().add(new MetricGateBuilder(options));
            FreeStyleProject saved = jenkins.configRoundtrip(project);
            MetricGateOptions read =
                    saved.getBuildersList().get(MetricGateBuilder.class).getOptions();
            jenkins.assertEqualDataBoundBeans(options, read);
            jenkins.buildAndAssertSuccess(saved);
            answers.number("0.5");
            jenkins.buildAndAssertStatus(Result.FAILURE, saved);
        }
    }

    @Test
    void shouldBeWrittenFlat(JenkinsRule jenkins) {
        MetricGateOptions options = new MetricGateOptions("prometheus");
            options.setQuery("share");
        options.setSuccessCondition("result < 0.02");
        options.setInterval("1m");
        options.setCount(5);
        assertEquals(
                "metricGate connection: 'prometheus', count: 5, interval: '1m', query: 'share', successCondition: 'result < 0.02'",
                Snippetizer.object2Groovy(new MetricGateStep(options)));
    }

    @Test
    void shouldWriteAGoldenSignalFlat(JenkinsRule jenkins) {
        MetricGateOptions options = new MetricGateOptions("prometheus");
        options.setSignal("errors");
        options.setConvention("micrometer");
        options.setSelector("job=\"shop\"");
        options.setLimit("1%");
        assertEquals(
                "metricGate connection: 'prometheus', convention: 'micrometer', limit: '1%', selector: 'job=\"shop\"', signal: 'errors'",
                Snippetizer.object2Groovy(new MetricGateStep(options)));
    }

    @Test
    void shouldComeBackFromTheFormWithAlerts(JenkinsRule jenkins) throws Exception {
        MetricGateOptions options = new MetricGateOptions("prometheus");
        options.setAlerts("noneFiring");
        options.setIgnoreAlerts("Slow");
        options.setWatchdog("Watchdog");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new MetricGateBuilder(options));
        FreeStyleProject saved = jenkins.configRoundtrip(project);
        jenkins.assertEqualDataBoundBeans(
                options, saved.getBuildersList().get(MetricGateBuilder.class).getOptions());
    }
}
