package io.jenkins.plugins.releasegates.gate;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines that the tests run, and the reports in them. */
final class Pipelines {

    static final String REPORT = "writeFile file: 'TEST-a.xml', text: '<testsuite name=\"a\"><testcase classname=\"A\""
            + " name=\"x\" time=\"1\"/><testcase classname=\"A\" name=\"y\" time=\"1\"/></testsuite>'\n";

    static final String POLICY =
            """
            writeFile file: 'release-policy.yaml', text: '''apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata:
              name: demo
            spec:
              gates:
                - name: unit-tests
                  criticality: FAILURE
                  criteria:
                    - metric: tests.failed
                      threshold: 1
            '''
            """;

    private Pipelines() {}

    static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    static WorkflowRun run(JenkinsRule jenkins, String script, Result expected) throws Exception {
        return jenkins.buildAndAssertStatus(expected, job(jenkins, "pipeline", script));
    }
}
