package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Another controller's word")
class TrustScenarios extends Scenario {

    private static final String ANOTHER_LOG = "0badcafe0badcafe";

    private final ObjectMapper mapper = new ObjectMapper();

    @AfterEach
    void clear() {
        JenkinsUnderTest.given().ifPresent(Settings::clear);
    }

    /** What this controller has signed, as another one with another log and this key would have. */
    private String ofAnother(KeyPair key, String origin, String envelope) throws Exception {
        JsonNode given = mapper.readTree(envelope);
        String type = given.path("payloadType").asText();
        String payload = new String(
                        Base64.getDecoder().decode(given.path("payload").asText()), StandardCharsets.UTF_8)
                .replace(origin, ANOTHER_LOG);
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(("DSSEv1 " + type.length() + " " + type + " " + body.length + " " + payload)
                .getBytes(StandardCharsets.UTF_8));
        ObjectNode other = mapper.createObjectNode();
        other.put("payload", Base64.getEncoder().encodeToString(body)).put("payloadType", type);
        other.putArray("signatures").addObject().put("sig", Base64.getEncoder().encodeToString(signature.sign()));
        return other.toString();
    }

    private static String pem(KeyPair key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(key.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
    }

    private static KeyPair key() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    @DisplayName("counts from the moment on that an administrator trusts its key, and no longer than that")
    void shouldCountWhileItsKeyIsTrusted() throws Exception {
        assumeTrue(Browser.isThere(), "no /usr/bin/chromium with /usr/bin/chromedriver here");
        Settings.clear(jenkins());
        String content = "another " + UUID.randomUUID();
        Build deciding = jenkins()
                .build(gated(
                        "rg-stated-elsewhere",
                        "junit(2, 0); writeFile file: 'app.jar', text: '"
                                + content
                                + "'\nqualityGate name: 'Quality', artifacts: 'app.jar', reports: [reports[0]],"
                                + " qualityGates: [[metric: 'tests.failed', threshold: 1, criticality: 'FAILURE']]\n"));
        String id = PipelineScenarios.decision(deciding).path("record").asText();
        String origin = id.substring(0, id.indexOf('/'));
        KeyPair key = key();
        String statement =
                ofAnother(key, origin, jenkins().text(deciding.path() + "/release-audit/statement?decision=" + id));
        String revocations = ofAnother(key, origin, jenkins().text("/release-audit/revocations.json"));
        String files = "writeFile file: 'app.jar', text: '" + content + "'\nwriteFile file: 'statement.json', text: '"
                + statement + "'\nwriteFile file: 'revocations.json', text: '" + revocations + "'\n";
        String demand = "requireDecision artifacts: 'app.jar', statement: 'statement.json'";
        String job = gated("rg-from-elsewhere", files + demand + ", revocations: 'revocations.json'\n");
        assertThat(jenkins().build(job).result()).as("before it is trusted").isEqualTo("FAILURE");

        try (Browser browser = new Browser(jenkins())) {
            Form page = Form.of(browser, Settings.PAGE);
            page.add(Settings.KEYS, "Add a key").type("name", "somebody else").type("pem", pem(key()));
            page.add(Settings.KEYS, "Add a key")
                    .type("name", "other controller")
                    .type("pem", pem(key));
            page.add(Settings.KEYS, "Add a key").type("name", "no key").type("pem", "a typing error");
            page.save();
            Build admitted = jenkins().build(job);
            assertThat(admitted.result()).as(admitted.log()).isEqualTo("SUCCESS");
            assertThat(admitted.log()).contains("by decision " + ANOTHER_LOG + "/");
            Build unlisted = jenkins().build(gated("rg-unlisted", files + demand + "\n"));
            assertThat(unlisted.result()).as("without the list of revocations").isEqualTo("FAILURE");

            page = Form.of(browser, Settings.PAGE);
            page.parts(Settings.KEYS).get(1).remove();
            page.save();
        }
        Build refused = jenkins().build(job);

        assertThat(refused.result()).as(refused.log()).isEqualTo("FAILURE");
        assertThat(refused.log()).contains("NOT admitted: app.jar");
    }
}
