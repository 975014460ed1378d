package io.jenkins.plugins.securityscan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import io.jenkins.plugins.securityscan.findings.PublishFindingsOptions;
import io.jenkins.plugins.securityscan.findings.PublishFindingsStep;
import io.jenkins.plugins.securityscan.scan.SastScanOptions;
import io.jenkins.plugins.securityscan.scan.SastScanStep;
import io.jenkins.plugins.securityscan.scan.SbomOptions;
import io.jenkins.plugins.securityscan.scan.SbomStep;
import io.jenkins.plugins.securityscan.scan.ScaScanOptions;
import io.jenkins.plugins.securityscan.scan.ScaScanStep;
import io.jenkins.plugins.securityscan.scan.SecretScanOptions;
import io.jenkins.plugins.securityscan.scan.SecretScanStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a form of the snippet generator shows is what it gives back, and what it writes; and Declarative takes what it writes. */
@WithJenkins
class StepFormsTest {

    private static void assertKept(JenkinsRule jenkins, String written, Step step) throws Exception {
        assertEquals(written, Snippetizer.object2Groovy(step));
        assertEquals(written, Snippetizer.object2Groovy(new StepConfigTester(jenkins).configRoundTrip(step)));
    }

    private static List<QualityGateItem> gates() {
        QualityGateItem gate = new QualityGateItem();
        gate.setMetric("findings.high");
        gate.setThreshold("1");
        gate.setCriticality("UNSTABLE");
        return List.of(gate);
    }

    @Test
    void shouldKeepWhatIsPublished(JenkinsRule jenkins) throws Exception {
        PublishFindingsOptions options = new PublishFindingsOptions("a.sarif");
        options.setFormat("sarif");
        options.setName("Trivy");
        options.setQualityGates(gates());

        assertKept(
                jenkins,
                "publishFindings format: 'sarif', name: 'Trivy', pattern: 'a.sarif', qualityGates: [[criticality: 'UNSTABLE', metric: 'findings.high',"
                        + " threshold: 1]]",
                new PublishFindingsStep(options));
    }

    @Test
    void shouldKeepAScanOfComponents(JenkinsRule jenkins) throws Exception {
        ScaScanOptions options = new ScaScanOptions();
        options.setIncludes("target/*.jar");
        options.setExcludes("target/*-sources.jar");
        options.setSuppressions("suppressions.xml");
        options.setName("Libraries");
        options.setHeapMegabytes(2048);
        options.setTimeoutMinutes(5);
        options.setQualityGates(gates());

        assertKept(
                jenkins,
                "scaScan excludes: 'target/*-sources.jar', heapMegabytes: 2048, includes: 'target/*.jar', name: 'Libraries',"
                        + " qualityGates: [[criticality: 'UNSTABLE', metric: 'findings.high', threshold: 1]],"
                        + " suppressions: 'suppressions.xml', timeoutMinutes: 5",
                new ScaScanStep(options));
    }

    @Test
    void shouldKeepAScanOfCode(JenkinsRule jenkins) throws Exception {
        SastScanOptions options = new SastScanOptions();
        options.setClasses("target/classes");
        options.setAuxiliary("target/lib");
        options.setSources("src/main/java");

        assertKept(
                jenkins,
                "sastScan auxiliary: 'target/lib', classes: 'target/classes', sources: 'src/main/java'",
                new SastScanStep(options));
    }

    @Test
    void shouldKeepAScanForSecrets(JenkinsRule jenkins) throws Exception {
        SecretScanOptions options = new SecretScanOptions();
        options.setAllowLists("allowed.toml");
        options.setBaselines("known.json");
        options.setRules("rules.toml");

        assertKept(
                jenkins,
                "secretScan allowLists: 'allowed.toml', baselines: 'known.json', rules: 'rules.toml'",
                new SecretScanStep(options));
    }

    @Test
    void shouldKeepABillOfMaterials(JenkinsRule jenkins) throws Exception {
        SbomOptions options = new SbomOptions("bom.json");
        options.setSubject("shop");
        options.setVersion("1.4.2");
        options.setSuppressions("suppressions.xml");

        assertKept(
                jenkins,
                "sbom file: 'bom.json', subject: 'shop', suppressions: 'suppressions.xml', version: '1.4.2'",
                new SbomStep(options));
    }

    @Test
    void shouldScanAndBeJudgedInADeclarativePipeline(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "declared");
        job.setDefinition(new CpsFlowDefinition(
                """
                pipeline {
                  agent any
                  stages {
                    stage('Scan') { steps {
                      writeFile file: 'a.txt', text: 'nothing secret'
                      secretScan includes: 'a.txt'
                    } }
                    stage('Gate') { steps {
                      qualityGate qualityGates: [[metric: 'secrets.total', threshold: 1]]
                    } }
                  }
                }
                """,
                true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.SUCCESS, job);

        jenkins.assertLogContains("The one gate that decides lets it through.", run);
    }
}
