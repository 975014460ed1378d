package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Judgements of others read, and our own written and read back. */
class VexTest {

    private static final String TEXT = "commons-text-1.9.jar";
    private static final String PURL = "pkg:maven/org.apache.commons/commons-text@1.9";

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new ScannedFolder(home);
        folder.copy(ScannedFolder.VULNERABLE.resolve(TEXT), TEXT);
    }

    private void given(String name, String text) throws Exception {
        Path file = home.resolve(name);
        Files.writeString(file, text);
        folder.suppressions = List.of(file);
    }

    private static String vex(String vulnerability) {
        return "{\n\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\",\n\"vulnerabilities\": [\n"
                + vulnerability.replace('\'', '"') + "]}";
    }

    private static String statement(String state, String affects) {
        return "{'id': 'CVE-2022-42889', 'analysis': {'state': '%s', 'detail': 'no lookup is configured'}, 'affects': [%s]}"
                .formatted(state, affects);
    }

    static Stream<Arguments> covering() {
        return Stream.of(
                covers("a version", statement("not_affected", "{'ref': '" + PURL + "'}")),
                covers("any version", statement("resolved", "{'ref': 'pkg:maven/org.apache.commons/commons-text'}")),
                covers(
                        "an exact version of a list",
                        statement(
                                "false_positive",
                                "{'ref': 'pkg:maven/org.apache.commons/commons-text', 'versions': [{'version': '1.8'},"
                                        + " {'version': '1.9', 'status': 'unaffected'}]}")),
                covers(
                        "a link into another document",
                        statement(
                                "resolved_with_pedigree",
                                "{'ref': 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Amaven/org.apache.commons/commons-text%401.9'}")),
                covers(
                        "another name of the vulnerability",
                        "{'id': 'GHSA-599f-7c49-w659', 'references': [{'id': 'cve-2022-42889', 'source': {}}],"
                                + " 'analysis': {'state': 'not_affected', 'detail': 'no lookup is configured'},"
                                + " 'affects': [{'ref': '" + PURL + "'}]}"));
    }

    private static Arguments covers(String sentence, String vulnerability) {
        return Arguments.of(sentence, vex(vulnerability));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("covering")
    void shouldShowTheFindingAsSuppressedWhenAStatementCoversIt(String sentence, String text) throws Exception {
        given("judged.json", text);

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).as(sentence).isEmpty();
        JsonNode suppressed = lines.of("finding").get(0).path("suppressed");
        assertThat(suppressed.path("by").asText()).isEqualTo("judged.json");
        assertThat(suppressed.path("line").asInt()).isEqualTo(4);
        assertThat(suppressed.path("reason").asText()).isEqualTo("no lookup is configured");
        assertThat(text).contains(suppressed.path("state").asText());
        assertThat(lines.suppressions())
                .anyMatch(rule -> rule.startsWith("USED judged.json:4 ")
                        && rule.contains(suppressed.path("state").asText() + " in "));
    }

    static Stream<Arguments> notCovering() {
        return Stream.of(
                leaves("exploitable", 0, statement("exploitable", "{'ref': '" + PURL + "'}")),
                leaves("in triage", 0, statement("in_triage", "{'ref': '" + PURL + "'}")),
                leaves("no analysis", 0, "{'id': 'CVE-2022-42889', 'affects': [{'ref': '" + PURL + "'}]}"),
                leaves(
                        "another version",
                        1,
                        statement("not_affected", "{'ref': 'pkg:maven/org.apache.commons/commons-text@1.8'}")),
                leaves(
                        "another package",
                        1,
                        statement("not_affected", "{'ref': 'pkg:maven/org.apache.commons/commons-tex@1.9'}")),
                leaves(
                        "a range",
                        1,
                        statement(
                                "not_affected",
                                "{'ref': 'pkg:maven/org.apache.commons/commons-text', 'versions':"
                                        + " [{'range': 'vers:maven/<2', 'status': 'unaffected'}]}")),
                leaves(
                        "a version that it calls affected",
                        1,
                        statement(
                                "not_affected",
                                "{'ref': '" + PURL + "', 'versions': [{'version': '1.9', 'status': 'affected'}]}")),
                leaves("nothing that it affects", 1, statement("not_affected", "")),
                leaves("a reference to nothing", 1, statement("not_affected", "{'ref': 'commons-text'}")),
                leaves(
                        "open and closed at once",
                        1,
                        statement("not_affected", "{'ref': '" + PURL + "'}") + ","
                                + statement("in_triage", "{'ref': '" + PURL + "'}")),
                leaves(
                        "another vulnerability",
                        1,
                        statement("not_affected", "{'ref': '" + PURL + "'}").replace("42889", "42888")));
    }

    private static Arguments leaves(String sentence, int rules, String vulnerability) {
        return Arguments.of(sentence, rules, vex(vulnerability));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notCovering")
    void shouldLeaveTheFindingAndTellOfTheStatementWhenItCoversNothing(String sentence, int rules, String text)
            throws Exception {
        given("judged.json", text);

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).as(sentence).containsExactly(TEXT + " CVE-2022-42889");
        assertThat(lines.suppressions()).hasSize(rules).allMatch(rule -> rule.startsWith("UNUSED judged.json:"));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("cut", vex(statement("not_affected", "")).replace("]}", ""), "found no JSON"),
                Arguments.of("no CycloneDX", "{\"runs\": []}", "found bomFormat nowhere"),
                Arguments.of("two objects", vex("") + "{}", "found more behind the object"),
                Arguments.of("a version before VEX", vex("").replace("1.5", "1.3"), "found specVersion \"1.3\""),
                Arguments.of("a name twice", vex("{'id': 'a', 'id': 'b'}"), "Duplicate field"),
                Arguments.of(
                        "a state that there isn't", vex(statement("fine", "")), "line 4: found the state \"fine\""),
                Arguments.of(
                        "no id",
                        vex("{'analysis': {'state': 'resolved'}}"),
                        "line 4: found a vulnerability without id"),
                Arguments.of(
                        "an end in words",
                        vex("{'id': 'a', 'properties': [{'name': 'release-gates:until', 'value': 'never'}]}"),
                        "line 4: found release-gates:until \"never\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldRefuseTheJobWhenADocumentIsNotValid(String sentence, String text, String message) throws Exception {
        given("broken.json", text);

        assertThatThrownBy(folder::scan)
                .as(sentence)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BAD_JOB))
                .hasMessageContaining("broken.json: ")
                .hasMessageContaining(message)
                .hasMessageContaining("allowed: ");
    }

    private static String real(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(VexTest.class.getResourceAsStream("/vex/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of("cdx-not_affected.json", "product-ABC", "not_affected"),
                Arguments.of("cdx-fixed.json", "product-DEF", "resolved"),
                Arguments.of("cdx-affected.json", "product-DEF", ""),
                Arguments.of("cdx-under_investigation.json", "product-GHI", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void shouldTakePublishedDocumentsAtTheirWordWhenTheyNameAPackage(String name, String product, String state)
            throws Exception {
        folder.copy(ScannedFolder.VULNERABLE.resolve("log4j-core-2.14.1.jar"), "log4j-core-2.14.1.jar");
        String finding = "log4j-core-2.14.1.jar CVE-2021-44228";

        given(name, real(name));
        ScannedFolder.Lines unnamed = folder.scan();
        given(name, real(name).replace(product, "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"));
        ScannedFolder.Lines named = folder.scan();

        assertThat(unnamed.findings()).contains(finding);
        assertThat(unnamed.suppressions().filter(rule -> rule.startsWith("UNUSED")))
                .hasSize(state.isEmpty() ? 0 : 1);
        assertThat(named.findings().anyMatch(finding::equals)).isEqualTo(state.isEmpty());
        assertThat(named.findings()).contains("log4j-core-2.14.1.jar CVE-2021-45046");
        if (!state.isEmpty()) {
            assertThat(named.of("finding").toString()).contains("\"state\":\"" + state + "\"");
        }
    }

    private JsonNode written(boolean second) throws Exception {
        folder.order("shop", "1.0", second);
        folder.scan();
        SbomTest.valid(folder, "bom");
        return SbomTest.valid(folder, second ? "vex" : "bom");
    }

    @Test
    void shouldTellVulnerabilitiesInTheSameDocumentWhenNoSecondIsOrdered() throws Exception {
        JsonNode found = written(false).path("vulnerabilities");

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/id").asText()).isEqualTo("CVE-2022-42889");
        assertThat(found.at("/0/ratings/0/score").asDouble()).isEqualTo(9.8);
        assertThat(found.at("/0/ratings/0/severity").asText()).isEqualTo("critical");
        assertThat(found.at("/0/ratings/0/method").asText()).isEqualTo("CVSSv31");
        assertThat(found.at("/0/cwes").toString()).isEqualTo("[94]");
        assertThat(found.at("/0").has("analysis")).isFalse();
        assertThat(found.at("/0/affects/0/versions").toString())
                .isEqualTo(
                        "[{\"version\":\"1.9\",\"status\":\"affected\"},{\"version\":\"1.10.0\",\"status\":\"unaffected\"}]");
    }

    @Test
    void shouldTellVulnerabilitiesInTheSecondDocumentAloneWhenOneIsOrdered() throws Exception {
        folder.write("other.txt", "x");

        JsonNode vex = written(true);

        assertThat(vex.path("components")).hasSize(1);
        assertThat(vex.at("/components/0/purl").asText()).isEqualTo(PURL);
        assertThat(vex.at("/vulnerabilities/0/affects/0/ref")).isEqualTo(vex.at("/components/0/bom-ref"));
        assertThat(Files.readString(folder.document("bom.json"))).doesNotContain("vulnerabilities");
    }

    private void suppress(String rules) throws Exception {
        given(
                "allowed.xml",
                "<suppressions xmlns=\"https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.3.xsd\">"
                        + rules + "</suppressions>");
    }

    private void readBack() throws Exception {
        Files.copy(folder.document("vex.json"), home.resolve("own.json"));
        folder.suppressions = List.of(home.resolve("own.json"));
    }

    static Stream<Arguments> suppressing() {
        return Stream.of(
                Arguments.of("by the id", 2, "<cve>CVE-2022-42889</cve>"),
                Arguments.of("a component that names no package", 1, "<cve>CVE-2022-22965</cve>"),
                Arguments.of(
                        "one of two places of the same",
                        1,
                        "<filePath regex=\"true\">.*/second/commons-text-1\\.9\\.jar</filePath><cve>CVE-2022-42889</cve>"),
                Arguments.of("one of several of a component", 1, "<cve>CVE-2021-44228</cve>"),
                Arguments.of("nothing", 0, "<cve>CVE-2000-0001</cve>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("suppressing")
    void shouldSuppressTheSameWhenOurOwnDocumentIsReadBack(String sentence, int covered, String criteria)
            throws Exception {
        for (String jar : List.of("spring-beans-5.3.17.jar", "log4j-core-2.14.1.jar")) {
            folder.copy(ScannedFolder.VULNERABLE.resolve(jar), jar);
        }
        folder.copy(ScannedFolder.VULNERABLE.resolve(TEXT), "second/" + TEXT);
        suppress("<suppress until=\"2027-01-01Z\"><notes>our reason</notes>" + criteria + "</suppress>");
        folder.order("shop", "1.0", true);
        ScannedFolder.Lines first = folder.scan();
        SbomTest.valid(folder, "vex");
        readBack();

        ScannedFolder.Lines second = folder.scan();

        assertThat(suppressed(first)).as(sentence).hasSize(covered);
        assertThat(suppressed(second)).isEqualTo(suppressed(first));
        assertThat(second.findings()).containsExactlyElementsOf(first.findings().toList());
        assertThat(second.suppressions()).noneMatch(rule -> rule.startsWith("UNUSED"));
        for (JsonNode finding : second.of("finding")) {
            if (finding.has("suppressed")) {
                assertThat(finding.at("/suppressed/reason").asText()).isEqualTo("our reason");
                assertThat(finding.at("/suppressed/until").asText()).isEqualTo("2027-01-01");
                assertThat(finding.at("/suppressed/state").asText()).isEqualTo("false_positive");
            }
        }
    }

    private static List<String> suppressed(ScannedFolder.Lines lines) {
        return lines.of("finding").stream()
                .filter(line -> line.has("suppressed"))
                .map(line ->
                        line.path("path").asText() + " " + line.path("rule").asText())
                .toList();
    }

    @Test
    void shouldNotOutliveASuppressionWhenItIsReadBackAfterItsEnd() throws Exception {
        suppress("<suppress until=\"2027-01-01Z\"><cve>CVE-2022-42889</cve></suppress>");
        written(true);
        given("own.json", Files.readString(folder.document("vex.json")).replace("2027-01-01", "2026-11-21"));

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly(TEXT + " CVE-2022-42889");
        JsonNode rule = lines.of("suppression").stream()
                .filter(one -> one.path("use").asText().equals("EXPIRED"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.path("until").asText()).isEqualTo("2026-11-21");
    }
}
