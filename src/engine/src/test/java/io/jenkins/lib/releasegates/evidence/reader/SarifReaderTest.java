package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifReaderTest {

    private static final String TOOL = "'tool':{'driver':{'name':'Scan','rules':["
            + "{'id':'R0','defaultConfiguration':{'level':'error'}},"
            + "{'id':'R1','properties':{'security-severity':'9.8'}},"
            + "{'id':'R2','defaultConfiguration':{'level':'note'},'properties':{'security-severity':5}}]},"
            + "'extensions':[{'name':'Ext','rules':[{'id':'E0','defaultConfiguration':{'level':'note'}}]}]}";

    @TempDir
    private Path workspace;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "the result's own level | 'ruleId':'R0','level':'note' | R0 | LOW",
                "the level of the rule by id | 'ruleId':'R0' | R0 | HIGH",
                "the level of the rule by index | 'ruleIndex':0 | R0 | HIGH",
                "the level of the rule by reference | 'rule':{'index':0} | R0 | HIGH",
                "the rule of an extension | 'rule':{'index':0,'toolComponent':{'index':0}} | E0 | LOW",
                "a rule id with a part behind it | 'ruleId':'R0/7' | R0/7 | HIGH",
                "the score of the rule | 'ruleId':'R1','level':'note' | R1 | CRITICAL",
                "the score of the rule as a number | 'ruleId':'R2' | R2 | MEDIUM",
                "the score of the result | 'ruleId':'R1','properties':{'security-severity':'7.0'} | R1 | HIGH",
                "a score that is none | 'ruleId':'R0','properties':{'security-severity':'high'} | R0 | HIGH",
                "a score beyond the scale | 'ruleId':'R0','properties':{'security-severity':'11'} | R0 | HIGH",
                "neither level nor rule | 'ruleId':'X' | X | MEDIUM",
                "an index beyond the rules | 'ruleIndex':99 | (no rule) | MEDIUM",
                "the level none | 'ruleId':'X','level':'none' | X | LOW",
                "upper case | 'ruleId':'X','level':'ERROR','kind':'FAIL' | X | HIGH",
            })
    void shouldFindRuleAndSeverity(String what, String result, String rule, Severity severity) throws IOException {
        for (String run :
                new String[] {TOOL + ",'results':[{" + result + "}]", "'results':[{" + result + "}]," + TOOL}) {
            Evidence evidence = read("{" + run + "}");

            assertThat(evidence.problems()).isEmpty();
            assertThat(evidence.findings()).as(what).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo(rule);
                assertThat(finding.severity()).isEqualTo(severity);
                assertThat(finding.tool()).isEqualTo("Scan");
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a failure | 'kind':'fail' | 1",
                "a pass | 'kind':'pass' | 0",
                "something to review | 'kind':'review' | 0",
                "suppressed in the source | 'suppressions':[{'kind':'inSource'}] | 0",
                "suppressed and accepted | 'suppressions':[{'status':'accepted'}] | 0",
                "a suppression under review | 'suppressions':[{'kind':'external'},{'status':'underReview'}] | 1",
                "a rejected suppression | 'suppressions':[{'status':'rejected'}] | 1",
                "no suppression | 'suppressions':[] | 1",
                "unchanged for the tool | 'baselineState':'unchanged' | 1",
            })
    void shouldCountWhatIsAFinding(String what, String result, int count) throws IOException {
        Evidence evidence = read("{" + TOOL + ",'results':[{" + result + "}]}");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.total")).as(what).isEqualTo(count);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "relative | 'uri':'src/A.java' | src/A.java",
                "with a dot | 'uri':'./src/A.java' | src/A.java",
                "encoded | 'uri':'src/A%20b%2Bc.java' | src/A b+c.java",
                "broken encoding | 'uri':'src/A%zz.java' | src/A%zz.java",
                "absolute elsewhere | 'uri':'file:///opt/A.java' | /opt/A.java",
                "on Windows | 'uri':'file:///C:/x/A.java' | C:/x/A.java",
                "with backslashes | 'uri':'src\\\\A.java' | src/A.java",
                "below a base | 'uri':'A.java','uriBaseId':'SRC' | base/src/A.java",
                "below an unknown base | 'uri':'A.java','uriBaseId':'%ROOT%' | A.java",
                "below a base that is its own | 'uri':'A.java','uriBaseId':'LOOP' | l/l/l/l/l/l/l/l/A.java",
                "by artifact | 'index':0 | src/Art.java",
                "by an artifact that isn't there | 'index':9 | ~~",
            })
    void shouldNormaliseThePath(String what, String location, String path) throws IOException {
        String bases = "'originalUriBaseIds':{'SRC':{'uri':'src/','uriBaseId':'B'},'B':{'uri':'base'},"
                + "'LOOP':{'uri':'l','uriBaseId':'LOOP'}},'artifacts':[{'location':{'uri':'src/Art.java'}}]";
        String results = "'results':[{'locations':[{'physicalLocation':{'artifactLocation':{" + location + "}}}]}]";
        for (String rest : new String[] {bases + "," + results, results + "," + bases}) {
            Evidence evidence = read("{" + TOOL + "," + rest + "}");

            assertThat(evidence.problems()).isEmpty();
            assertThat(evidence.findings())
                    .as(what)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.path()).isEqualTo(path));
        }
    }

    @Test
    void shouldMakePathsBelowTheWorkspaceRelative() throws IOException {
        String uri = workspace.toRealPath().resolve("src/A.java").toUri().toString();

        assertThat(read("{'results':[{'locations':[{'physicalLocation':{'artifactLocation':{'uri':'" + uri + "'}}}]}],"
                                + TOOL + "}")
                        .findings()
                        .get(0)
                        .path())
                .isEqualTo("src/A.java");
    }

    @Test
    void shouldReadSeveralRunsAndNameTheirTools() throws IOException {
        Evidence evidence = read("{" + TOOL + ",'results':[{'ruleId':'R0'}]},{'results':[{'ruleId':'R0'}],"
                + "'tool':{'driver':{'name':'Other','rules':[{'id':'R0','defaultConfiguration':{'level':'note'}}]}}},"
                + "{'tool':{'driver':{'name':'Third'}},'results':[]}");

        assertThat(evidence.findings())
                .extracting(Finding::tool, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Scan", Severity.HIGH),
                        org.assertj.core.groups.Tuple.tuple("Other", Severity.LOW));
        assertThat(evidence.reports().get(0).tool()).isEqualTo("Other, Scan, Third");
        assertThat(evidence.identities()).hasSize(2);
    }

    @Test
    void shouldDigestTheFileAlsoWhenItReadsItTwice() throws IOException {
        String text = json("{'results':[{'ruleId':'R0'}]," + TOOL + "}");

        assertThat(read("{'results':[{'ruleId':'R0'}]," + TOOL + "}")
                        .reports()
                        .get(0)
                        .digest())
                .isEqualTo(Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldKeepTheWorstAndCountAll() throws IOException {
        String notes = java.util.stream.IntStream.range(0, Evidence.MAX_FINDINGS + 1_000)
                .mapToObj(i -> "{'ruleId':'N" + i + "','level':'note'}")
                .collect(Collectors.joining(","));

        Evidence evidence = read("{" + TOOL + ",'results':[" + notes + ",{'ruleId':'R0'}]}");

        assertThat(evidence.findings()).hasSize(Evidence.MAX_FINDINGS);
        assertThat(evidence.findings().get(0).rule()).isEqualTo("R0");
        assertThat(evidence.identities()).hasSize(Evidence.MAX_FINDINGS + 1_001);
        assertThat(value(evidence, "findings.total")).isEqualTo(Evidence.MAX_FINDINGS + 1_001);
    }

    private Evidence read(String runs) throws IOException {
        return new Reports(workspace).with("r.sarif", json(runs)).read("r.sarif");
    }

    private static String json(String runs) {
        return "{\"version\":\"2.1.0\",\"runs\":[" + runs.replace('\'', '"') + "]}";
    }
}
