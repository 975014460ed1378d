package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Exclusions.AuthorProof;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an owner writes about keys, about who is taken for known, and about passwords. */
class SignersReaderTest {

    private static final String KEY =
            "alice@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDZ7a3oMWt1FfzFTDhgGMCK/xvWFAY3U0zHhXnHj/a8";

    @Test
    void shouldReadKeysAndWhatIsTakenForKnown() {
        ApprovalDefinition given =
                rule("1 of group sre").trusting(KEY, "verified").reauthenticating(true);

        ApprovalDemand demand =
                validation(given).environment("p").orElseThrow().approval().orElseThrow();

        assertThat(demand.signers().size()).isEqualTo(1);
        assertThat(demand.authors()).isEqualTo(AuthorProof.VERIFIED);
        assertThat(demand.terms().reauthenticate()).isTrue();
        ApprovalDemand before = validation(rule("1 of group sre"))
                .environment("p")
                .orElseThrow()
                .approval()
                .orElseThrow();
        assertThat(before.signers().isEmpty()).isTrue();
        assertThat(before.authors()).isEqualTo(AuthorProof.CLAIMED);
        assertThat(before.terms().reauthenticate()).isFalse();
    }

    @Test
    void shouldHoldThemInTheRules() {
        Set<String> rules = Stream.of(
                        rule("1 of group sre"),
                        rule("1 of group sre").trusting(KEY, ""),
                        rule("1 of group sre").trusting(KEY, "verified"),
                        rule("1 of group sre").reauthenticating(true))
                .map(given ->
                        validation(given).environment("p").orElseThrow().rules().toString())
                .collect(Collectors.toSet());

        assertThat(rules).hasSize(4);
    }

    @Test
    void shouldSayWhatIsWrongWithKeys() {
        assertThat(issues(rule("1 of group sre").trusting(KEY + "\n*@example.com ssh-ed25519 AAAA", "verified")))
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue).contains("2").contains("approval.signers"));
        assertThat(issues(rule("1 of group sre").trusting("", "verified")))
                .singleElement()
                .asString()
                .contains("approval.authors", "nobody could be verified");
        assertThat(issues(rule("1 of group sre").trusting(KEY, "proven")))
                .singleElement()
                .asString()
                .contains("approval.authors", "claimed, verified");
    }

    private static ApprovalDefinition rule(String rule) {
        return new ApprovalDefinition(rule, "", false, "", Ground.ALL, "", List.of());
    }

    private static EnvironmentValidation validation(ApprovalDefinition approval) {
        return EnvironmentValidation.of(List.of(Environments.asking(Environments.definition("p", ""), approval)));
    }

    private static List<String> issues(ApprovalDefinition approval) {
        return validation(approval).issues().stream().map(PolicyIssue::toString).toList();
    }
}
