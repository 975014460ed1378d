package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner writes about keys, and what is wrong with it. */
class TrustedSignersTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDZ7a3oMWt1FfzFTDhgGMCK/xvWFAY3U0zHhXnHj/a8";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static List<PolicyIssue> issues(String text) {
        Issues issues = new Issues("signers");
        TrustedSigners.read(text, issues);
        return issues.inOrder();
    }

    private static TrustedSigners read(String text) {
        Issues issues = new Issues("signers");
        TrustedSigners signers = TrustedSigners.read(text, issues);
        assertThat(issues.inOrder()).isEmpty();
        return signers;
    }

    @Test
    void shouldReadWhatOpenSshReads() {
        TrustedSigners signers =
                read("# people\n\n  alice@example.com,alice namespaces=\"git\",valid-after=\"20260101\","
                        + "valid-before=20270101Z " + KEY + " alice's laptop\r\n");

        assertThat(signers.size()).isEqualTo(1);
        assertThat(signers.allowedAt(NOW))
                .isEqualTo("key-0 namespaces=\"git\",valid-after=\"20260101000000\",valid-before=\"20270101000000\" "
                        + KEY + "\n");
        assertThat(signers.allowedAt(NOW.plusSeconds(86_400L * 60))).isEmpty();
        String print = signers.toString();
        assertThat(print).startsWith("SHA256:");
        assertThat(signers.principals("key-0", print)).hasValue(List.of("alice@example.com", "alice"));
        assertThat(signers.principals("key-0", "SHA256:other")).isEmpty();
        assertThat(signers.principals("key-1", print)).isEmpty();
        assertThat(read("").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alice@example.com                            | PRINCIPALS [OPTIONS] TYPE KEY
                    *@example.com KEY                            | without * ? !
                    !bob@example.com KEY                         | without * ? !
                    alice@example.com, KEY                       | addresses or accounts of one person
                    a,b,c,d,e,f KEY                              | 1 to 5 addresses
                    alice@example.com cert-authority KEY         | certificates verify nobody here
                    alice@example.com namespaces="file" KEY      | namespaces="git"
                    alice@example.com no-touch-required KEY      | the options namespaces, valid-after and valid-before
                    alice@example.com valid-before="soon" KEY    | a time in UTC
                    alice@example.com valid-before="20260230" KEY| a time in UTC
                    alice@example.com valid-after KEY            | a time in UTC
                    alice@example.com namespaces="git KEY        | PRINCIPALS [OPTIONS] TYPE KEY
                    alice@example.com namespaces="git",KEY       | with one of the types
                    alice@example.com ssh-dss AAAAB3NzaC1kc3M=   | or one of the types
                    alice@example.com ssh-ed25519 AAAA====       | a whole key of the type ssh-ed25519
                    alice@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 | a whole key of the type ssh-ed25519
                    alice@example.com ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIPDZ7a3oMWt1FfzFTDhgGMCK | a whole key of the type ssh-rsa
                    -----BEGIN PGP PUBLIC KEY BLOCK-----         | keys of OpenSSH
                    """)
    void shouldRefuseWhatItDoesNotUnderstand(String line, String allowed) {
        String text = "# first\n" + line.strip().replace("KEY", KEY).replace("PGP PUBLIC " + KEY, "PGP PUBLIC KEY");

        assertThat(issues(text)).isNotEmpty().allSatisfy(issue -> {
            assertThat(issue.line()).isEqualTo(2);
            assertThat(issue.allowed()).contains(allowed.strip());
        });
    }

    @Test
    void shouldRefuseAKeyTwiceAndShortRsaKeys(@TempDir Path directory) throws IOException {
        Keys keys = new Keys(directory);
        keys.of("short", "rsa", "-b", "1024");

        assertThat(issues("alice@example.com " + KEY + "\nbob@example.com " + KEY))
                .singleElement()
                .satisfies(issue -> assertThat(issue.allowed()).isEqualTo("each key once"));
        assertThat(issues(keys.line("alice@example.com", "short")))
                .singleElement()
                .satisfies(issue -> assertThat(issue.found()).isEqualTo("an RSA key of 1024 bits"));
    }

    @Test
    void shouldBoundWhatIsRead() {
        assertThat(issues("#".repeat(TrustedSigners.MAX_TEXT + 1)))
                .singleElement()
                .satisfies(issue -> assertThat(issue.allowed()).isEqualTo("at most " + TrustedSigners.MAX_TEXT));
    }
}
