package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SuppressionsTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<suppressions xmlns=\"https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.3.xsd\">\n";

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new ScannedFolder(home);
        folder.copy(ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar"), "lib/commons-text-1.9.jar");
    }

    private void suppress(String rules) throws Exception {
        Path file = home.resolve("allowed.xml");
        Files.writeString(file, HEAD + rules + "\n</suppressions>\n");
        folder.suppressions = List.of(file);
    }

    static Stream<Arguments> covering() {
        return Stream.of(
                rule("by the id", "<cve>CVE-2022-42889</cve>"),
                rule(
                        "by package and id",
                        "<packageUrl regex='true'>^pkg:maven/org\\.apache\\.commons/.*$</packageUrl><cve>CVE-2022-42889</cve>"),
                rule("by the product, before anything is looked up", "<cpe>cpe:/a:apache:commons_text</cpe>"),
                rule("by the weakness", "<cwe>94</cwe>"),
                rule("by the score", "<cvssBelow>9.9</cvssBelow>"),
                rule(
                        "by the path, absolute as Dependency-Check has it",
                        "<filePath regex='true'>.*/lib/commons-text-1\\.9\\.jar</filePath><cve>CVE-2022-42889</cve>"));
    }

    private static Arguments rule(String sentence, String criteria) {
        return Arguments.of(sentence, criteria.replace('\'', '"'));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("covering")
    void shouldShowTheFindingAsSuppressedWhenARuleCoversIt(String sentence, String criteria) throws Exception {
        suppress("<suppress until=\"2027-01-01Z\">\n<notes>not reachable,\n <![CDATA[see <ticket> 7]]></notes>"
                + criteria + "</suppress>");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).as(sentence).isEmpty();
        assertThat(lines.of("finding")).hasSize(1);
        JsonNode finding = lines.of("finding").get(0);
        assertThat(finding.path("rule").asText()).isEqualTo("CVE-2022-42889");
        assertThat(finding.path("path").asText()).isEqualTo("lib/commons-text-1.9.jar");
        assertThat(finding.path("suppressed").toString())
                .isEqualTo(
                        "{\"by\":\"allowed.xml\",\"line\":3,\"reason\":\"not reachable, see <ticket> 7\",\"until\":\"2027-01-01\"}");
        assertThat(lines.suppressions()).singleElement().asString().startsWith("USED allowed.xml:3 ");
        assertThat(lines.end().path("suppressions").asInt()).isEqualTo(1);
    }

    @Test
    void shouldApplyNothingWhenARuleIsOverAndTellOfThoseThatCoverNothing() throws Exception {
        suppress("<suppress until=\"2026-11-21Z\"><notes>last year's</notes><cve>CVE-2022-42889</cve></suppress>\n"
                + "<suppress><cve>CVE-2000-0001</cve></suppress>");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly("lib/commons-text-1.9.jar CVE-2022-42889");
        assertThat(lines.suppressions())
                .containsExactly("EXPIRED allowed.xml:3 cve CVE-2022-42889", "UNUSED allowed.xml:4 cve CVE-2000-0001");
        JsonNode expired = lines.of("suppression").get(0);
        assertThat(expired.path("reason").asText()).isEqualTo("last year's");
        assertThat(expired.path("until").asText()).isEqualTo("2026-11-21");
    }

    @Test
    void shouldKnowARuleAgainWhenItMovesOrIsExplainedAnew() throws Exception {
        suppress("<suppress until=\"2027-01-01Z\"><notes>n</notes><cve>CVE-2022-42889</cve></suppress>");
        String id = id(folder.scan());

        suppress("\n\n<suppress until=\"2027-01-01\">\n<notes>another</notes>\n<cve>CVE-2022-42889</cve></suppress>");
        assertThat(id(folder.scan())).isEqualTo(id);

        suppress("<suppress until=\"2027-01-02Z\"><notes>n</notes><cve>CVE-2022-42889</cve></suppress>");
        assertThat(id(folder.scan())).as("it was prolonged").isNotEqualTo(id);

        suppress("<suppress until=\"2027-01-01Z\"><notes>n</notes><cve>CVE-2022-42888</cve></suppress>");
        assertThat(id(folder.scan())).as("it covers something else").isNotEqualTo(id);
    }

    private static String id(ScannedFolder.Lines lines) {
        return lines.of("suppression").get(0).path("id").asText();
    }

    @Test
    void shouldNotHideAFindingWhenARuleCallsItselfBase() throws Exception {
        suppress("<suppress base=\"true\"><notes>quietly</notes><cve>CVE-2022-42889</cve></suppress>");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.of("finding")).hasSize(1);
        assertThat(lines.of("finding").get(0).path("suppressed").path("reason").asText())
                .isEqualTo("quietly");
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("no XML", "nothing of the kind"),
                Arguments.of(
                        "an element that there isn't",
                        HEAD + "<suppress><cvs>CVE-2022-42889</cvs></suppress></suppressions>"),
                Arguments.of("a rule that is cut", HEAD + "<suppress><cve>CVE-2022-42889</cve>"),
                Arguments.of("a rule for everything", HEAD + "<suppress></suppress></suppressions>"),
                Arguments.of(
                        "a date in words",
                        HEAD + "<suppress until=\"never\"><cve>CVE-2022-42889</cve></suppress></suppressions>"),
                Arguments.of(
                        "an entity from elsewhere",
                        "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><suppressions xmlns=\"https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.3.xsd\">"
                                + "<suppress><notes>&e;</notes><cve>CVE-2022-42889</cve></suppress></suppressions>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldRefuseTheJobWhenAFileIsNotValid(String sentence, String text) throws Exception {
        Path file = home.resolve("broken.xml");
        Files.writeString(file, text);
        folder.suppressions = List.of(file);

        assertThatThrownBy(folder::scan)
                .as(sentence)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BAD_JOB))
                .hasMessageContaining("broken.xml: found no valid suppressions")
                .hasMessageContaining("allowed: ");
    }
}
