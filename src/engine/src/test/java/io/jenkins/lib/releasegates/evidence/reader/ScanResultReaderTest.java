package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScanResultReaderTest {

    private static final String ZEROS = "sha256:" + "0".repeat(64);
    private static final String SCA = "{'type':'scan','version':1,'kind':'sca','tool':{'name':'OWASP Dependency-Check',"
            + "'version':'13.0.0'},'started':'2026-11-21T09:00:00.000Z','worker':'" + ZEROS
            + "','database':{'version':'7','digest':'" + ZEROS + "','lastModified':'2026-11-21T06:00:00.000Z',"
            + "'lastChecked':'2026-11-21T08:00:00.000Z','records':345224,'knownExploited':1400}}";
    private static final String SECRETS = "{'type':'scan','version':1,'kind':'secrets','tool':{'name':'secrets',"
            + "'version':'1'},'started':'2026-11-21T09:00:00.000Z','worker':'" + ZEROS + "','rules':{'digest':'"
            + ZEROS + "','count':120}}";
    private static final String COMPONENT =
            "{'type':'component','path':'app.war!/lib/log4j-core-2.14.1.jar','name':'log4j-core','version':'2.14.1'}";
    private static final String LOG4J = "{'type':'finding','kind':'vulnerability','rule':'CVE-2021-44228',"
            + "'severity':'CRITICAL','severitySource':'CVSS 3.1: 10.0','score':10.0,"
            + "'vector':'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H','path':'app.war!/lib/log4j-core-2.14.1.jar',"
            + "'line':0,'message':'Remote code execution','component':{'purl':"
            + "'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1','name':'log4j-core','version':'2.14.1'},"
            + "'aliases':['GHSA-jfh8-c2jp-5v3q'],'cwes':['CWE-502'],'links':['https://example.org','javascript:x'],"
            + "'fixedIn':['2.15.0'],'kev':{'added':'2021-12-10','due':'2021-12-24','ransomware':true},"
            + "'confidence':'HIGHEST'}";
    private static final String SUPPRESSED = "{'type':'finding','kind':'vulnerability','rule':'CVE-2020-1',"
            + "'severity':'LOW','suppressed':{'by':'s.xml','reason':'not reachable','until':'2027-01-01'}}";
    private static final String SECRET = "{'type':'finding','kind':'secret','rule':'aws-access-key-id',"
            + "'severity':'HIGH','path':'a.yml','line':3,'message':'an access key','fingerprint':'" + ZEROS + "'}";

    private static final String RULE = "{'type':'suppression','id':'" + ZEROS + "','use':'USED','by':'allowed.yaml',"
            + "'line':7,'covers':'path test/**','reason':'a test','owner':'team-shop','until':'2027-01-31'}";

    private static final String UNRESOLVED = "{'type':'unresolved','path':'pom.xml','line':7,'name':'org.acme:cart',"
            + "'reason':'it has no version here; not in the folder: org.acme:parent:1'}";

    @TempDir
    private Path workspace;

    @Test
    void shouldNotCountWhatIsExploitedWhereTheDatabaseHasNoSuchCatalog() throws IOException {
        for (String none : new String[] {"", ",'knownExploited':0"}) {
            Evidence evidence = read(SCA.replace(",'knownExploited':1400", none), end(0, 0, 0, 10));

            assertThat(value(evidence, "vulnerabilities.total")).isZero();
            assertThat(evidence.measurement("vulnerabilities.kev")).isEmpty();
        }
    }

    @Test
    void shouldReadAScanForVulnerabilities() throws IOException {
        Evidence evidence = read(SCA, COMPONENT, LOG4J, SUPPRESSED, "{'type':'later','x':[1]}", end(2, 1, 0, 10));

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.findings()).hasSize(2);
        Finding log4j = evidence.findings().get(0);
        assertThat(log4j.kind()).isEqualTo(FindingKind.VULNERABILITY);
        assertThat(log4j.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(log4j.path()).isEqualTo("app.war!/lib/log4j-core-2.14.1.jar");
        assertThat(log4j.details().exploited().orElseThrow().ransomware()).isTrue();
        assertThat(log4j.details().links()).containsExactly("https://example.org");
        assertThat(log4j.details().cvss().orElseThrow().score()).isEqualTo(10.0);
        assertThat(log4j.details().severitySource()).isEqualTo("CVSS 3.1: 10.0");
        assertThat(evidence.findings()
                        .get(1)
                        .details()
                        .suppressed()
                        .orElseThrow()
                        .until())
                .isEqualTo("2027-01-01");
        assertThat(value(evidence, "vulnerabilities.total")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.kev")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.fixable")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.suppressed")).isEqualTo(1);
        assertThat(value(evidence, "findings.total")).isEqualTo(1);
        assertThat(evidence.measurement("secrets.total")).isEmpty();
        assertThat(evidence.reports().get(0).provenance()).isEqualTo(Provenance.REPORTED);
        Scan scan = evidence.reports().get(0).scan().orElseThrow();
        assertThat(scan.database().orElseThrow().lastChecked()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(scan.files()).isEqualTo(10);
    }

    @Test
    void shouldKeepTheSuppressionsThatAScanWasGiven() throws IOException {
        Evidence evidence = read(
                SECRETS,
                RULE,
                RULE.replace("USED", "EXPIRED").replace('1', '2'),
                end(0, 0, 0, 5).replace("}", ",'suppressions':2}"));

        assertThat(evidence.problems()).isEmpty();
        List<SuppressionRule> rules =
                evidence.reports().get(0).scan().orElseThrow().suppressions();
        assertThat(rules).extracting(SuppressionRule::use).containsExactly(Use.USED, Use.EXPIRED);
        assertThat(rules.get(0).covers()).isEqualTo("path test/**");
        assertThat(rules.get(0).line()).isEqualTo(7);
        assertThat(rules.get(0).owner()).isEqualTo("team-shop");
        assertThat(rules.get(0).reason()).isEqualTo("a test");
        assertThat(rules.get(0).until()).isEqualTo("2027-01-31");
        assertThat(rules.get(0).by()).isEqualTo("allowed.yaml");
    }

    @Test
    void shouldNotKnowTheSuppressionsWhenThereAreMoreThanAnybodyKeeps() throws IOException {
        List<String> lines = new ArrayList<>(Collections.nCopies(10_001, RULE));
        lines.add(0, SECRETS);
        lines.add(end(0, 0, 0, 5).replace("}", ",'suppressions':10001}"));

        Evidence evidence = read(lines.toArray(String[]::new));

        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("the scan was given 10001 suppressions; allowed are 10000");
            assertThat(problem.touches("suppressions.expired")).isTrue();
            assertThat(problem.touches("secrets.total")).isFalse();
        });
    }

    @Test
    void shouldCountWhatTheScanCouldNotLookUp() throws IOException {
        Evidence some = read(SCA, UNRESOLVED, UNRESOLVED, end(0, 0, 0, 5).replace("}", ",'unresolved':2}"));
        Evidence none = read(SCA, end(0, 0, 0, 5).replace("}", ",'unresolved':0}"));

        assertThat(some.problems()).isEmpty();
        assertThat(value(some, "components.unresolved")).isEqualTo(2);
        assertThat(some.measurement("components.unresolved").orElseThrow().sources())
                .containsExactly(some.reports().get(0).digest());
        assertThat(value(none, "components.unresolved")).isZero();
    }

    @Test
    void shouldNotKnowWhatCouldNotBeLookedUpWhereAScanDoesNotTell() throws IOException {
        String known = end(0, 0, 0, 5).replace("}", ",'unresolved':0}");
        Evidence one = new Reports(workspace)
                .with("known.jsonl", json(SCA + "\n" + known))
                .with("unknown.jsonl", json(SCA + "\n" + end(0, 0, 0, 6)))
                .read("*.jsonl");

        assertThat(one.reports()).hasSize(2);
        assertThat(one.measurement("components.unresolved")).isEmpty();
        assertThat(read(SCA, end(0, 0, 0, 5)).measurement("components.unresolved"))
                .isEmpty();
        assertThat(read(SECRETS, known).measurement("components.unresolved")).isEmpty();
    }

    @Test
    void shouldLetWhatAScanForVulnerabilitiesCouldNotReadTouchWhatItCouldNotLookUp() throws IOException {
        Evidence evidence = read(
                SCA,
                "{'type':'problem','path':'pom.xml','message':'line 3: no XML'}",
                end(0, 0, 1, 5).replace("}", ",'unresolved':0}"));

        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.touches("components.unresolved")).isTrue());
    }

    @Test
    void shouldCountNothingOfWhatWasNotLookedFor() throws IOException {
        Evidence evidence = read(SECRETS, end(0, 0, 0, 5));

        assertThat(value(evidence, "secrets.total")).isZero();
        assertThat(value(evidence, "findings.total")).isZero();
        assertThat(evidence.measurement("vulnerabilities.total")).isEmpty();
    }

    @Test
    void shouldTakeANewVersionThatMendsNothingForTheSameFinding() throws IOException {
        Evidence before = read(SCA, LOG4J, end(1, 0, 0, 1));
        Evidence after = read(SCA, LOG4J.replace("2.14.1", "2.14.2"), end(1, 0, 0, 1));

        assertThat(after.identities().keySet()).isEqualTo(before.identities().keySet());
    }

    @Test
    void shouldTellEqualVulnerabilitiesInTwoPlacesApart() throws IOException {
        Evidence evidence = read(SCA, LOG4J, LOG4J.replace("app.war", "other.war"), end(2, 0, 0, 1));

        assertThat(evidence.identities()).hasSize(2);
        assertThat(value(evidence, "vulnerabilities.total")).isEqualTo(2);
    }

    @Test
    void shouldLetProblemsTouchTheMetricsOfTheScan() throws IOException {
        Evidence evidence =
                read(SECRETS, SECRET, "{'type':'problem','path':'big.bin','message':'too\\nlarge'}", end(1, 0, 1, 5));

        assertThat(evidence.reports()).hasSize(1);
        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).isEqualTo("r.jsonl: big.bin: the scan could not look at it: too large");
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREADABLE);
            assertThat(problem.touches("secrets.total")).isTrue();
            assertThat(problem.touches("findings.total")).isTrue();
            assertThat(problem.touches("vulnerabilities.total")).isFalse();
        });
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                row("no end", "without the line 'end'", SCA, LOG4J),
                row("an end that counts others", "counts '2' findings behind 1", SCA, LOG4J, end(2, 0, 0, 1)),
                row("suppressions without their number", "counts '' suppressions", SECRETS, RULE, end(0, 0, 0, 1)),
                row(
                        "an end that counts other suppressions",
                        "counts '2' suppressions behind 1",
                        SECRETS,
                        RULE,
                        end(0, 0, 0, 1).replace("}", ",'suppressions':2}")),
                row(
                        "dependencies without a version without their number",
                        "counts '' unresolved",
                        SCA,
                        UNRESOLVED,
                        end(0, 0, 0, 1)),
                row(
                        "an end that counts others of them",
                        "counts '0' unresolved behind 1",
                        SCA,
                        UNRESOLVED,
                        end(0, 0, 0, 1).replace("}", ",'unresolved':0}")),
                row("an odd use", "whose use is 'GOOD'", SECRETS, RULE.replace("USED", "GOOD"), end(0, 0, 0, 1)),
                row("a rule without an id", "id is ''", SECRETS, RULE.replace("'id'", "'no'"), end(0, 0, 0, 1)),
                row("something behind the end", "behind the line 'end'", SCA, end(0, 0, 0, 1), COMPONENT),
                row("a second scan", "a second scan", SCA, SCA, end(0, 0, 0, 1)),
                row("another version", "version '2'; allowed is 1", SCA.replace(":1,", ":2,"), end(0, 0, 0, 1)),
                row("another kind", "the kind 'dast'", SCA.replace("'sca'", "'dast'"), end(0, 0, 0, 1)),
                row("no database", "without a database", SECRETS.replace("'secrets','t", "'sca','t"), end(0, 0, 0, 1)),
                row("a finding of another kind", "in a scan of the kind sca", SCA, SECRET, end(1, 0, 0, 1)),
                row("an odd severity", "the severity 'BAD'", SCA, LOG4J.replace("CRITICAL", "BAD"), end(1, 0, 0, 1)),
                row("no instant", "lastChecked is 'soon'", SCA.replace("2026-11-21T08:00:00.000Z", "soon")),
                row("no digest", "worker is 'x'", SECRETS.replace("'worker':'" + ZEROS, "'worker':'x")),
                row(
                        "kev that says nothing",
                        "kev is no object",
                        SCA,
                        LOG4J.replaceAll("'kev':\\{[^}]*}", "'kev':true")),
                row("a line that is none", "no JSON object", SCA, "[]", end(0, 0, 0, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void shouldRefuseAsAWhole(String what, String message, List<String> lines) throws IOException {
        Evidence evidence = read(lines.toArray(new String[0]));

        assertThat(evidence.reports()).isEmpty();
        assertThat(evidence.measurements()).isEmpty();
        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.touches("vulnerabilities.total")).isTrue();
        });
    }

    @Test
    void shouldAgreeWithTheSchema() throws IOException {
        for (String line : List.of(
                SCA,
                SECRETS,
                COMPONENT,
                LOG4J,
                SUPPRESSED,
                SECRET,
                RULE,
                UNRESOLVED,
                end(1, 2, 3, 4),
                "{'type':'later'}")) {
            assertThat(fitsSchema(line)).as(line).isTrue();
        }
        for (String line : List.of(
                SCA.replace(":1,", ":2,"),
                SCA.replace("'sca'", "'dast'"),
                SCA.replaceAll(",'database'.*", "}"),
                SECRETS.replace("'secrets','tool'", "'sca','tool'"),
                SCA.replace("2026-11-21T08:00:00.000Z", "soon"),
                LOG4J.replace("CRITICAL", "BAD"),
                RULE.replace("USED", "GOOD"),
                RULE.replace("'id'", "'no'"),
                UNRESOLVED.replace("'name'", "'no'"),
                LOG4J.replaceAll("'kev':\\{[^}]*}", "'kev':true"),
                end(1, 2, 3, 4).replace("'cached':0,", ""),
                "{'version':1}")) {
            assertThat(fitsSchema(line)).as(line).isFalse();
        }
    }

    private static boolean fitsSchema(String line) throws IOException {
        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "scan-result.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        return schema.validate(
                        json(line),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    private Evidence read(String... lines) throws IOException {
        return new Reports(workspace)
                .with("r.jsonl", json(String.join("\n", lines)))
                .read("r.jsonl");
    }

    private static Arguments row(String what, String message, String... lines) {
        return Arguments.of(what, message, List.of(lines));
    }

    private static String end(int findings, int components, int problems, int files) {
        return "{'type':'end','findings':" + findings + ",'components':" + components + ",'problems':" + problems
                + ",'files':" + files + ",'cached':0,'finished':'2026-11-21T09:01:00.000Z'}";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
