package io.jenkins.lib.releasegates.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Component;
import io.jenkins.lib.releasegates.evidence.finding.Cvss;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.policy.condition.Condition.UndecidableConditionException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingConditionTest {

    private static final ListedFinding LOG4J = new ListedFinding(
            finding(
                    "CVE-2021-44228",
                    Severity.CRITICAL,
                    FindingKind.VULNERABILITY,
                    new DetailsBuilder()
                            .cvss(Cvss.of(10.0, ""))
                            .component(new Component(
                                    "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "log4j-core", "2.14.1"))
                            .exploited(Optional.of(Exploited.known()))
                            .fixedIn(List.of("2.15.0"))
                            .cwes(List.of("CWE-502"))
                            .aliases(List.of("GHSA-jfh8-c2jp-5v3q"))
                            .suppressed(Optional.of(Suppression.by("s.xml", "not reachable")))
                            .build()),
            Optional.of(false),
            Optional.of(40.0));
    private static final ListedFinding SQL = new ListedFinding(
            finding("SQL_INJECTION", Severity.HIGH, FindingKind.CODE, Details.NONE),
            Optional.of(true),
            Optional.of(0.0));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "findings.exists(f, f.kev)                                       | true",
                "findings.exists(f, f.kev && !f.waived)                          | false",
                "findings.all(f, f.waived || f.severity == 'HIGH')               | true",
                "findings.filter(f, f.severity in ['HIGH','CRITICAL']).size() == 2 | true",
                "findings.size() == 2                                            | true",
                "findings.exists(f, f.kind == 'vulnerability' && f.score >= 9.0) | true",
                "findings.exists(f, has(f.score) && f.score < 9)                 | false",
                "findings.exists(f, f.rule == 'SQL_INJECTION' && f.isNew)        | true",
                "findings.all(f, f.ageDays < 30 || f.waived)                     | true",
                "findings.exists(f, 'CWE-502' in f.cwes)                         | true",
                "findings.exists(f, f.aliases.exists(a, a.startsWith('GHSA-')))  | true",
                "findings.exists(f, f.purl.startsWith('pkg:maven/') && f.version == '2.14.1') | true",
                "findings.exists(f, f.component == 'log4j-core' && f.fixable)    | true",
                "findings.exists(f, f.path == 'a/b' && f.tool == 'tool')         | true",
                "findings.total == 2 && findings.exists(f, f.kev)                | true"
            })
    void shouldLookAtFindings(String source, boolean answer) throws UndecidableConditionException {
        assertThat(evaluate(source, List.of(LOG4J, SQL))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "findings.all(f, f.rule != 'x')                  | findings.total",
                "findings.exists(f, f.kev)                       | findings.total vulnerabilities.kev",
                "findings.all(f, !f.fixable)                     | findings.total vulnerabilities.fixable",
                "findings.all(f, !f.isNew)                       | findings.new findings.total",
                "findings.all(f, f.ageDays < 30)                 | findings.new findings.total",
                "findings.all(f, f.kind != 'vulnerability')      | findings.total vulnerabilities.total",
                "findings.all(f, !(f.kind in ['secret','code'])) | findings.total secrets.total"
            })
    void shouldDemandWhatTellsOfSuchFindings(String source, String metrics) {
        assertThat(compiled(source).metrics()).containsExactlyInAnyOrder(metrics.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "findings.exists(f, f.kevv)                     | the unknown field \"kevv\" of a finding | did you mean kev?",
                "findings.exists(f, f.severety == 'HIGH')       | severety   | did you mean severity?",
                "findings.all(f, f.severity != 'HIHG')          | the unknown severity \"HIHG\" | did you mean 'HIGH'?",
                "findings.all(f, f.severity in ['high'])        | the unknown severity \"high\" | did you mean 'HIGH'?",
                "findings.all(f, 'vulnerabilty' != f.kind)      | the unknown kind | did you mean 'vulnerability'?",
                "findings.all(f, f.severity < 'HIGH')           | by order | f.severity in ['CRITICAL', 'HIGH']",
                "findings.exists(f, f.score == 'x')             | between double and string | two of one kind",
                "findings == 3                                  | between list | two of one kind"
            })
    void shouldRefuseWhatCouldNeverBeTrue(String source, String found, String allowed) {
        assertThat(ConditionCompiler.compile(source).faults()).anySatisfy(fault -> {
            assertThat(fault.found()).contains(found);
            assertThat(fault.allowed()).contains(allowed);
        });
    }

    @Test
    void shouldHaveNoAnswerForAScoreThatNobodyTold() {
        assertThatThrownBy(() -> evaluate("findings.all(f, f.score < 9.0)", List.of(SQL)))
                .isInstanceOfSatisfying(
                        UndecidableConditionException.class,
                        e -> assertThat(e.missingData()).isTrue());
    }

    @Test
    void shouldHaveNoAnswerWithoutFindings() {
        assertThatThrownBy(() -> compiled("findings.all(f, f.rule != 'x')").evaluate(Map.of("findings.total", 0.0)))
                .isInstanceOfSatisfying(
                        UndecidableConditionException.class,
                        e -> assertThat(e.missingData()).isTrue());
    }

    @Test
    @Timeout(20)
    void shouldLookAtAsManyAsAreKeptAndEndWhereItWouldTakeForever() throws UndecidableConditionException {
        List<ListedFinding> many = Collections.nCopies(Evidence.MAX_FINDINGS, SQL);

        assertThat(evaluate("findings.exists(f, f.kev && !f.waived)", many)).isFalse();
        assertThat(evaluate(
                        "findings.filter(f, f.rule == 'x').size() == 0 && findings.all(f, f.severity != 'LOW' || f.kev)",
                        many))
                .isTrue();
        assertThatThrownBy(() -> evaluate("findings.all(f, findings.all(g, f.rule == g.rule))", many))
                .isInstanceOf(UndecidableConditionException.class);
    }

    private static boolean evaluate(String source, List<ListedFinding> findings) throws UndecidableConditionException {
        Map<String, Double> values = new TreeMap<>();
        MetricCatalog.all().forEach(metric -> values.put(metric.name(), (double) findings.size()));
        return compiled(source).evaluate(values, Optional.of(findings));
    }

    private static Condition compiled(String source) {
        ConditionCompiler.Outcome outcome = ConditionCompiler.compile(source);
        assertThat(outcome.faults()).isEmpty();
        return outcome.condition().orElseThrow();
    }

    private static Finding finding(String rule, Severity severity, FindingKind kind, Details details) {
        return new Finding("0".repeat(32), rule, severity, "a/b", 1, "message", "tool", kind, details);
    }
}
