package io.jenkins.plugins.releasegates.environment;

import hudson.util.Secret;
import io.jenkins.plugins.releasegates.people.GroupItem;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** The environment that tests ask for, and jobs that ask. */
public final class Environments {

    public static final String NAME = "production";

    public static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: tests
                  criteria:
                    - {condition: 'tests.failed == 0 && tests.total > 0'}
            """;

    /** Steps that make the files, which fulfil the policy. */
    public static final String BUILT = """
            writeFile file: 'app.jar', text: 'the application'
            writeFile file: 'TEST-a.xml', text: "<testsuite><testcase classname='A' name='x'/></testsuite>"
            """;

    public static final String REPORTS = "reports: [[pattern: 'TEST-*.xml']]";

    /** The step that asks whether they may go there. */
    public static final String ASKED = "releaseGate environment: 'production', artifact: 'app.jar', " + REPORTS;

    private Environments() {}

    /** Every job of that name may come, and its deployments see a secret. */
    public static EnvironmentItem production(String jobs) {
        EnvironmentItem production = new EnvironmentItem(NAME, POLICY);
        production.setJobs(jobs);
        production.setSecrets(List.of(new EnvironmentSecretItem("DEPLOY_TOKEN", Secret.fromString("s3cr3t-token"))));
        return production;
    }

    public static void define(EnvironmentItem... items) {
        EnvironmentConfiguration.get().setEnvironments(List.of(items));
    }

    /** One of the group approvers has to approve, to which bob belongs; whoever started the build may not. */
    public static void defineWithApproval(String jobs) {
        ApprovalItem approval = new ApprovalItem("1 of group approvers");
        approval.setAuthorsMayApprove(true);
        approval.setConfigurersMayApprove(true);
        EnvironmentItem production = production(jobs);
        production.setApproval(approval);
        EnvironmentConfiguration.get().setGroups(List.of(new GroupItem("approvers", "alice\nbob")));
        define(production);
    }

    public static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
