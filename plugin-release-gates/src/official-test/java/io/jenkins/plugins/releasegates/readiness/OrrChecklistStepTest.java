package io.jenkins.plugins.releasegates.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class OrrChecklistStepTest {

    private static final String CHECKLIST = """
            apiVersion: release-gates/v1
            kind: ReadinessChecklist
            metadata: {name: production}
            spec:
              role: operations
              validFor: 30d
              sections:
                - title: Recovery
                  items:
                    - {id: restore, question: 'Was a backup restored?', why: Hope is no plan., severity: blocking}
            """;

    private static void define() {
        ChecklistItem checklist = new ChecklistItem();
        checklist.setYaml(CHECKLIST);
        RoleItem role = new RoleItem("operations");
        role.setUsers("bob");
        ServiceItem service = new ServiceItem("shop", 1);
        service.setAuthors(ServiceItem.IGNORED);
        service.setRoles(List.of(role));
        service.setChecklists(List.of(checklist));
        ServiceConfiguration.get().setServices(List.of(service));
    }

    private static Run<?, ?> run(JenkinsRule jenkins, String step, Result result) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(step, true));
        return jenkins.buildAndAssertStatus(result, job);
    }

    @Test
    void shouldFailWhatNobodyHasAnswered(JenkinsRule jenkins) throws Exception {
        define();
        Run<?, ?> run = run(jenkins, "orrChecklist service: 'shop', checklist: 'production'", Result.FAILURE);
        jenkins.assertLogContains("restore has no answer (operations)", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void shouldRefuseAServiceThatNobodyHasDescribed(JenkinsRule jenkins) throws Exception {
        define();
        Run<?, ?> run = run(jenkins, "orrChecklist service: 'bakery', checklist: 'production'", Result.FAILURE);
        jenkins.assertLogContains("found \"bakery\"; allowed for this job: [shop]", run);
    }

    @Test
    void shouldRefuseAChecklistThatTheOwnerHasNot(JenkinsRule jenkins) throws Exception {
        define();
        Run<?, ?> run = run(jenkins, "orrChecklist service: 'shop', checklist: 'easy'", Result.FAILURE);
        jenkins.assertLogContains("found \"easy\"; allowed for this service: [production]", run);
    }

    @Test
    void shouldEndUnreadyWithItsTime(JenkinsRule jenkins) throws Exception {
        define();
        Run<?, ?> run = run(
                jenkins,
                "orrChecklist service: 'shop', checklist: 'production', wait: true, timeout: '2s'",
                Result.FAILURE);
        jenkins.assertLogContains("Waits until", run);
    }

    @Test
    void shouldComeBackFromItsForm(JenkinsRule jenkins) throws Exception {
        define();
        OrrChecklistOptions options = new OrrChecklistOptions("shop");
        options.setChecklist("production");
        options.setWait(true);
        options.setTimeout("8h");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new OrrChecklistBuilder(options));
        FreeStyleProject saved = jenkins.configRoundtrip(project);
        jenkins.assertEqualDataBoundBeans(
                options, saved.getBuildersList().get(OrrChecklistBuilder.class).getOptions());
    }

    @Test
    void shouldKeepServicesOverTheSystemsForm(JenkinsRule jenkins) throws Exception {
        define();
        jenkins.configRoundtrip();
        ServiceItem service = ServiceConfiguration.get().service("shop").orElseThrow();
        assertEquals(1, service.getTier());
        assertEquals("bob", service.getRoles().get(0).getUsers());
        assertTrue(service.checklist("production").isPresent());
    }

    @Test
    void shouldBeWrittenFlat(JenkinsRule jenkins) {
        OrrChecklistOptions options = new OrrChecklistOptions("shop");
        options.setChecklist("production");
        options.setWait(true);
        assertEquals(
                "orrChecklist checklist: 'production', service: 'shop', wait: true",
                Snippetizer.object2Groovy(new OrrChecklistStep(options)));
    }
}
