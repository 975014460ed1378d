package io.jenkins.plugins.releasegates.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RequireDecisionStepTest {

    private static final String DECIDED =
            """
            node {
              writeFile file: 'app.jar', text: 'the application'
              writeFile file: 'TEST-a.xml', text: "<testsuite><testcase classname='A' name='x'/></testsuite>"
              qualityGate artifacts: 'app.jar', reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.failed', threshold: 1]]
            }
            """;

    private static final String DEMANDING =
            """
            node {
              writeFile file: 'copy.jar', text: 'the application'
              def answer = requireDecision artifacts: '*.jar', job: 'decides', maxAge: '1h'
              echo "admitted=${answer.admitted} ${answer.decisions.keySet()}"
            }
            """;

    private static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    @Test
    void shouldAdmitTheSameBytesUnderAnotherNameUntilTheDecisionIsRevoked(JenkinsRule jenkins) throws Exception {
        jenkins.buildAndAssertSuccess(job(jenkins, "decides", DECIDED));
        WorkflowJob demanding = job(jenkins, "demands", DEMANDING);

        WorkflowRun admitted = jenkins.buildAndAssertSuccess(demanding);
        jenkins.assertLogContains("admitted=true [copy.jar]", admitted);

        Ledger ledger = ReleaseGatesHome.get().ledger();
        TrailEntry decision = ledger.find(LedgerQuery.ALL, Long.MAX_VALUE, 10).entries().stream()
                .filter(entry -> entry.kind().equals(Event.DecisionMade.KIND))
                .findFirst()
                .orElseThrow();
        ledger.revocations()
                .revoke(decision.id(), new Actor("alice", "Alice", Actor.Means.SESSION), "a flaw", Instant.now());

        WorkflowRun refused = jenkins.buildAndAssertStatus(Result.FAILURE, demanding);
        jenkins.assertLogContains("NOT admitted: copy.jar", refused);
        jenkins.assertLogNotContains("\tat ", refused);
    }

    @Test
    void shouldRefuseWhatNobodyHasDecidedAbout(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job(jenkins, "demands", DEMANDING));

        jenkins.assertLogContains("It has no decision that still stands about a file with the digest", run);
    }

    @Test
    void shouldBeWrittenFlatInAJenkinsfile(JenkinsRule jenkins) throws Exception {
        RequireDecisionOptions options = new RequireDecisionOptions("*.jar");
        options.setMaxAge("7d");
        RequireDecisionStep.DescriptorImpl descriptor =
                jenkins.jenkins.getDescriptorByType(RequireDecisionStep.DescriptorImpl.class);
        UninstantiatedDescribable flat = descriptor.customUninstantiate(new UninstantiatedDescribable(
                Map.of("options", new UninstantiatedDescribable(Map.of("artifacts", "*.jar", "maxAge", "7d")))));

        assertEquals(Map.of("artifacts", "*.jar", "maxAge", "7d"), flat.getArguments());
    }

    @Test
    void shouldComeBackFromTheConfigurationPage(JenkinsRule jenkins) throws Exception {
        RequireDecisionOptions options = new RequireDecisionOptions("target/*.jar");
        options.setMaxAge("7d");
        options.setJob("shop/checkout");
        options.setStatement("statement.json");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new RequireDecisionBuilder(options));

        jenkins.configRoundtrip(project);

        RequireDecisionBuilder builder = project.getBuildersList().get(RequireDecisionBuilder.class);
        assertNotNull(builder);
        assertEquals("target/*.jar", builder.getOptions().getArtifacts());
        assertEquals("7d", builder.getOptions().getMaxAge());
        assertEquals("shop/checkout", builder.getOptions().getJob());
        assertEquals("statement.json", builder.getOptions().getStatement());
    }

    @Test
    void shouldKeepTheKeysThatAreTrusted(JenkinsRule jenkins) throws Exception {
        String pem = ReleaseGatesHome.get().ledger().key().orElseThrow().pem();
        AdmissionConfiguration configuration = AdmissionConfiguration.get();
        configuration.setTrustedKeys(List.of(new TrustedKeyItem("other", pem)));

        jenkins.configRoundtrip();

        assertEquals(1, configuration.getTrustedKeys().size());
        assertEquals("other", configuration.getTrustedKeys().get(0).getName());
        assertEquals(1, configuration.keys().size());
        assertTrue(configuration.getTrustedKeys().get(0).getPem().startsWith("-----BEGIN PUBLIC KEY-----"));
    }
}
