package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A decision that a later job demands")
class AdmissionScenarios extends Scenario {

    /** A file that no other scenario and no earlier run has decided about. */
    private static String decided(String name) {
        return "junit(2, 0); writeFile file: 'target/" + name + ".jar', text: '" + name + " ' + UUID.randomUUID()\n"
                + "qualityGate name: 'Quality', artifacts: 'target/*.jar', reports: [reports[0]],"
                + " qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]\n";
    }

    @Test
    @DisplayName("admits the file that was decided about, and no other")
    void shouldAdmitWhatWasDecidedAboutAndNothingElse() {
        String script = decided("admitted")
                + "def answer = requireDecision(artifacts: 'target/*.jar', job: env.JOB_NAME, maxAge: '1h')\n"
                + "echo \"admitted ${answer.admitted} ${answer.decisions['target/admitted.jar']}\"\n"
                + "writeFile file: 'target/other.jar', text: UUID.randomUUID().toString()\n"
                + "try { requireDecision artifacts: 'target/*.jar'; echo 'HOLE' } catch (e) { echo \"refused: ${e.message}\" }\n"
                + "try { requireDecision artifacts: 'target/admitted.jar', job: 'rg-another'; echo 'HOLE' } catch (e) { echo \"of another job: ${e.message}\" }\n"
                + "try { requireDecision artifacts: 'target/admitted.jar', environment: 'production'; echo 'HOLE' } catch (e) { echo \"no environment: ${e.message}\" }\n"
                + "try { requireDecision artifacts: ' , '; echo 'HOLE' } catch (e) { echo \"no pattern: ${e.message}\" }\n"
                + "try { requireDecision artifacts: 'target/admitted.jar', statement: 'x', job: 'y'; echo 'HOLE' } catch (e) { echo \"both: ${e.message}\" }\n"
                + "try { requireDecision artifacts: 'target/*.war'; echo 'HOLE' } catch (e) { echo \"no file: ${e.message}\" }\n";

        Build build = jenkins().build(gated("rg-admission", script));

        String id = PipelineScenarios.decision(build).path("record").asText();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("admitted true " + id)
                .contains("refused: Not admitted: target/other.jar")
                .contains("of another job: Not admitted: target/admitted.jar")
                .contains("no environment: Not admitted: target/admitted.jar")
                .contains("no pattern: Not admitted: Artifacts ',': no pattern")
                .contains("both: Not admitted: 'job' names a job of this controller")
                .contains("no file: Not admitted: Artifacts target/*.war")
                .doesNotContain("HOLE");
        assertThat(PipelineScenarios.decision(build).at("/artifacts/0/name").asText())
                .isEqualTo("target/admitted.jar");
    }

    @Test
    @DisplayName("admits nothing any more once it was revoked, and its page says so")
    void shouldAdmitNothingOnceItWasRevoked() {
        Build build =
                jenkins().build(gated("rg-revoked", decided("revoked") + "echo readFile('target/revoked.jar')\n"));
        JsonNode decision = PipelineScenarios.decision(build);
        String id = decision.path("record").asText();
        assertThat(jenkins()
                        .get(build.path() + "/release-audit/statement?decision=" + id)
                        .statusCode())
                .isEqualTo(200);

        assertThat(jenkins()
                        .post(build.path() + "/release-audit/revoke", Map.of("decision", id, "reason", ""))
                        .statusCode())
                .as("without a reason")
                .isGreaterThanOrEqualTo(400);
        assertThat(jenkins()
                        .post(
                                build.path() + "/release-audit/revoke",
                                Map.of("decision", id, "reason", "CVE-2026-1 in a library"))
                        .statusCode())
                .isIn(302, 303);

        JsonNode after = PipelineScenarios.decision(build);
        assertThat(after.at("/revoked/words").asText()).contains("CVE-2026-1 in a library");
        assertThat(jenkins().text(build.path() + "/release-audit/")).contains("it admits nothing any more");
        assertThat(jenkins()
                        .get(build.path() + "/release-audit/statement?decision=" + id)
                        .statusCode())
                .isEqualTo(404);
        String content = build.log()
                .lines()
                .filter(line -> line.startsWith("revoked "))
                .findFirst()
                .orElseThrow();
        Build demanding = jenkins()
                .build(gated(
                        "rg-demanding-revoked",
                        "writeFile file: 'app.jar', text: '" + content + "'\nrequireDecision artifacts: 'app.jar'\n"));
        assertThat(demanding.result()).isEqualTo("FAILURE");
        assertThat(demanding.log()).contains("NOT admitted: app.jar");
    }

    @Test
    @DisplayName("counts as a signed statement that came along, with its list of revocations")
    void shouldAdmitByAStatementThatCameAlong() {
        Build build = jenkins().build(gated("rg-stated", decided("stated") + "echo readFile('target/stated.jar')\n"));
        String id = PipelineScenarios.decision(build).path("record").asText();
        String statement = jenkins().text(build.path() + "/release-audit/statement?decision=" + id);
        String revocations = jenkins().text("/release-audit/revocations.json");
        String content = build.log()
                .lines()
                .filter(line -> line.startsWith("stated "))
                .findFirst()
                .orElseThrow();
        String later = "writeFile file: 'target/app.jar', text: '" + content + "'\n"
                + "writeFile file: 'statement.json', text: '" + statement.replace("\\", "\\\\") + "'\n"
                + "writeFile file: 'revocations.json', text: '" + revocations.replace("\\", "\\\\") + "'\n"
                + "requireDecision artifacts: 'target/app.jar', statement: 'statement.json', revocations: 'revocations.json'\n"
                + "writeFile file: 'forged.json', text: readFile('statement.json').replace('\"sig\":\"', '\"sig\":\"AAAA')\n"
                + "try { requireDecision artifacts: 'target/app.jar', statement: 'forged.json'; echo 'HOLE' } catch (e) { echo \"forged: ${e.message}\" }\n";

        Build demanding = jenkins().build(gated("rg-demanding", later));

        assertThat(demanding.result()).as(demanding.log()).isEqualTo("SUCCESS");
        assertThat(demanding.log())
                .contains("Admitted: target/app.jar", "forged: Not admitted: target/app.jar")
                .doesNotContain("HOLE");
    }

    @Test
    @DisplayName("is demanded by a freestyle job, too")
    void shouldBeDemandedByAFreestyleJob() {
        String builder = "<io.jenkins.plugins.releasegates.admission.RequireDecisionBuilder><options><artifacts>*.jar"
                + "</artifacts><maxAge>2h</maxAge></options>"
                + "</io.jenkins.plugins.releasegates.admission.RequireDecisionBuilder>";
        jenkins().create("", "rg-freestyle-demanding", Jobs.freestyle("date +%s%N > undecided.jar", builder));

        Build build = jenkins().build("/job/rg-freestyle-demanding");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("NOT admitted: undecided.jar", "It has no decision that still stands");
        assertThat(jenkins().text("/job/rg-freestyle-demanding/configure")).contains("*.jar", "2h");
        for (String field :
                new String[] {"artifacts", "maxAge", "job", "policyDigest", "environment", "statement", "revocations"
                }) {
            assertThat(jenkins()
                            .text("/descriptor/io.jenkins.plugins.releasegates.admission.RequireDecisionOptions/help/"
                                    + field))
                    .as("help of %s", field)
                    .contains("<div");
        }
    }
}
