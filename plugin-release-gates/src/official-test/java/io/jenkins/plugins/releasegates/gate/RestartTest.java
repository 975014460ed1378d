package io.jenkins.plugins.releasegates.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class RestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void shouldBeginAgainAfterARestartAndJudgeOnce() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = Pipelines.job(
                    jenkins,
                    "restarted",
                    "node {\n def r = qualityGate(reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.failed', threshold: 1]])\n"
                            + "echo \"after ${r.decision} ${r.record}\"\n}");
            large(jenkins.jenkins.getRootDir().toPath().resolve("workspace/restarted"));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("[Pipeline] qualityGate", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("restarted", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            List<TrailEntry> entries = ReleaseGatesHome.get()
                    .ledger()
                    .entriesOf(run.getAction(ReleaseAuditAction.class).getBuildId());
            assertEquals(
                    1,
                    entries.stream()
                            .filter(entry -> entry.kind().equals("decision-made"))
                            .count());
            jenkins.assertLogContains("It begins again", run);
            jenkins.assertLogContains("after PASSED " + entries.get(entries.size() - 1).id(), run);
        });
    }

    @Test
    void shouldKeepTheRecordWhenJobsAreRenamedAndBuildsDeleted() throws Throwable {
        String[] ids = new String[2];
        sessions.then(jenkins -> {
            WorkflowJob job = Pipelines.job(
                    jenkins,
                    "before",
                    "node {\n" + Pipelines.REPORT
                            + "qualityGate reports: [[pattern: 'TEST-*.xml']], qualityGates: [[metric: 'tests.failed', threshold: 1]]\n}");
            WorkflowRun run = jenkins.buildAndAssertSuccess(job);
            ids[0] = run.getAction(ReleaseAuditAction.class).getBuildId();
            ids[1] = QualityGateStepTest.lastEntry(run).subject().path("job").asText();
            job.renameTo("after");
        });
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("after", WorkflowJob.class);
            WorkflowRun run = job.getBuildByNumber(1);
            assertEquals(ids[0], run.getAction(ReleaseAuditAction.class).getBuildId());
            String page = jenkins.createWebClient()
                    .getPage(run, "release-audit/")
                    .getWebResponse()
                    .getContentAsString();
            assertTrue(page.contains(QualityGateStepTest.lastEntry(run).id()), "the page shows the record");

            WorkflowRun next = jenkins.buildAndAssertSuccess(job);
            assertEquals(
                    ids[1], QualityGateStepTest.lastEntry(next).subject().path("job").asText());
            WorkflowJob copy = (WorkflowJob) jenkins.jenkins.copy((hudson.model.TopLevelItem) job, "copy");
            copy.save();
            WorkflowRun copied = jenkins.buildAndAssertSuccess(copy);
            assertTrue(
                    !ids[1].equals(QualityGateStepTest.lastEntry(copied)
                            .subject()
                            .path("job")
                            .asText()),
                    "a copied job is another job");

            run.delete();
            job.delete();
            List<TrailEntry> kept = ReleaseGatesHome.get().ledger().entriesOf(ids[0]);
            assertEquals(4, kept.size());
            assertEquals("build-changed", kept.get(3).kind());
        });
    }

    /** Large enough to be at work for seconds. */
    private static void large(Path workspace) throws Exception {
        Files.createDirectories(workspace);
        byte[] block = "<testcase classname=\"A\" name=\"x\" time=\"1\"/>\n"
                .repeat(10_000)
                .getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(workspace.resolve("TEST-a.xml"))) {
            out.write("<testsuite name=\"a\">".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 400; i++) {
                out.write(block);
            }
            out.write("</testsuite>".getBytes(StandardCharsets.UTF_8));
        }
    }
}
