package io.jenkins.lib.releasegates.scanner.secrets.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.scanner.secrets.yaml.RefusedYamlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OwnRulesTest {

    private static final String RULES = """
            version: 1
            rules:
              - id: acme-token
                what: Token of the ACME portal
                severity: HIGH
                source: https://portal.acme.org/tokens
                keywords: [acme_]
                expression: '\\bacme_[a-z0-9]{12}\\b'
                finds: ['acme_<+>a1b2c3d4e5f6']
                passes: ['acme_short']
            """;

    @TempDir
    private Path home;

    private RuleSet read(String text) throws Exception {
        Path file = home.resolve("own.yaml");
        Files.writeString(file, text);
        return RuleSet.builtInAnd(file);
    }

    @Test
    void shouldFindWhatAnOwnRuleSaysBesideAllOthersWhenItIsValid() throws Exception {
        RuleSet builtIn = RuleSet.builtIn();

        RuleSet both = read(RULES);

        assertThat(both.count()).isEqualTo(builtIn.count() + 1);
        assertThat(both.digest()).isNotEqualTo(builtIn.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(both.search("t = acme_" + "z9y8x7w6v5u4;\nid = AKIA" + "IALRWFVEALKXWKKX", ""))
                .extracting(Match::toString)
                .containsExactly("acme-token at 4", "aws-access-key-id at 28");
        assertThat(read(RULES + "# changed\n").digest()).isNotEqualTo(both.digest());
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                bad(
                        "a member that nobody knows",
                        "what:",
                        "waht:",
                        ":4: found a member \"waht\", allowed: the members check, "),
                bad("no name", "what: Token of the ACME portal", "what:", ":4: what: found nothing, allowed: a text"),
                bad(
                        "the same member twice",
                        "    source:",
                        "    what: x\n    source:",
                        ":6: found what for the second time"),
                bad("an id with capitals", "acme-token", "Acme", ":3: id: found \"Acme\", allowed: small letters"),
                bad(
                        "the id of a rule that is there",
                        "acme-token",
                        "github-personal-token",
                        ":3: id: found \"github-personal-token\" again"),
                bad(
                        "a severity in other words",
                        "HIGH",
                        "severe",
                        ":5: severity: found \"severe\", allowed: one of CRITICAL, HIGH, MEDIUM, LOW"),
                bad(
                        "a source that is no address",
                        "https://portal.acme.org/tokens",
                        "the wiki",
                        ":6: source: found \"the wiki\""),
                bad("no keyword", "[acme_]", "[]", ":7: keywords: found none, allowed: at least one"),
                bad("a keyword with capitals", "[acme_]", "[ACME]", ":7: keywords: found \"ACME\""),
                bad("a keyword of two letters", "[acme_]", "[ac]", ":7: keywords: found \"ac\""),
                bad(
                        "an expression that is none",
                        "[a-z0-9]{12}",
                        "[a-z0-9{12}",
                        ":8: expression: found \"\\bacme_[a-z0-9{12}"),
                bad("a look-ahead, which RE2 hasn't", "\\bacme", "(?=acme)acme", ":8: expression: found"),
                bad(
                        "an expression that matches nothing at all",
                        "\\bacme_[a-z0-9]{12}\\b",
                        "x*",
                        ":8: expression: found \"x*\", allowed: an expression of RE2"),
                bad(
                        "an example that isn't found",
                        "a1b2c3d4e5f6",
                        "a1b2",
                        ":3: finds[0]: found an example in which acme-token finds nothing"),
                bad(
                        "a keyword that stands in no secret",
                        "[acme_]",
                        "[emca]",
                        ":3: finds[0]: found an example in which acme-token finds nothing"),
                bad(
                        "an example that is found and should not be",
                        "acme_short",
                        "acme_000011112222",
                        ":3: passes[0]: found an example in which acme-token finds something"),
                bad("no example", "    finds: ['acme_<+>a1b2c3d4e5f6']\n", "", ":3: finds: found none"),
                bad(
                        "a check that there isn't",
                        "    finds",
                        "    check: luhn\n    finds",
                        ":9: check: found \"luhn\", allowed: one of none, crc32-base62, jwt, "),
                bad(
                        "an entropy of nine bits",
                        "    finds",
                        "    entropy: 9\n    finds",
                        ":9: entropy: found \"9\", allowed: bits per character, 0 to 8"),
                bad(
                        "a flag in words",
                        "    finds",
                        "    lines: yes\n    finds",
                        ":9: lines: found \"yes\", allowed: one of true, false"),
                bad("another version", "version: 1", "version: 2", ":1: version: found \"2\", allowed: 1"),
                bad(
                        "no rules",
                        RULES.substring(RULES.indexOf("rules:")),
                        "rules: []",
                        ":2: rules: found 0 rules, allowed: 1 to 2000"),
                bad(
                        "a list of texts",
                        RULES.substring(RULES.indexOf("  - id")),
                        "  - acme",
                        ":3: found a text, allowed: a mapping with"),
                bad("no YAML", "rules:", "rules: {", ": found no YAML"),
                bad("nothing", RULES, "", ": found nothing, allowed: one mapping"));
    }

    private static Arguments bad(String sentence, String what, String instead, String message) {
        assertThat(RULES).contains(what);
        return Arguments.of(sentence, RULES.replace(what, instead), message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldNameFileLineFoundAndAllowedWhenAFileIsNotValid(String sentence, String text, String message) {
        assertThatThrownBy(() -> read(text))
                .as(sentence)
                .isInstanceOf(RefusedYamlException.class)
                .hasMessageStartingWith(home.resolve("own.yaml").toString())
                .hasMessageContaining(message)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void shouldRefuseWhenThereIsNoFile() {
        assertThatThrownBy(() -> RuleSet.builtInAnd(home.resolve("none.yaml")))
                .hasMessageContaining("none.yaml: found no file that can be read");
    }
}
