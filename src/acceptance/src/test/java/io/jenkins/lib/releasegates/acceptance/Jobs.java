package io.jenkins.lib.releasegates.acceptance;

/** Configurations of jobs, and what they write into their workspaces. */
final class Jobs {

    /** Steps that write a JUnit report with {@code failed} failed tests of {@code tests}, and a JaCoCo report with {@code covered} percent. */
    static final String FILES = """
            def junit = { int tests, int failed ->
                def cases = ''
                for (int i = 0; i < tests; i++) {
                    cases += "<testcase classname='shop.CheckoutTest' name='case ${i}' time='0.01'>" +
                        (i < failed ? "<failure message='wrong total'/>" : '') + '</testcase>'
                }
                writeFile file: 'target/TEST-shop.xml', text: "<testsuite name='shop' tests='${tests}' failures='${failed}'>${cases}</testsuite>"
            }
            def jacoco = { int covered ->
                writeFile file: 'target/jacoco.xml', text: "<report name='shop'><package name='shop'><sourcefile name='Checkout.java'>" +
                    "<counter type='LINE' missed='${100 - covered}' covered='${covered}'/></sourcefile></package>" +
                    "<counter type='LINE' missed='${100 - covered}' covered='${covered}'/></report>"
            }
            def policy = '''apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: shop}
            spec:
              gates:
                - name: Tests
                  criticality: UNSTABLE
                  criteria:
                    - condition: tests.failed == 0 && tests.total > 0
                - name: Coverage
                  criticality: FAILURE
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            '''.replaceAll('(?m)^            ', '')
            writeFile file: 'release-policy.yaml', text: policy
            def reports = [[pattern: 'target/TEST-*.xml'], [pattern: 'target/jacoco.xml']]
            """;

    private Jobs() {}

    static String pipeline(String script) {
        return "<?xml version='1.1' encoding='UTF-8'?><flow-definition>"
                + "<definition class='org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition'><script>" + escaped(script)
                + "</script><sandbox>true</sandbox></definition></flow-definition>";
    }

    static String freestyle(String shell, String builder) {
        return "<?xml version='1.1' encoding='UTF-8'?><project><builders><hudson.tasks.Shell><command>" + escaped(shell)
                + "</command></hudson.tasks.Shell>" + builder + "</builders></project>";
    }

    static String multibranch(String remote) {
        return "<?xml version='1.1' encoding='UTF-8'?><org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>"
                + "<sources class='jenkins.branch.MultiBranchProject$BranchSourceList'><data><jenkins.branch.BranchSource>"
                + "<source class='jenkins.plugins.git.GitSCMSource'><id>shop</id><remote>" + escaped(remote)
                + "</remote>"
                + "<traits><jenkins.plugins.git.traits.BranchDiscoveryTrait/></traits></source>"
                + "<strategy class='jenkins.branch.DefaultBranchPropertyStrategy'><properties class='empty-list'/></strategy>"
                + "</jenkins.branch.BranchSource></data></sources>"
                + "<factory class='org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory'><scriptPath>Jenkinsfile</scriptPath></factory>"
                + "</org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>";
    }

    static String folder() {
        return "<?xml version='1.1' encoding='UTF-8'?><com.cloudbees.hudson.plugins.folder.Folder/>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
