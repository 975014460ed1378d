package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is refused")
class RefusalScenarios extends Scenario {

    private static final String GATE =
            "junit(1, 0)\nqualityGate name: 'Refused', reports: [reports[0]], qualityGates: [[metric: 'tests.failed', threshold: 1]]\n";

    @ParameterizedTest(name = "?{0} is answered with 400 and \"{1}\", as JSON, as a file and on the page")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    artifact=0123           | '0123' is no SHA-256 digest
                    from=yesterday          | 'yesterday' is no day: expected is the form 2026-11-21
                    to=2026-02-30           | '2026-02-30' is no day
                    before=-1               | '-1' is no number of an entry
                    limit=0                 | '0' is no number from 1 to 1,000
                    limit=many              | 'many' is no number
                    """)
    void shouldSayWhatIsWrongWithAQuestion(String parameters, String words) {
        jenkins().build(gated("rg-asked", GATE));

        for (String form : List.of("json", "export")) {
            HttpResponse<String> answer = jenkins().get("/release-audit/" + form + "?" + parameters);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(unescaped(answer.body())).contains(words);
        }
        String page = jenkins().text("/release-audit/?" + parameters);
        assertThat(unescaped(page)).contains(words).doesNotContain("rg-asked #1");
    }

    private static String unescaped(String html) {
        return html.replace("&#039;", "'").replace("&#39;", "'").replace("&apos;", "'");
    }

    @Test
    @DisplayName(
            "is a decision that the build doesn't have, to be stated or to be taken back; and taking back without a reason")
    void shouldRefuseOtherDecisions() {
        Build build = jenkins().build(gated("rg-other", GATE));
        Build another = jenkins().build(gated("rg-another", GATE));
        String id = PipelineScenarios.decision(another).path("record").asText();

        HttpResponse<String> statement = jenkins().get(build.path() + "/release-audit/statement?decision=" + id);
        assertThat(statement.statusCode()).isEqualTo(404);
        assertThat(statement.body()).contains("This build has no decision " + id);
        for (String form : List.of("", "json", "export")) {
            assertThat(jenkins().post("/release-audit/" + form, Map.of()).statusCode())
                    .as("posting to %s", form)
                    .isIn(200, 404, 405);
        }
        HttpResponse<String> foreign =
                jenkins().post(build.path() + "/release-audit/revoke", Map.of("decision", id, "reason", "a scenario"));
        assertThat(foreign.statusCode()).isBetween(400, 499);
        assertThat(foreign.body()).contains("This build has no decision " + id);
        HttpResponse<String> unfounded =
                jenkins().post(another.path() + "/release-audit/revoke", Map.of("decision", id, "reason", " "));
        assertThat(unfounded.statusCode()).isBetween(400, 499);
        assertThat(unfounded.body()).contains("A reason is needed");
        assertThat(PipelineScenarios.decision(another).path("revoked").isMissingNode()
                        || PipelineScenarios.decision(another).path("revoked").isNull())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} ends the build with \"{1}\"")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    requireDecision artifacts: 'a.jar', maxAge: 'soon'                  | 'soon' is no age
                    requireDecision artifacts: 'a.jar', policyDigest: 'sha256:12'       | 'sha256:12' is no digest of a policy
                    requireDecision artifacts: 'a.jar', revocations: 'r.json'           | 'revocations' belongs to 'statement', which is missing
                    requireDecision artifacts: 'a.jar', statement: 'missing.json'       | missing.json
                    requireDecision artifacts: 'a.jar', statement: '../a.json'          | ../a.json
                    requireDecision artifacts: '../*.jar'                               | '..' in the pattern; it may not leave the workspace
                    recordEvidence reports: []                                          | There is nothing to record: name reports or measurements
                    recordEvidence measurements: [[name: '9th', value: 1]]              | '9th' is no name for a measurement
                    recordEvidence measurements: [[name: 'a', value: 1], [name: 'a', value: 2]] | The measurement 'a' is given twice
                    qualityGate id: 'a/b', policy: 'release-policy.yaml'                | 'a/b' can not be part of an address
                    qualityGate policy: 'missing.yaml'                                  | missing.yaml
                    qualityGate policy: '../policy.yaml'                                | ../policy.yaml
                    qualityGate policy: 'release-policy.yaml', bootstrap: true          | a baseline rule beside a policy file
                    qualityGate reports: reports                                        | the policy can not be used
                    qualityGate policy: 'release-policy.yaml', artifacts: '*.war'       | *.war
                    """)
    void shouldSayWhatIsWrongWithAStep(String step, String words) {
        Build build = jenkins()
                .build(gated("rg-wrong-step", "writeFile file: 'a.jar', text: 'a'\n" + step + "\necho 'HOLE'"));

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains(words).doesNotContain("HOLE", "\tat ");
    }
}
