package io.jenkins.lib.releasegates.scanner.secrets.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of every rule that the worker brings along, tried with all of them at once. */
class RulesTest {

    private static final List<RuleFile.Entry> ENTRIES = RuleSet.builtInEntries();
    private static final RuleSet ALL =
            new RuleSet(ENTRIES.stream().map(entry -> entry.rule().everywhere()).toList(), "");

    static Stream<Arguments> found() {
        return ENTRIES.stream()
                .flatMap(entry -> entry.finds().stream()
                        .map(text -> Arguments.of(entry.rule().id(), text)));
    }

    static Stream<Arguments> passed() {
        return ENTRIES.stream()
                .flatMap(entry -> entry.passes().stream()
                        .map(text -> Arguments.of(entry.rule().id(), text)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void shouldFindTheSecretUnderItsOwnNameWhenARuleSaysThatItDoes(String rule, String text) {
        assertThat(ALL.search(text, ""))
                .as(text)
                .extracting(match -> match.rule().id())
                .contains(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void shouldFindTheSameWhenTheLineIsInTheMiddleOfALongFile(String rule, String text) {
        String long1 = "x = 1;\n".repeat(2_000);

        assertThat(ALL.search(long1 + text + "\n" + long1, ""))
                .as(text)
                .extracting(match -> match.rule().id() + " " + (match.start() - long1.length()) + " " + match.value())
                .isEqualTo(ALL.search(text, "").stream()
                        .map(match -> match.rule().id() + " " + match.start() + " " + match.value())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passed")
    void shouldFindNothingWhenARuleSaysThatItPasses(String rule, String text) {
        assertThat(ALL.search(text, ""))
                .as(text)
                .extracting(match -> match.rule().id())
                .doesNotContain(rule);
    }

    @Test
    void shouldHaveRulesForWhatPeopleUse() {
        assertThat(ENTRIES).hasSizeGreaterThan(150);
        Set<String> ids = new HashSet<>();
        assertThat(ENTRIES).allMatch(entry -> ids.add(entry.rule().id()));
        assertThat(ENTRIES)
                .allSatisfy(entry -> assertThat(entry.rule().source()).startsWith("https://"));
        assertThat(ALL.count()).isEqualTo(ENTRIES.size());
    }

    /** What is found and what isn't, where the whole set has to be right. */
    static Stream<Arguments> nothing() {
        return Stream.of(
                Arguments.of("an example of Amazon's", "AKIA" + "IOSFODNN7EXAMPLE"),
                Arguments.of("a commit", "commit: 6f1ed002ab5595859014ebf0951522d9f8c8a6f2"),
                Arguments.of("a digest", "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                Arguments.of(
                        "an integrity of npm", "\"integrity\": \"sha512-" + "q".repeat(3) + "Ab12".repeat(20) + "==\""),
                Arguments.of("a variable", "password = readPassword(console)"),
                Arguments.of("a label", "<label for=\"password\">Password:</label>"),
                Arguments.of("a message", "password.empty=Please enter a password"),
                Arguments.of("a type", "private final Password password = new Password(\"x\");"),
                Arguments.of("a public key", "-----BEGIN PUBLIC KEY-----\n" + "MIIBIjANBgkq".repeat(20)),
                Arguments.of("a certificate", "-----BEGIN CERTIFICATE-----\n" + "MIIBIjANBgkq".repeat(20)),
                Arguments.of("a secret of GitHub's actions", "NPM_TOKEN: ${{ secrets.NPM_TOKEN }}"),
                Arguments.of("a key of a translation", "\"secret_key_label\": \"messages.secret.key1\""),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothing")
    void shouldFindNothingWhenItIsNoSecret(String sentence, String text) {
        assertThat(ALL.search(text, "application.properties")).as(sentence).isEmpty();
    }

    @Test
    void shouldHoldNothingThatLooksLikeASecretInTheRulesThemselves() throws IOException {
        byte[] rules = Objects.requireNonNull(RuleSet.class.getResourceAsStream("rules/secrets.yaml"))
                .readAllBytes();

        assertThat(RuleSet.builtIn().search(new String(rules, StandardCharsets.UTF_8), "rules/secrets.yaml"))
                .isEmpty();
    }
}
