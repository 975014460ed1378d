package io.jenkins.lib.releasegates.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader, and that the published schema agrees with it about structure. */
class ErrorBudgetPolicyReadingTest {

    private static final String POLICY = BudgetQuestions.POLICY;

    private static ErrorBudgetPolicyReading read(String text) {
        return ErrorBudgetPolicyReading.of(text.getBytes(StandardCharsets.UTF_8), "policy.yaml");
    }

    private static boolean fitsSchema(String yaml) throws IOException {
        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "error-budget-policy.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        return schema.validate(yaml, InputFormat.YAML).isEmpty();
    }

    @Test
    void shouldReadAllThatAPolicyCanSay() throws IOException {
        ErrorBudgetPolicy policy = read(POLICY).policy().orElseThrow();

        assertThat(policy.name()).isEqualTo("shop");
        assertThat(policy.digest()).isEqualTo(Digest.of(POLICY.getBytes(StandardCharsets.UTF_8)));
        assertThat(policy.rules())
                .extracting(rule -> rule.name() + " " + rule.then().word())
                .containsExactly("spent only", "burning freeze", "low require-approval", "rest allow");
        assertThat(policy.classes()).extracting(ChangeClass::name).containsExactly("reliability", "security");
        assertThat(policy.maxIncidentShare()).contains(20.0);
        assertThat(policy.lastKnownAtMost()).contains(Duration.ofHours(6));
        assertThat(fitsSchema(POLICY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {rules: [{name: a, then: allow}]}",
                "spec: {rules: [{name: a, then: freeze}], whenUnknown: block, exception: sre}",
                "spec: {rules: [{name: a, when: {alert: ticket}, then: freeze}, {name: b, then: require-approval}],"
                        + " approval: x}"
            })
    void shouldReadSmallPolicies(String spec) throws IOException {
        String text = "apiVersion: release-gates/v1\nkind: ErrorBudgetPolicy\nmetadata: {name: a}\n" + spec + "\n";

        assertThat(read(text).issues()).isEmpty();
        assertThat(fitsSchema(text)).isTrue();
    }

    static Stream<String[]> wrong() {
        return Stream.of(
                new String[] {
                    POLICY.replace("then: freeze", "then: stop"),
                    "policy.yaml:12:13: spec.rules[1].then: found \"stop\"; allowed: allow, require-approval, only,"
                            + " freeze"
                },
                new String[] {
                    POLICY.replace("remainingAtMost: 25", "remaining: 25"),
                    "when.remaining: found the key \"remaining\"; allowed: remainingAtMost, alert, burnRateAbove, over"
                },
                new String[] {
                    POLICY.replace("over: 1h", "over: 2d"), "over: found \"2d\"; allowed: 5m, 30m, 1h, 2h, 6h, 1d, 3d"
                },
                new String[] {
                    POLICY.replace(", over: 1h", ""), "over: found nothing; allowed: burnRateAbove and over together"
                },
                new String[] {POLICY.replace("alert: page", "alert: sms"), "alert: found \"sms\"; allowed: page, ticket"
                },
                new String[] {
                    POLICY.replace("when: {alert: page}", "when: {}"),
                    "remainingAtMost: found nothing; allowed: at least one of"
                },
                new String[] {
                    POLICY.replace("      when: {alert: page}\n", ""),
                    "rules[1].when: found nothing; allowed: a condition in every rule but the last"
                },
                new String[] {
                    POLICY.replace("- name: rest\n", "- name: rest\n      when: {alert: page}\n"),
                    "rules[3].when: found a condition in the last rule"
                },
                new String[] {
                    POLICY.replace("[reliability, security]", "[reliability, urgent]"),
                    "rules[0].changes[1]: found \"urgent\"; allowed: reliability, security"
                },
                new String[] {
                    POLICY.replace("      changes: [reliability, security]\n", ""),
                    "rules[0].changes: found nothing; allowed: the classes of changes that may go"
                },
                new String[] {
                    POLICY.replace("then: freeze", "then: freeze\n      changes: [security]"),
                    "changes: found classes of changes with freeze; allowed: then: only"
                },
                new String[] {
                    POLICY.replace("- {label: reliability, provenance: reported}", "- {provenance: reported}"),
                    "label: found nothing; allowed: at least one of label, ticket and paths"
                },
                new String[] {
                    POLICY.replace("proofs:\n        - {label: reliability, provenance: reported}", "proofs: []"),
                    "proofs: found no proof"
                },
                new String[] {
                    POLICY.replace("provenance: reported", "provenance: attested"),
                    "provenance: found \"attested\"; allowed: reported, observed"
                },
                new String[] {
                    POLICY.replace("ticket: SEC-*", "ticket: '*'"),
                    "ticket: found \"*\"; allowed: a pattern such as SEC-*"
                },
                new String[] {POLICY.replace("src/**, pom.xml", "'**'"), "paths[0]: found \"**\""},
                new String[] {
                    POLICY.replace("  approval: budget approvers\n", ""),
                    "approval: found nothing; allowed: the name of an approval where a rule has require-approval"
                },
                new String[] {
                    POLICY.replace("exception: reliability engineers", "exception: budget approvers"),
                    "exception: found \"budget approvers\"; allowed: an approval of its own"
                },
                new String[] {
                    POLICY.replace("maxIncidentShare: 20", "maxIncidentShare: 0"),
                    "maxIncidentShare: found 0.0; allowed: percent of the budget above 0 and at most 100"
                },
                new String[] {
                    POLICY.replace("last-known", "allow"), "whenUnknown: found \"allow\"; allowed: block, last-known"
                },
                new String[] {
                    POLICY.replace("whenUnknown: last-known", "whenUnknown: block"),
                    "lastKnownAtMost: found a duration without whenUnknown: last-known"
                },
                new String[] {
                    POLICY.replace("  lastKnownAtMost: 6h\n", ""),
                    "lastKnownAtMost: found nothing; allowed: a whole number with m, h or d"
                },
                new String[] {
                    POLICY.replace("lastKnownAtMost: 6h", "lastKnownAtMost: 30d"), "lastKnownAtMost: found \"30d\""
                },
                new String[] {
                    POLICY.replaceAll("(?s)rules:.*  changes:\n  ", "rules: []\n  changes:\n  "), "rules: found no rule"
                },
                new String[] {
                    POLICY.replace("kind: ErrorBudgetPolicy", "kind: Policy"),
                    "kind: found \"Policy\"; allowed: ErrorBudgetPolicy"
                },
                new String[] {POLICY.replace("name: burning", "name: spent"), "name: found \"spent\" a second time"},
                new String[] {
                    POLICY.replace("name: shop", "name: shop, url: http://x"),
                    "metadata.url: found the key \"url\"; allowed: name"
                });
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldRefuseWhatMakesNoPolicy(String text, String issue) {
        ErrorBudgetPolicyReading reading = read(text);

        assertThat(text).isNotEqualTo(POLICY);
        assertThat(reading.policy()).isEmpty();
        assertThat(reading.issues()).extracting(PolicyIssue::toString).anyMatch(found -> found.contains(issue));
    }

    @Test
    void shouldRefuseByTheSchemaWhatHasAnotherStructure() throws IOException {
        assertThat(fitsSchema(POLICY.replace("then: freeze", "then: stop"))).isFalse();
        assertThat(fitsSchema(POLICY.replace("remainingAtMost: 25", "remaining: 25")))
                .isFalse();
        assertThat(fitsSchema(POLICY.replace("maxIncidentShare: 20", "maxIncidentShare: 0")))
                .isFalse();
        assertThat(fitsSchema(POLICY.replace(", over: 1h", ""))).isFalse();
        assertThat(fitsSchema(POLICY.replace("whenUnknown: last-known", "whenUnknown: block")))
                .isFalse();
    }
}
