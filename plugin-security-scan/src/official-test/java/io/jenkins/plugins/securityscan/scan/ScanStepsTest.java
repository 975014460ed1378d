package io.jenkins.plugins.securityscan.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ScanStepsTest {

    /** Put together here, so that no scan of these sources finds it. */
    private static final String KEY = "AKIA" + "Q3EGRJLSWY6ZVZ7B";

    @Test
    void shouldFindASecretAndShowNothingOfIt(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "writeFile file: 'a.conf', text: 'key=" + KEY + "'\n"
                        + "secretScan qualityGates: [[metric: 'secrets.total', threshold: 1]]",
                Result.FAILURE);

        jenkins.assertLogContains("In the way: gate secrets.total", run);
        jenkins.assertLogNotContains(KEY, run);
    }

    @Test
    void shouldNotPassALaterGateAfterAScanThatFailed(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                """
                writeFile file: 'a.txt', text: 'a'
                secretScan()
                catchError(buildResult: 'SUCCESS') { scaScan() }
                qualityGate qualityGates: [[metric: 'findings.total', threshold: 1000]]
                """,
                Result.FAILURE);

        jenkins.assertLogContains("this Jenkins has no vulnerability database yet", run);
        jenkins.assertLogContains("gate findings.total could not be evaluated", run);
    }

    @Test
    void shouldBeWrittenFlatByTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        ScaScanOptions components = new ScaScanOptions();
        components.setIncludes("target/*.jar");
        components.setSuppressions("suppressions.xml");
        assertEquals(
                "scaScan includes: 'target/*.jar', suppressions: 'suppressions.xml'",
                Snippetizer.object2Groovy(new ScaScanStep(components)));

        SastScanOptions code = new SastScanOptions();
        code.setClasses("target/classes");
        assertEquals("sastScan classes: 'target/classes'", Snippetizer.object2Groovy(new SastScanStep(code)));

        SecretScanOptions secrets = new SecretScanOptions();
        secrets.setTimeoutMinutes(5);
        assertEquals("secretScan timeoutMinutes: 5", Snippetizer.object2Groovy(new SecretScanStep(secrets)));

        assertEquals("sbom file: 'bom.json'", Snippetizer.object2Groovy(new SbomStep(new SbomOptions("bom.json"))));
    }

    @Test
    void shouldKeepWhatAFormSays(JenkinsRule jenkins) throws Exception {
        QualityGateItem gate = new QualityGateItem();
        gate.setMetric("vulnerabilities.critical");
        gate.setThreshold("1");
        ScaScanOptions components = new ScaScanOptions();
        components.setIncludes("target/*.jar");
        components.setExcludes("target/*-sources.jar");
        components.setSuppressions("suppressions.xml");
        components.setName("Libraries");
        components.setHeapMegabytes(2048);
        components.setTimeoutMinutes(5);
        components.setQualityGates(List.of(gate));
        SbomOptions bill = new SbomOptions("bom.json");
        bill.setSubject("shop");
        bill.setVersion("1.4.2");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new ScaScanBuilder(components));
        project.getBuildersList().add(new SbomBuilder(bill));

        jenkins.configRoundtrip(project);

        ScaScanOptions kept =
                project.getBuildersList().get(ScaScanBuilder.class).getOptions();
        assertEquals("target/*.jar", kept.getIncludes());
        assertEquals("target/*-sources.jar", kept.getExcludes());
        assertEquals("suppressions.xml", kept.getSuppressions());
        assertEquals("Libraries", kept.getName());
        assertEquals(2048, kept.getHeapMegabytes());
        assertEquals(5, kept.getTimeoutMinutes());
        assertEquals("vulnerabilities.critical", kept.getQualityGates().get(0).getMetric());
        SbomOptions listed = project.getBuildersList().get(SbomBuilder.class).getOptions();
        assertEquals("bom.json", listed.getFile());
        assertEquals("shop", listed.getSubject());
        assertEquals("1.4.2", listed.getVersion());
    }

    private static WorkflowRun run(JenkinsRule jenkins, String steps, Result expected) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "scans");
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
