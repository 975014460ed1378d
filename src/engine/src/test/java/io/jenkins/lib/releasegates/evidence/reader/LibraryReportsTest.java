package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import edu.hm.hafner.analysis.FileReaderFactory;
import edu.hm.hafner.coverage.Coverage;
import edu.hm.hafner.coverage.CoverageParser.ProcessingMode;
import edu.hm.hafner.coverage.Metric;
import edu.hm.hafner.coverage.Node;
import edu.hm.hafner.coverage.TestCase;
import edu.hm.hafner.coverage.registry.ParserRegistry;
import edu.hm.hafner.coverage.registry.ParserRegistry.CoverageParserType;
import edu.hm.hafner.util.FilteredLog;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read, beside what the libraries of the field read from the same files. */
class LibraryReportsTest {

    @TempDir
    private Path workspace;

    @ParameterizedTest
    @ValueSource(strings = {"cfn-lint.xml", "jest-junit.xml", "TESTS-TestSuites.xml", "junit.xml"})
    void shouldCountTestsLikeCoverageModel(String file) throws IOException {
        Node peer = coverage(file, CoverageParserType.JUNIT);

        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(value(evidence, "tests.total")).isEqualTo(peer.getTestCases().size());
        assertThat(value(evidence, "tests.failed")).isEqualTo(count(peer, TestCase.TestResult.FAILED));
        assertThat(value(evidence, "tests.skipped")).isEqualTo(count(peer, TestCase.TestResult.SKIPPED));
    }

    /** docs/formats/report-formats.md explains the one line that differs in cobertura.xml. */
    @ParameterizedTest
    @CsvSource({"jacoco.xml, JACOCO, 0", "cobertura.xml, COBERTURA, 1", "cobertura-ts.xml, COBERTURA, 0"})
    void shouldCountCoverageLikeCoverageModel(String file, CoverageParserType type, int moreCoveredLines)
            throws IOException {
        Node peer = coverage(file, type);

        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        for (Metric metric : new Metric[] {Metric.BRANCH, Metric.METHOD, Metric.CLASS}) {
            String ours = "coverage." + metric.name().toLowerCase(java.util.Locale.ROOT);
            assertThat(value(evidence, ours + ".covered"))
                    .as(ours)
                    .isEqualTo(of(peer, metric).getCovered());
            assertThat(value(evidence, ours + ".missed"))
                    .as(ours)
                    .isEqualTo(of(peer, metric).getMissed());
        }
        assertThat(value(evidence, "coverage.line.covered"))
                .isEqualTo(of(peer, Metric.LINE).getCovered() + moreCoveredLines);
        assertThat(value(evidence, "coverage.line.missed"))
                .isEqualTo(of(peer, Metric.LINE).getMissed() - moreCoveredLines);
    }

    /** The library drops findings that look alike; those that are left are the same ones. */
    @ParameterizedTest
    @CsvSource({"security-scan.sarif, 51, 64", "suppressed-sarif.json, 2, 2", "sarif.json, 2, 2"})
    void shouldCountFindingsLikeAnalysisModel(String file, int peers, int ours) throws IOException {
        var report = new edu.hm.hafner.analysis.registry.ParserRegistry()
                .get("sarif")
                .createParser()
                .parse(new FileReaderFactory(Reports.FIXTURES.resolve(file)));

        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(report).hasSize(peers);
        assertThat(value(evidence, "findings.total")).isEqualTo(ours);
        Set<String> places = new HashSet<>();
        report.forEach(issue -> places.add(issue.getFileName() + ":" + issue.getLineStart()));
        Set<String> found = new HashSet<>();
        evidence.findings().forEach(finding -> found.add(finding.path() + ":" + finding.line()));
        assertThat(found).isEqualTo(places);
    }

    @ParameterizedTest
    @CsvSource({
        "trivy_result.json, trivy, 4, 4",
        "grype-report.json, grype, 3, 3",
        "dependency-check-report.json, owasp-dependency-check, 2, 2"
    })
    void shouldCountVulnerabilitiesBesideAnalysisModel(String file, String format, int peers, int ours)
            throws IOException {
        var report = new edu.hm.hafner.analysis.registry.ParserRegistry()
                .get(format)
                .createParser()
                .parse(new FileReaderFactory(Reports.FIXTURES.resolve(file)));

        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(report).hasSize(peers);
        assertThat(value(evidence, "vulnerabilities.total")).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "spotbugsXml.xml, spotbugs, 0, 0, 0, 2",
        "checkstyle.xml, checkstyle, 4, 0, 0, 0",
        "semgrep-report.json, semgrep, 0, 1, 0, 0"
    })
    void shouldReadTheRestThroughAnalysisModel(String file, String format, int critical, int high, int medium, int low)
            throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).readAs(file, format);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.critical")).isEqualTo(critical);
        assertThat(value(evidence, "findings.high")).isEqualTo(high);
        assertThat(value(evidence, "findings.medium")).isEqualTo(medium);
        assertThat(value(evidence, "findings.low")).isEqualTo(low);
        assertThat(evidence.identities()).hasSize(critical + high + medium + low);
        assertThat(evidence.reports().get(0).format()).isEqualTo(format);
    }

    @Test
    void shouldReadMutantsThroughCoverageModel() throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).readAs("mutations.xml", "pit");

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.measurements()).containsOnlyKeys("coverage.mutation");
        assertThat(value(evidence, "coverage.mutation")).isEqualTo(100.0 * 222 / 246);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "junit.xml, spotbugs, findings",
        "junit.xml, checkstyle, findings",
        "trivy_result.json, pmd, findings",
        "junit.xml, pit, coverage.mutation"
    })
    void shouldRefuseAReportOfAnotherFormat(String file, String format, String family) throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).readAs(file, format);

        assertThat(evidence.measurements()).isEmpty();
        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREADABLE);
            assertThat(problem.family()).contains(family);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>502 Bad Gateway</title></head><body/></html>",
                "{\"error\":{\"code\":\"ENOLOCK\",\"summary\":\"This command requires an existing lockfile.\"}}",
                "{}",
                "FATAL scan failed: out of memory"
            })
    void shouldTakeNothingForAReportWithoutFindingsThatIsNone(String content) throws IOException {
        Set<String> formats = new edu.hm.hafner.analysis.registry.ParserRegistry().getIds();
        assertThat(formats).hasSizeGreaterThan(100);
        for (String format : formats) {
            for (String file : new String[] {"report.json", "report.xml", "report.log"}) {
                Evidence evidence = new Reports(workspace).with(file, content).readAs(file, format);

                assertThat(evidence.measurement("findings.total").filter(total -> total.value() == 0))
                        .as(format)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkstyle | <?xml version='1.0'?><checkstyle version='8'></checkstyle>",
                "eslint | <checkstyle version='4.3'/>",
                "spotbugs | <BugCollection version='4.8.3'><Project/></BugCollection>",
                "pmd | <pmd version='6'/>",
                "npm-audit | {\"vulnerabilities\": {}, \"metadata\": {\"vulnerabilities\": {\"total\": 0}}}",
                "hadolint | []"
            })
    void shouldTakeTheCleanReportOfAToolForOne(String format, String content) throws IOException {
        String file = content.startsWith("<") ? "report.xml" : "report.json";

        Evidence evidence = new Reports(workspace).with(file, content).readAs(file, format);

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.total")).isZero();
    }

    @Test
    void shouldKeepLargeFilesFromTheLibraries() throws IOException {
        String large = "<BugCollection>" + " ".repeat(21 * 1024 * 1024) + "</BugCollection>";

        Evidence evidence = new Reports(workspace).with("large.xml", large).readAs("large.xml", "spotbugs");

        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(String.valueOf(20 * 1024 * 1024)));
    }

    private static Node coverage(String file, CoverageParserType type) throws IOException {
        try (Reader reader = Files.newBufferedReader(Reports.FIXTURES.resolve(file))) {
            return new ParserRegistry()
                    .get(type, ProcessingMode.IGNORE_ERRORS)
                    .parse(reader, file, new FilteredLog("Errors"));
        }
    }

    private static long count(Node node, TestCase.TestResult result) {
        return node.getTestCases().stream()
                .filter(one -> one.getResult() == result)
                .count();
    }

    private static Coverage of(Node node, Metric metric) {
        return (Coverage) node.getValue(metric).orElseThrow();
    }
}
