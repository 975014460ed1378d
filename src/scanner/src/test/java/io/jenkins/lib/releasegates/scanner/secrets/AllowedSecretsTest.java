package io.jenkins.lib.releasegates.scanner.secrets;

import static io.jenkins.lib.releasegates.scanner.secrets.SearchedFolder.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody has answered for is shown as such, never left out. */
class AllowedSecretsTest {

    private static final String ANSWER = ", reason: of a test, owner: team-shop, until: 2027-01-01}";
    private static final String OTHER = KEY.replace('L', 'M');

    @TempDir
    private Path home;

    private SearchedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new SearchedFolder(home);
        folder.write("src/a.txt", "id=" + KEY);
    }

    private void allow(String entries) throws Exception {
        folder.suppressions =
                List.of(Files.writeString(home.resolve("allowed.yaml"), "version: 1\nallow:\n" + entries));
    }

    private static String fingerprint(SearchedFolder.Lines lines) {
        return lines.of("finding").get(0).path("fingerprint").asText();
    }

    static Stream<Arguments> covering() {
        return Stream.of(
                Arguments.of("by the fingerprint", "fingerprint: $"),
                Arguments.of("by the path", "path: 'src/**'"),
                Arguments.of("by the rule", "rule: aws-access-key-id"),
                Arguments.of("by all of them", "path: '**/*.txt', rule: aws-access-key-id, fingerprint: $"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("covering")
    void shouldShowTheFindingAsSuppressedWhenAnEntryCoversIt(String sentence, String criteria) throws Exception {
        String entry = criteria.replace("$", "'" + fingerprint(folder.scan()) + "'");
        allow("  - {" + entry + ANSWER);

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).as(sentence).isEmpty();
        assertThat(lines.of("finding").get(0).path("suppressed").toString())
                .isEqualTo(
                        "{\"by\":\"allowed.yaml\",\"line\":3,\"reason\":\"of a test\",\"until\":\"2027-01-01\",\"owner\":\"team-shop\"}");
        assertThat(lines.suppressions()).singleElement().asString().startsWith("USED allowed.yaml:3 ");
    }

    static Stream<Arguments> notCovering() {
        return Stream.of(
                Arguments.of("another fingerprint", "fingerprint: 'sha256:" + "0".repeat(64) + "'"),
                Arguments.of("another path", "path: 'test/**'"),
                Arguments.of("another rule", "rule: aws-secret-access-key"),
                Arguments.of("one of two is another", "path: 'src/**', rule: aws-secret-access-key"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notCovering")
    void shouldLeaveTheFindingAndNameTheEntryWhenItCoversNothing(String sentence, String criteria) throws Exception {
        allow("  - {" + criteria + ANSWER);

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).as(sentence).containsExactly("src/a.txt:1 aws-access-key-id");
        assertThat(lines.suppressions()).singleElement().asString().startsWith("UNUSED allowed.yaml:3 ");
        JsonNode rule = lines.of("suppression").get(0);
        assertThat(rule.path("reason").asText()).isEqualTo("of a test");
        assertThat(rule.path("owner").asText()).isEqualTo("team-shop");
        assertThat(rule.path("until").asText()).isEqualTo("2027-01-01");
    }

    @Test
    void shouldApplyNothingWhenAnEntryIsOver() throws Exception {
        allow("  - {path: '**', reason: r, owner: o, until: 2026-11-21}\n");

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly("src/a.txt:1 aws-access-key-id");
        assertThat(lines.suppressions()).containsExactly("EXPIRED allowed.yaml:3 path **");
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of(
                        "nothing that it is about",
                        "  - {reason: r, owner: o, until: 2027-01-01}",
                        ":3: found neither rule nor path nor fingerprint"),
                Arguments.of("no reason", "  - {path: x, owner: o, until: 2027-01-01}", ":3: reason: found nothing"),
                Arguments.of("no owner", "  - {path: x, reason: r, until: 2027-01-01}", ":3: owner: found nothing"),
                Arguments.of("no end", "  - {path: x, reason: r, owner: o}", ":3: until: found nothing"),
                Arguments.of(
                        "an end in words",
                        "  - {path: x, reason: r, owner: o, until: never}",
                        ":3: until: found \"never\", allowed: a day such as"),
                Arguments.of(
                        "a day that there isn't",
                        "  - {path: x, reason: r, owner: o, until: 2027-02-30}",
                        ":3: until: found \"2027-02-30\""),
                Arguments.of(
                        "a value in the place of a fingerprint",
                        "  - {fingerprint: hunter2" + ANSWER,
                        ":3: fingerprint: found a text of another form, allowed: sha256:"),
                Arguments.of("a member that nobody knows", "  - {paths: x" + ANSWER, ":3: found a member \"paths\""),
                Arguments.of("a text", "  - everything", ":3: found a text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldRefuseTheJobWhenAListIsNotValid(String sentence, String entries, String message) throws Exception {
        allow(entries);

        assertThatThrownBy(folder::scan)
                .as(sentence)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BAD_JOB))
                .hasMessageContaining("allowed.yaml" + message)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void shouldRefuseTheJobWhenThereIsNoSuchList() {
        folder.suppressions = List.of(home.resolve("none.yaml"));

        assertThatThrownBy(folder::scan).hasMessageContaining("none.yaml: found no file that can be read");
    }

    @Test
    void shouldShowTheFindingAsSuppressedWithItsPlaceWhenItsLineIsMarked() throws Exception {
        folder.write("src/a.txt", "\nid=" + KEY + " # gitleaks:allow\nid=" + OTHER + "\n# gitleaks:allow\n")
                .write(
                        "src/key.pem",
                        "x\n-----BEGIN PRIVATE " + "KEY----- gitleaks:allow\n-----BEGIN PRIVATE " + "KEY-----\n"
                                + "MIIEiRZtyD29z7DobHKAs0HQSxP5FbFHMl+NBcS+QgNhHoufHKgYMTUBnDF0fBwN\nMIIEiRZtyD29\n# gitleaks:allow\n");

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly("src/a.txt:3 aws-access-key-id", "src/key.pem:4 private-key");
        assertThat(lines.of("finding").get(0).path("suppressed").toString())
                .isEqualTo("{\"by\":\"gitleaks:allow\",\"line\":2,\"reason\":\"Marked in the file itself\"}");
    }

    @Test
    void shouldSuppressWhatTheBaselineHoldsWhereverItMovesAndNothingElse() throws Exception {
        Path baseline = folder.scan().file();
        folder.write("src/a.txt", "nothing").write("b.txt", "\n\nid=" + KEY + "\nid=" + OTHER);
        folder.baselines = List.of(baseline);

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly("b.txt:4 aws-access-key-id");
        JsonNode known = lines.of("finding").get(0);
        assertThat(known.path("line").asInt()).isEqualTo(3);
        assertThat(known.path("suppressed").toString())
                .isEqualTo("{\"by\":\"result1.jsonl\",\"line\":2,\"reason\":\"In the baseline\"}");
    }

    @Test
    void shouldNameWhatTheBaselineHoldsAndNobodyHasAnyMore() throws Exception {
        folder.baselines = List.of(folder.scan().file());
        folder.write("src/a.txt", "nothing");

        assertThat(folder.scan().suppressions())
                .singleElement()
                .asString()
                .startsWith("UNUSED result1.jsonl:2 rule aws-access-key-id, fingerprint sha256:");
    }

    @Test
    void shouldNotPutOffTheEndOfAnEntryByABaseline() throws Exception {
        allow("  - {path: 'src/**'" + ANSWER);
        folder.baselines = List.of(folder.scan().file());
        folder.suppressions = List.of();

        assertThat(folder.scan().findings()).containsExactly("src/a.txt:1 aws-access-key-id");
    }

    @Test
    void shouldTakeABaselineOfABaselineWhenItRollsOn() throws Exception {
        folder.baselines = List.of(folder.scan().file());
        folder.baselines = List.of(folder.scan().file());

        assertThat(folder.scan().findings()).isEmpty();
    }

    static Stream<Arguments> brokenBaselines() {
        return Stream.of(
                broken(
                        "cut at its end",
                        text -> text.substring(0, text.lastIndexOf("{\"type\":\"end\"")),
                        "no line of type end"),
                broken(
                        "a finding taken out",
                        text -> text.replaceFirst("\\{\"type\":\"finding\".*\n", ""),
                        "other numbers of lines"),
                broken(
                        "more after its end",
                        text -> text + "{\"type\":\"finding\"}\n",
                        ":4: found a line of type \"finding\""),
                broken(
                        "no first line",
                        text -> text.substring(text.indexOf('\n') + 1),
                        ":1: found a line of type \"finding\""),
                broken(
                        "of another kind",
                        text -> text.replace("\"kind\":\"secrets\"", "\"kind\":\"sca\""),
                        ":1: found another kind"),
                broken(
                        "with another salt",
                        text -> text.replaceFirst("\"salt\":\"sha256:..", "\"salt\":\"sha256:zz"),
                        ":1: found fingerprints with another salt"),
                broken("no JSON", text -> text + "...", ":4: found no JSON"),
                broken("empty", text -> "", ":0: found no line of type end"));
    }

    private static Arguments broken(String sentence, UnaryOperator<String> change, String message) {
        return Arguments.of(sentence, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBaselines")
    void shouldRefuseTheJobWhenABaselineIsNoWholeResult(String sentence, UnaryOperator<String> change, String message)
            throws Exception {
        Path file = folder.scan().file();
        Files.writeString(file, change.apply(Files.readString(file)));
        folder.baselines = List.of(file);

        assertThatThrownBy(folder::scan)
                .as(sentence)
                .isInstanceOf(ScanException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("allowed: the whole result of a scan of kind secrets");
    }

    @Test
    void shouldRefuseABaselineWhenThisScanHasNoLastingSalt() throws Exception {
        folder.salt = Optional.empty();
        folder.baselines = List.of(folder.scan().file());

        assertThatThrownBy(folder::scan).hasMessageContaining("found fingerprints with another salt");
    }
}
