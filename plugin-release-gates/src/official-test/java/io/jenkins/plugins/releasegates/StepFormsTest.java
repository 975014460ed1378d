package io.jenkins.plugins.releasegates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.releasegates.admission.RequireDecisionOptions;
import io.jenkins.plugins.releasegates.admission.RequireDecisionStep;
import io.jenkins.plugins.releasegates.deployment.DeployToStep;
import io.jenkins.plugins.releasegates.environment.Environments;
import io.jenkins.plugins.releasegates.evidence.MeasurementItem;
import io.jenkins.plugins.releasegates.evidence.RecordEvidenceOptions;
import io.jenkins.plugins.releasegates.evidence.RecordEvidenceStep;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import io.jenkins.plugins.releasegates.gate.QualityGateOptions;
import io.jenkins.plugins.releasegates.gate.QualityGateStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a form of the snippet generator shows is what it gives back, and what it writes. */
@WithJenkins
class StepFormsTest {

    private static void assertKept(JenkinsRule jenkins, String written, Step step) throws Exception {
        assertEquals(written, Snippetizer.object2Groovy(step));
        assertEquals(written, Snippetizer.object2Groovy(new StepConfigTester(jenkins).configRoundTrip(step)));
    }

    @Test
    void shouldKeepAQualityGate(JenkinsRule jenkins) throws Exception {
        QualityGateItem metric = new QualityGateItem();
        metric.setMetric("coverage.line");
        metric.setThreshold("80");
        metric.setWarning("85.5");
        metric.setBaseline("PROJECT_DELTA");
        metric.setCriticality("UNSTABLE");
        QualityGateItem condition = new QualityGateItem();
        condition.setCondition("custom[\"size\"] < 6.0");
        QualityGateOptions options = new QualityGateOptions();
        options.setPolicy("release-policy.yaml");
        options.setQualityGates(List.of(metric, condition));
        options.setReports(List.of(new ReportItem("**/TEST-*.xml")));
        options.setArtifacts("target/*.jar");
        options.setAttestations("signed/*.jsonl");
        options.setBootstrap(true);
        options.setReference("main");
        options.setId("unit");
        options.setName("Unit tests");

        assertKept(
                jenkins,
                "qualityGate artifacts: 'target/*.jar', attestations: 'signed/*.jsonl', bootstrap: true, id: 'unit', name: 'Unit tests',"
                        + " policy: 'release-policy.yaml', qualityGates: [[baseline: 'PROJECT_DELTA', criticality: 'UNSTABLE', metric: 'coverage.line',"
                        + " threshold: 80, warning: 85.5], [condition: 'custom[\"size\"] < 6.0']], reference: 'main',"
                        + " reports: [[pattern: '**/TEST-*.xml']]",
                new QualityGateStep(options));
    }

    @Test
    void shouldKeepEvidence(JenkinsRule jenkins) throws Exception {
        RecordEvidenceOptions options = new RecordEvidenceOptions();
        options.setReports(List.of(new ReportItem("**/*.sarif")));
        options.setMeasurements(List.of(new MeasurementItem("latency.p95", 120.5)));

        assertKept(
                jenkins,
                "recordEvidence measurements: [[name: 'latency.p95', value: 120.5]], reports: [[pattern: '**/*.sarif']]",
                new RecordEvidenceStep(options));
    }

    @Test
    void shouldKeepWhatADecisionIsRequiredFor(JenkinsRule jenkins) throws Exception {
        RequireDecisionOptions options = new RequireDecisionOptions("target/*.jar");
        options.setJob("shop/checkout");
        options.setMaxAge("7d");
        options.setEnvironment("production");

        assertKept(
                jenkins,
                "requireDecision artifacts: 'target/*.jar', environment: 'production', job: 'shop/checkout', maxAge: '7d'",
                new RequireDecisionStep(options));
    }

    @Test
    void shouldKeepWhereADeploymentGoes(JenkinsRule jenkins) throws Exception {
        Environments.define(Environments.production("ship"));
        DeployToStep least = new DeployToStep("production");
        assertKept(jenkins, "deployTo('production') {\n    // some block\n}", least);

        DeployToStep named = new DeployToStep("production");
        named.setArtifact("download/*.jar");
        assertKept(jenkins, "deployTo(artifact: 'download/*.jar', environment: 'production') {\n    // some block\n}", named);

        DeployToStep later = new DeployToStep("not-yet");
        assertKept(jenkins, "deployTo('not-yet') {\n    // some block\n}", later);
    }
}
