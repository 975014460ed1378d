package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of other scanners: real ones where there are some, else as their documentation says. */
class ScannerReportsTest {

    private static final String ZAP = """
            {"@programName":"ZAP","@version":"2.15.0","site":[{"@name":"https://shop.example","alerts":[
            {"pluginid":"40012","alertRef":"40012-1","name":"Cross Site Scripting (Reflected)","riskcode":"3","confidence":"2",
             "riskdesc":"High (Medium)","cweid":"79","instances":[
              {"uri":"https://shop.example/search?q=1&session=geheim","method":"GET","param":"q","evidence":"<script>"},
              {"uri":"https://shop.example/cart","method":"POST","param":"item"}]},
            {"pluginid":"10038","name":"CSP Header Not Set","riskcode":"2","confidence":"0","cweid":"693","instances":[
              {"uri":"https://shop.example/","method":"GET","param":""}]}]}]}
            """;

    @TempDir
    private Path workspace;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dependency-check-report.json, owasp-dependency-check, 0, 2, 0, 0, 0",
        "trivy_result.json, trivy, 1, 1, 1, 1, 0",
        "grype-report.json, grype, 0, 2, 1, 0, 0",
        "cdx-affected.json, cyclonedx, 0, 0, 1, 0, 0",
        "cdx-under_investigation.json, cyclonedx, 0, 0, 1, 0, 0",
        "cdx-not_affected.json, cyclonedx, 0, 0, 0, 0, 1",
        "cdx-fixed.json, cyclonedx, 0, 0, 0, 0, 1"
    })
    void shouldRecogniseAndCountVulnerabilitiesOfRealReports(
            String file, String format, int critical, int high, int medium, int low, int suppressed)
            throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.reports().get(0).format()).isEqualTo(format);
        assertThat(value(evidence, "vulnerabilities.critical")).isEqualTo(critical);
        assertThat(value(evidence, "vulnerabilities.high")).isEqualTo(high);
        assertThat(value(evidence, "vulnerabilities.medium")).isEqualTo(medium);
        assertThat(value(evidence, "vulnerabilities.low")).isEqualTo(low);
        assertThat(value(evidence, "vulnerabilities.suppressed")).isEqualTo(suppressed);
        assertThat(value(evidence, "findings.total")).isEqualTo(critical + high + medium + low);
        assertThat(evidence.identities()).hasSize(critical + high + medium + low + suppressed);
        assertThat(evidence.hasAllDetails()).isTrue();
        assertThat(evidence.measurement("vulnerabilities.kev")).isEmpty();
        assertThat(evidence.measurement("secrets.total")).isEmpty();
    }

    @Test
    void shouldReadWhatDependencyCheckKnows() throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read("dependency-check-report.json");

        Finding found = named(evidence, "CVE-2019-10086");
        Details details = found.details();
        assertThat(found.path())
                .isEqualTo(".m2/repository/commons-beanutils/commons-beanutils/1.8.3/commons-beanutils-1.8.3.jar");
        assertThat(details.component().orElseThrow().purl())
                .isEqualTo("pkg:maven/commons-beanutils/commons-beanutils@1.8.3");
        assertThat(details.component().orElseThrow().version()).isEqualTo("1.8.3");
        assertThat(details.cvss().orElseThrow().score()).isEqualTo(7.3);
        assertThat(details.cwes()).containsExactly("CWE-502");
        assertThat(details.confidence()).isEqualTo("HIGH");
    }

    @Test
    void shouldReadExploitationFixesAndSuppressionsOfDependencyCheck() throws IOException {
        Evidence evidence = read("""
                {"reportSchema":"1.1","scanInfo":{"engineVersion":"13.0.0","dataSource":[{"name":"KEV Checked","timestamp":"x"}]},
                "dependencies":[{"fileName":"log4j-core-2.14.1.jar","filePath":"/w/log4j-core-2.14.1.jar",
                "packages":[{"id":"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1","confidence":"HIGHEST"}],
                "vulnerabilities":[{"source":"NVD","name":"CVE-2021-44228","severity":"CRITICAL",
                "cvssv3":{"baseScore":10.0,"baseSeverity":"CRITICAL"},"cvssv2":{"score":9.3},
                "knownExploitedVulnerability":{"dateAdded":"2021-12-10","dueDate":"2021-12-24"},
                "vulnerableSoftware":[{"software":{"id":"cpe:2.3:a:apache:log4j","vulnerabilityIdMatched":"true",
                "versionEndExcluding":"2.15.0"}},{"software":{"id":"x","versionEndExcluding":"9"}}]}],
                "suppressedVulnerabilities":[{"name":"CVE-2021-45046","notes":"not reachable","cvssv3":{"baseScore":9.0}}]}]}
                """);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "vulnerabilities.kev")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.fixable")).isEqualTo(1);
        assertThat(named(evidence, "CVE-2021-44228").details().fixedIn()).containsExactly("2.15.0");
        Finding suppressed = named(evidence, "CVE-2021-45046");
        assertThat(suppressed.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(suppressed.details().suppressed().orElseThrow().reason()).isEqualTo("not reachable");
    }

    @Test
    void shouldTellTheSortsOfTrivyApartAndKeepSecretsOut() throws IOException {
        Evidence evidence = read("""
                {"SchemaVersion":2,"ArtifactName":"app","Results":[
                {"Target":"pom.xml","Class":"lang-pkgs","Type":"pom","Vulnerabilities":[{"VulnerabilityID":"GHSA-jfh8-c2jp-5v3q",
                 "VendorIDs":["CVE-2021-44228"],"PkgName":"org.apache.logging.log4j:log4j-core","InstalledVersion":"2.14.1",
                 "PkgIdentifier":{"PURL":"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"},"FixedVersion":"2.15.0, 2.12.2",
                 "Severity":"CRITICAL","SeveritySource":"ghsa","CVSS":{"ghsa":{"V3Score":10,"V3Vector":"CVSS:3.1/x"}}}],
                 "ExperimentalModifiedFindings":[{"Type":"vulnerability","Status":"not_affected","Statement":"vex says so",
                 "Source":"vex.json","Finding":{"VulnerabilityID":"CVE-2020-1","PkgName":"x","Severity":"HIGH"}}]},
                {"Target":"Dockerfile","Class":"config","Misconfigurations":[
                 {"ID":"DS002","AVDID":"AVD-DS-0002","Title":"root","Message":"no user","Severity":"HIGH","Status":"FAIL",
                  "CauseMetadata":{"StartLine":3}},{"ID":"DS001","Severity":"HIGH","Status":"PASS"}]},
                {"Target":"a.env","Class":"secret","Secrets":[{"RuleID":"aws-access-key-id","Title":"AWS key","Severity":"CRITICAL",
                 "StartLine":1,"Match":"AKIAGEHEIM","Code":{"Lines":[{"Content":"AKIAGEHEIM"}]}}]},
                {"Target":"Java","Class":"license","Licenses":[{"Severity":"LOW","Category":"notice","PkgName":"p","Name":"GPL-3.0"}]}]}
                """);

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        FindingKind.VULNERABILITY,
                        FindingKind.VULNERABILITY,
                        FindingKind.MISCONFIGURATION,
                        FindingKind.SECRET,
                        FindingKind.LICENSE);
        assertThat(value(evidence, "vulnerabilities.total")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.suppressed")).isEqualTo(1);
        assertThat(value(evidence, "secrets.total")).isEqualTo(1);
        assertThat(value(evidence, "findings.total")).isEqualTo(4);
        assertThat(named(evidence, "GHSA-jfh8-c2jp-5v3q").details().fixedIn()).containsExactly("2.15.0", "2.12.2");
        assertThat(evidence.toString()).doesNotContain("GEHEIM");
    }

    @Test
    void shouldReadExploitationAndIgnoredMatchesOfGrype() throws IOException {
        Evidence evidence = read("""
                {"matches":[{"vulnerability":{"id":"GHSA-jfh8-c2jp-5v3q","severity":"Critical","namespace":"github:language:java",
                 "fix":{"versions":["2.15.0"],"state":"fixed"},"cvss":[],"knownExploited":[{"cve":"CVE-2021-44228",
                 "dateAdded":"2021-12-10","dueDate":"2021-12-24","knownRansomwareCampaignUse":"Known"}]},
                 "relatedVulnerabilities":[{"id":"CVE-2021-44228","cvss":[{"version":"2.0","metrics":{"baseScore":9.3}},
                 {"version":"3.1","vector":"v","metrics":{"baseScore":10}}]}],
                 "artifact":{"name":"log4j-core","version":"2.14.1","purl":"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                 "locations":[{"path":"/app/log4j-core-2.14.1.jar"}]}}],
                 "ignoredMatches":[{"vulnerability":{"id":"CVE-2020-2","severity":"Low"},"artifact":{"name":"x"},
                 "appliedIgnoreRules":[{"vulnerability":"CVE-2020-2","reason":"not used"}]}],
                 "descriptor":{"name":"grype","version":"0.99","db":{"status":{"schemaVersion":"v6.0.2"}}}}
                """);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "vulnerabilities.kev")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.suppressed")).isEqualTo(1);
        Details details = named(evidence, "GHSA-jfh8-c2jp-5v3q").details();
        assertThat(details.exploited().orElseThrow().ransomware()).isTrue();
        assertThat(details.cvss().orElseThrow().score()).isEqualTo(10.0);
        assertThat(details.aliases()).containsExactly("CVE-2021-44228");
    }

    @Test
    void shouldTakeOneVulnerabilityOfTwoToolsForOne() throws IOException {
        String trivy =
                "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"pom.xml\",\"Class\":\"lang-pkgs\",\"Vulnerabilities\":["
                        + "{\"VulnerabilityID\":\"CVE-2021-44228\",\"PkgName\":\"log4j-core\",\"Severity\":\"HIGH\",\"PkgIdentifier\":{\"PURL\":"
                        + "\"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=jar\"}}]}]}";
        String grype = "{\"matches\":[{\"vulnerability\":{\"id\":\"GHSA-jfh8-c2jp-5v3q\",\"severity\":\"Critical\"},"
                + "\"relatedVulnerabilities\":[{\"id\":\"CVE-2021-44228\"}],\"artifact\":{\"name\":\"log4j-core\",\"version\":\"2.14.1\","
                + "\"purl\":\"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1\"}}],\"descriptor\":{\"name\":\"grype\"}}";

        Evidence evidence = new Reports(workspace)
                .with("a.json", trivy)
                .with("b.json", grype)
                .read("*.json");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "vulnerabilities.total")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.critical")).isEqualTo(1);
        assertThat(value(evidence, "vulnerabilities.high")).isZero();
        assertThat(evidence.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.tool()).isEqualTo("Grype, Trivy"));
        assertThat(evidence.hasAllDetails()).isTrue();
    }

    @Test
    void shouldReadPlaceRuleAndFingerprintOfASecretAndNothingElse() throws IOException {
        Evidence evidence = read("""
                [{"RuleID":"github-pat","Description":"A GitHub token","StartLine":7,"File":"src/a.yml","Secret":"ghp_GEHEIM",
                "Match":"token: ghp_GEHEIM","Line":"token: ghp_GEHEIM","Author":"Alice Example","Email":"alice@example.org",
                "Message":"add ghp_GEHEIM","Fingerprint":"src/a.yml:github-pat:7"},
                {"RuleID":"private-key","Description":"A key","StartLine":1,"File":"k.pem","Fingerprint":"k.pem:private-key:1"}]
                """);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "secrets.total")).isEqualTo(2);
        assertThat(named(evidence, "github-pat").line()).isEqualTo(7);
        assertThat(evidence.toString()).doesNotContain("GEHEIM", "Alice", "example.org");
    }

    @Test
    void shouldReadTheObjectOfLeaks() throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read("gitleaks.json");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "secrets.total")).isEqualTo(3);
        assertThat(value(evidence, "findings.high")).isEqualTo(2);
        assertThat(evidence.toString()).doesNotContain("ABC123", "token=xyz");
    }

    @Test
    void shouldCountEachInstanceOfAnAlertOfZapAtItsAddress() throws IOException {
        Evidence evidence = read(ZAP);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.high")).isEqualTo(2);
        assertThat(value(evidence, "findings.suppressed")).isEqualTo(1);
        assertThat(evidence.measurement("vulnerabilities.total")).isEmpty();
        assertThat(evidence.findings())
                .extracting(Finding::path)
                .containsExactly("https://shop.example/cart", "https://shop.example/search", "https://shop.example/");
        assertThat(evidence.findings().get(0).details().cwes()).containsExactly("CWE-79");
        assertThat(evidence.toString()).doesNotContain("geheim");
    }

    @Test
    void shouldFindTheComponentsOfCycloneDxWhereverTheyStand() throws IOException {
        Evidence evidence = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.6","vulnerabilities":[{"id":"CVE-2021-44228",
                "references":[{"id":"GHSA-jfh8-c2jp-5v3q"}],"cwes":[502],"ratings":[{"method":"CVSSv2","score":9.3,"severity":"high"},
                {"method":"CVSSv31","score":10.0,"severity":"critical","vector":"v","source":{"name":"NVD"}}],
                "advisories":[{"url":"https://example.org/a"}],
                "affects":[{"ref":"a"},{"ref":"b"},{"ref":"urn:cdx:3e671687/1#pkg:npm/x@1"}]}],
                "metadata":{"tools":{"components":[{"name":"some scanner"}]}},
                "components":[{"bom-ref":"a","name":"log4j-core","version":"2.14.1",
                "purl":"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1","components":[{"bom-ref":"b","name":"inner"}]}]}
                """);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "vulnerabilities.critical")).isEqualTo(3);
        assertThat(evidence.findings())
                .extracting(one -> one.details().component().orElseThrow().name())
                .containsExactlyInAnyOrder("log4j-core", "inner", "x");
        assertThat(evidence.reports().get(0).tool()).isEqualTo("some scanner");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "owasp-dependency-check | {\"reportSchema\":\"1.1\",\"scanInfo\":{},\"dependencies\":[]} | vulnerabilities.total",
                "grype | {\"matches\":[],\"descriptor\":{\"name\":\"grype\"}} | vulnerabilities.total",
                "trivy | {\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Class\":\"lang-pkgs\"}]} | vulnerabilities.total",
                "trivy | {\"SchemaVersion\":2,\"ArtifactName\":\"app\",\"Results\":[]} | findings.total",
                "trivy | {\"SchemaVersion\":2,\"ArtifactName\":\"app\"} | findings.total",
                "gitleaks | [] | secrets.total",
                "zap | {\"@programName\":\"ZAP\",\"site\":[{\"@name\":\"a\",\"alerts\":[]}]} | findings.total",
                "cyclonedx | {\"bomFormat\":\"CycloneDX\",\"metadata\":{\"tools\":[{\"name\":\"grype\"}]},\"vulnerabilities\":[]} | vulnerabilities.total"
            })
    void shouldTakeTheCleanReportOfAToolForOne(String format, String content, String metric) throws IOException {
        Evidence evidence = new Reports(workspace).with("report.json", content).readAs("report.json", format);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, metric)).isZero();
        assertThat(value(evidence, "findings.total")).isZero();
    }

    @ParameterizedTest(name = "a clean report of {0} says nothing of {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "trivy | {\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Class\":\"config\"}]} | vulnerabilities.total",
                "trivy | {\"SchemaVersion\":2,\"Results\":[]} | vulnerabilities.total",
                "trivy | {\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Class\":\"lang-pkgs\"}]} | vulnerabilities.kev",
                "trivy | {\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\",\"Class\":\"lang-pkgs\"}]} | secrets.total",
                "grype | {\"matches\":[],\"descriptor\":{\"name\":\"grype\",\"db\":{\"schemaVersion\":5}}} | vulnerabilities.kev",
                "owasp-dependency-check | {\"scanInfo\":{},\"dependencies\":[]} | vulnerabilities.kev",
                "gitleaks | [] | vulnerabilities.total",
                "zap | {\"site\":[{\"alerts\":[]}]} | vulnerabilities.total",
                "sarif | {\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Trivy\"}},\"results\":[]}]} | vulnerabilities.total",
                "sarif | {\"runs\":[{\"tool\":{\"driver\":{\"name\":\"CodeQL\"}},\"results\":[]}]} | vulnerabilities.total",
                "sarif | {\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Grype\"}},\"results\":[]}]} | vulnerabilities.kev",
                "sarif | {\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Grype\"}},\"results\":[]}]} | secrets.total"
            })
    void shouldNotCountWhatNobodyLookedFor(String format, String content, String metric) throws IOException {
        Evidence evidence = new Reports(workspace).with("report.json", content).readAs("report.json", format);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.total")).isZero();
        assertThat(evidence.measurement(metric)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "owasp-dependency-check | {\"scanInfo\":{\"analysisExceptions\":[{\"exception\":{\"message\":\"x\"}}]},\"dependencies\":[]} | analysisExceptions | vulnerabilities",
                "owasp-dependency-check | {\"dependencies\":[]} | scanInfo is missing | vulnerabilities",
                "owasp-dependency-check | {\"scanInfo\":{}} | dependencies is missing | vulnerabilities",
                "owasp-dependency-check | {\"scanInfo\":{},\"dependencies\":[{\"vulnerabilities\":1}]} | no array | vulnerabilities",
                "grype | {\"matches\":[]} | no descriptor of grype | vulnerabilities",
                "grype | {\"descriptor\":{\"name\":\"grype\"}} | matches is missing | vulnerabilities",
                "grype | {\"matches\":[{}],\"descriptor\":{\"name\":\"grype\"}} | without vulnerability | vulnerabilities",
                "grype | {\"matches\":null,\"descriptor\":{\"name\":\"grype\"}} | no array | vulnerabilities",
                "trivy | [] | without a result | findings",
                "trivy | {} | SchemaVersion is missing | findings",
                "trivy | {\"SchemaVersion\":3} | allowed is 2 | findings",
                "trivy | {\"SchemaVersion\":2,\"Results\":[{}]} | without Target | findings",
                "gitleaks | {\"leaks\":[],\"errors\":[\"x\"]} | errors of the tool | secrets",
                "gitleaks | {} | leaks is missing | secrets",
                "gitleaks | [{\"File\":\"a\"}] | without its rule | secrets",
                "gitleaks | [1] | no object | secrets",
                "gitleaks | null | no JSON array | secrets",
                "zap | {\"@programName\":\"ZAP\",\"site\":[]} | no site | issues",
                "zap | {\"site\":[{\"@name\":\"a\"}]} | without alerts | issues",
                "zap | {\"site\":[{\"alerts\":[{\"riskcode\":\"9\"}]}]} | riskcode | issues",
                "cyclonedx | {\"bomFormat\":\"CycloneDX\",\"components\":[]} | doesn't say that anybody has looked | vulnerabilities",
                "cyclonedx | {\"bomFormat\":\"CycloneDX\",\"metadata\":{\"tools\":[{\"name\":\"trivy\"}]},\"vulnerabilities\":[]} | doesn't say that anybody has looked | vulnerabilities",
                "cyclonedx | {\"bomFormat\":\"SPDX\",\"vulnerabilities\":[{\"id\":\"CVE-1\"}]} | bomFormat | vulnerabilities"
            })
    void shouldRefuse(String format, String content, String message, String family) throws IOException {
        Evidence evidence = new Reports(workspace).with("report.json", content).readAs("report.json", format);

        assertThat(evidence.reports()).isEmpty();
        assertThat(evidence.measurements()).isEmpty();
        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREADABLE);
            assertThat(problem.message()).contains(message);
            assertThat(problem.family()).isEqualTo(Optional.of(family));
        });
    }

    private Evidence read(String content) throws IOException {
        return new Reports(workspace).with("report.json", content).read("report.json");
    }

    private static Finding named(Evidence evidence, String rule) {
        return evidence.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
