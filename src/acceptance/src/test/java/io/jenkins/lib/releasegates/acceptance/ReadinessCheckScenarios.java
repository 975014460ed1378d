package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whether a service is ready, by items that answer themselves")
class ReadinessCheckScenarios extends ReadinessScenario {

    private static final String HEAD = TWO_ITEMS.substring(0, TWO_ITEMS.indexOf("        - {id: restore"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    @DisplayName("answers itself where it can: by files, values, and what gates have said")
    void shouldAnswerItself() {
        define(HEAD + """
                        - {id: runbook, question: 'Is there a runbook?', why: 'w', severity: blocking, check: {file: {path: docs/runbook.md, sections: [Rollback]}}}
                        - {id: replicas, question: 'Are there two?', why: 'w', severity: blocking, check: {value: {path: deploy.yml, pointer: /spec/replicas, condition: '>= 2'}}}
                """, "authors: ignored");
        String ask = "orrChecklist service: '" + service + "', checklist: 'production', criticality: 'NOTE'\n";
        Build build = jenkins()
                .build(pipeline(
                        "rg-ready-self",
                        "node {\n deleteDir()\n" + ask
                                + "writeFile file: 'docs/runbook.md', text: '# Rollback\\nTurn it back.'\n"
                                + "writeFile file: 'deploy.yml', text: 'spec: {replicas: 3}'\n"
                                + ask.replace("NOTE", "FAILURE") + "}\n" + ask));
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode decisions = build.audit().path("decisions");
        assertThat(decisions).hasSize(3);
        assertThat(build.log()).contains("runbook could not be checked", "runbook is not met");
        assertThat(item("runbook").at("/lastCheck/verdict").asText()).isEqualTo("ERROR");
        assertThat(item("runbook").path("said")).as("each outcome is news").hasSize(3);
    }

    @Test
    @DisplayName("asks a real Prometheus by the owner's connection: a metric, an alerting rule, and whether it answers")
    void shouldAskPrometheus() throws IOException {
        assumeTrue(jenkins().isOnLoopback(), "the controller is another machine");
        String missing = PrometheusProcess.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
        Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: shop
                    interval: 1s
                    rules:
                      - {alert: Slow, expr: vector(0) > 1}
                """);
        define(HEAD + """
                        - {id: errors, question: 'Are there few errors?', why: 'w', severity: blocking, provenance: observed, check: {metric: {connection: prometheus, query: vector(0.001), condition: '< 0.01'}}}
                        - {id: slow, question: 'Does an alert tell of it?', why: 'w', severity: blocking, check: {alertRule: {connection: prometheus, alert: Slow}}}
                        - {id: there, question: 'Is it there?', why: 'w', severity: blocking, check: {connection: prometheus}}
                """, "authors: ignored");
        String script = "orrChecklist service: '" + service + "', checklist: 'production'";
        try (PrometheusProcess prometheus = PrometheusProcess.over(directory, "rule_files: [rules.yml]\n")) {
            // No job may name it, and the owner's checklist may.
            jenkins().script("""
                    import io.jenkins.plugins.releasegates.connection.*
                    def one = new PrometheusItem('prometheus', '%s')
                    one.allowPrivateAddresses = true
                    one.jobs = 'nobody'
                    ConnectionConfiguration.get().setConnections([one])
                    """.formatted(prometheus.uri()));
            String job = pipeline("rg-ready-prometheus", script);
            jenkins()
                    .eventually(
                            () -> jenkins().text(job + "/lastBuild/consoleText"),
                            () -> jenkins().build(job).result().equals("SUCCESS"));
            Build own = jenkins()
                    .build(pipeline(
                            "rg-ready-forbidden",
                            "node {\n deleteDir()\n writeFile file: 'orr.yaml', text: '''" + HEAD
                                    + "        - {id: there, question: q, why: w, severity: blocking, check: {connection: prometheus}}\n"
                                    + "'''\n orrChecklist service: '" + service + "', file: 'orr.yaml'\n}"));
            assertThat(own.result()).as(own.log()).isEqualTo("FAILURE");
            assertThat(own.log()).contains("there could not be checked");
        } finally {
            jenkins()
                    .script("io.jenkins.plugins.releasegates.connection.ConnectionConfiguration.get()"
                            + ".setConnections([])");
        }
        Build gone = jenkins().build(pipeline("rg-ready-gone", script));
        assertThat(gone.result()).isEqualTo("FAILURE");
        assertThat(gone.log()).contains("there could not be checked");
    }

    @Test
    @DisplayName("may be judged by the pipeline's own checklist, which says so and is answered for this job alone")
    void shouldTakeAFile() {
        define();
        String job = pipeline(
                "rg-ready-file",
                "node {\n deleteDir()\n writeFile file: 'orr.yaml', text: '''" + TWO_ITEMS + "'''\n"
                        + " orrChecklist service: '" + service + "', file: 'orr.yaml', wait: true\n}");
        yes(anna, "restore");
        yes(anna, "canary");
        begin(job);
        JsonNode kept = jenkins().json(job + "/1/release-readiness/json").at("/checklists/0");
        assertThat(kept.at("/result/checklist/name").asText()).isEqualTo("own/rg-ready-file/production");
        String form = job + "/1/release-readiness/" + kept.path("form").asText();
        for (JsonNode item : anna.json(form + "json").path("items")) {
            assertThat(anna.post(
                                    form + "answer",
                                    Map.of(
                                            "item", item.path("id").asText(),
                                            "itemDigest",
                                                    item.path("itemDigest").asText(),
                                            "what", "YES",
                                            "reason", "tried",
                                            "link", "https://wiki.example.com/"))
                            .statusCode())
                    .isEqualTo(200);
        }
        Build build = jenkins().end(job, 1);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
    }

    @Test
    @DisplayName("counts a load test that an earlier build of the job judged, and of another job none")
    void shouldCountAnEarlierLoadTest() {
        define(HEAD + """
                        - {id: peak, question: 'Does it bear the peak?', why: 'w', severity: blocking, check: {loadTest: {name: load.p95, youngerThan: 30d}}}
                """, "authors: ignored");
        String asks = "orrChecklist service: '" + service + "', checklist: 'production'\n";
        String tests = """
                if (env.BUILD_NUMBER == '1') node {
                  deleteDir()
                  writeFile file: 'load.jtl', text: 'timeStamp,elapsed,label,responseCode,success\\n1800000000000,12,/,200,true\\n1800000001000,15,/,200,true\\n'
                  qualityGate reports: [[pattern: 'load.jtl', format: 'jmeter']], qualityGates: [[metric: 'load.p95', threshold: 100]]
                }
                """;
        String job = pipeline("rg-ready-load", tests + asks);
        Build both = jenkins().build(job);
        assertThat(both.result()).as(both.log()).isEqualTo("SUCCESS");
        Build later = jenkins().build(job);
        assertThat(later.result()).as(later.log()).isEqualTo("SUCCESS");
        assertThat(item("peak").at("/lastCheck/verdict").asText()).isEqualTo("PASSED");

        Build other = jenkins().build(pipeline("rg-ready-load-not", asks));
        assertThat(other.result()).as(other.log()).isEqualTo("FAILURE");
        assertThat(other.log()).contains("peak was checked without a result", "no result of it in that time");
    }

    @Test
    @DisplayName("reads in the journal of the Chaos Toolkit how an experiment ended, and when")
    void shouldReadAChaosJournal() {
        define(HEAD + """
                        - {id: zone, question: 'Does it survive a zone?', why: 'w', severity: blocking, check: {chaosExperiment: {name: zone lost, youngerThan: 90d, report: chaos/journal.json}}}
                """, "authors: ignored");
        String script = """
                node {
                  deleteDir()
                  writeFile file: 'chaos/journal.json', text: '{"experiment": {"title": "zone lost"}, "status": "completed", "deviated": false, "steady_states": {"before": null, "after": {"steady_state_met": true}, "during": []}, "end": "%s"}'
                  orrChecklist service: '%s', checklist: 'production'
                }
                """;
        String lately =
                Clock.systemUTC().instant().minus(Duration.ofDays(2)).toString().replace("Z", "");
        Build passed = jenkins().build(pipeline("rg-ready-chaos", script.formatted(lately, service)));
        assertThat(passed.result()).as(passed.log()).isEqualTo("SUCCESS");

        String old = Clock.systemUTC()
                .instant()
                .minus(Duration.ofDays(91))
                .toString()
                .replace("Z", "");
        Build late = jenkins().build(pipeline("rg-ready-chaos-old", script.formatted(old, service)));
        assertThat(late.result()).as(late.log()).isEqualTo("FAILURE");
        assertThat(late.log()).contains("The last one is too old");
        Build deviated = jenkins()
                .build(pipeline(
                        "rg-ready-chaos-deviated",
                        script.formatted(lately, service).replace("\"deviated\": false", "\"deviated\": true")));
        assertThat(deviated.result()).isEqualTo("FAILURE");
        assertThat(deviated.log()).contains("steady state has deviated");
    }
}
