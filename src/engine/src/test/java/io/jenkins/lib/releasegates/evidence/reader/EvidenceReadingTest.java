package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceReadingTest {

    private static final String TWO_TESTS =
            "<testsuite><testcase name='a' time='1.5'/><testcase name='b'><failure/></testcase></testsuite>";

    @TempDir
    private Path workspace;

    @ParameterizedTest
    @CsvSource({
        "cfn-lint.xml, junit, 141, 1, 19",
        "jest-junit.xml, junit, 11, 1, 0",
        "TESTS-TestSuites.xml, junit, 2, 2, 0",
        "junit.xml, junit, 6, 2, 0"
    })
    void shouldCountTestsOfRealReports(String file, String format, int total, int failed, int skipped)
            throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.reports()).extracting(Report::format).containsExactly(format);
        assertThat(value(evidence, "tests.total")).isEqualTo(total);
        assertThat(value(evidence, "tests.failed")).isEqualTo(failed);
        assertThat(value(evidence, "tests.skipped")).isEqualTo(skipped);
        assertThat(value(evidence, "tests.passed")).isEqualTo(total - failed - skipped);
    }

    @Test
    void shouldAgreeWithTheTotalsThatJacocoWrites() throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read("jacoco.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "coverage.line.covered")).isEqualTo(1627);
        assertThat(value(evidence, "coverage.line.missed")).isEqualTo(39);
        assertThat(value(evidence, "coverage.branch.covered")).isEqualTo(683);
        assertThat(value(evidence, "coverage.instruction.missed")).isEqualTo(179);
        assertThat(value(evidence, "coverage.complexity.covered")).isEqualTo(796);
        assertThat(value(evidence, "coverage.method.missed")).isEqualTo(9);
        assertThat(value(evidence, "coverage.class.covered")).isEqualTo(39);
        assertThat(value(evidence, "coverage.line")).isEqualTo(100.0 * 1627 / 1666);
    }

    @ParameterizedTest
    @CsvSource({"cobertura.xml, 63, 19, 2, 2", "cobertura-ts.xml, 63, 93, 21, 11"})
    void shouldCountLinesAndBranchesOfCobertura(String file, int lines, int missed, int branches, int missedBranches)
            throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(value(evidence, "coverage.line.covered")).isEqualTo(lines);
        assertThat(value(evidence, "coverage.line.missed")).isEqualTo(missed);
        assertThat(value(evidence, "coverage.branch.covered")).isEqualTo(branches);
        assertThat(value(evidence, "coverage.branch.missed")).isEqualTo(missedBranches);
    }

    @ParameterizedTest
    @CsvSource({"sarif.json, 0, 1, 0, 1", "suppressed-sarif.json, 0, 1, 0, 1", "security-scan.sarif, 0, 4, 56, 4"})
    void shouldCountFindingsOfRealReports(String file, int critical, int high, int medium, int low) throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        assertThat(value(evidence, "findings.critical")).isEqualTo(critical);
        assertThat(value(evidence, "findings.high")).isEqualTo(high);
        assertThat(value(evidence, "findings.medium")).isEqualTo(medium);
        assertThat(value(evidence, "findings.low")).isEqualTo(low);
        assertThat(value(evidence, "findings.total")).isEqualTo(critical + high + medium + low);
        assertThat(evidence.identities().values().stream().filter(brief -> !brief.suppressed()))
                .hasSize(critical + high + medium + low);
        assertThat(evidence.findings()).extracting(Finding::identity).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit.xml", "jacoco.xml", "cobertura.xml", "security-scan.sarif"})
    void shouldRecordDigestSizeAndProvenance(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(Reports.FIXTURES.resolve(file));

        Evidence evidence = new Reports(Reports.FIXTURES).read(file);

        Report report = evidence.reports().get(0);
        assertThat(report.digest()).isEqualTo(Digest.of(bytes));
        assertThat(report.size()).isEqualTo(bytes.length);
        assertThat(report.provenance()).isEqualTo(Provenance.REPORTED);
        assertThat(evidence.measurements().values()).allSatisfy(measurement -> {
            assertThat(measurement.provenance()).isEqualTo(Provenance.REPORTED);
            assertThat(measurement.sources()).containsExactly(report.digest());
        });
    }

    @Test
    void shouldOnlyMeasureWhatTheCatalogueHasWithoutABaseline() throws IOException {
        Evidence evidence = new Reports(Reports.FIXTURES).read("*.xml,*.sarif");

        assertThat(evidence.measurements()).isNotEmpty();
        assertThat(evidence.measurements().values()).allSatisfy(measurement -> {
            Metric metric = MetricCatalog.get(measurement.metric());
            assertThat(metric.type()).isEqualTo(measurement.type());
            assertThat(metric.needsBaseline()).isFalse();
        });
    }

    @Test
    void shouldSumReportsAndCountEachFileOnce() throws IOException {
        Reports reports = new Reports(workspace).with("a/one.xml", TWO_TESTS).with("b/two.xml", TWO_TESTS);
        Files.createSymbolicLink(workspace.resolve("link.xml"), workspace.resolve("a/one.xml"));

        Evidence evidence = reports.read("**/*.xml", "a/*.xml, b/two.xml", "link.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.reports()).extracting(Report::path).containsExactly("a/one.xml", "b/two.xml");
        assertThat(value(evidence, "tests.total")).isEqualTo(4);
        assertThat(value(evidence, "tests.duration")).isEqualTo(3.0);
    }

    @Test
    void shouldGiveTheSameEvidenceWhateverTheOrderOfRequests() throws IOException {
        Reports reports = new Reports(Reports.FIXTURES);

        assertThat(reports.read("*.xml", "*.json", "*.sarif")).isEqualTo(reports.read("*.sarif", "*.json", "*.xml"));
    }

    @Test
    void shouldHaveNoCoverageWhereThereIsNothingToCover() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("jacoco.xml", "<report name='x'/>")
                .with("cobertura.xml", "<coverage line-rate='1.0'><packages/></coverage>")
                .read("*.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.reports()).hasSize(2);
        assertThat(evidence.measurements()).isEmpty();
    }

    @Test
    void shouldMeasureZeroWhereAReportIsThereAndEmpty() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("t.xml", "<testsuites/>")
                .with("f.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}")
                .read("t.xml,f.sarif");

        assertThat(value(evidence, "tests.total")).isZero();
        assertThat(value(evidence, "findings.total")).isZero();
        assertThat(evidence.measurement("tests.successRate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<testsuites/>", "<testsuite><testcase><skipped/></testcase></testsuite>"})
    void shouldSayNothingAboutFailuresWhereNothingRan(String report) throws IOException {
        Evidence evidence = new Reports(workspace).with("t.xml", report).read("t.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.measurement("tests.total")).isPresent();
        assertThat(evidence.measurement("tests.failed")).isEmpty();
        assertThat(evidence.measurement("tests.passed")).isEmpty();
    }

    @Test
    void shouldSayThatNothingMatches() throws IOException {
        Evidence evidence = new Reports(workspace).readAs("**/*.sarif", "sarif");

        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING);
            assertThat(problem.place()).isEqualTo("**/*.sarif");
            assertThat(problem.family()).contains("findings");
        });
        assertThat(evidence.measurements()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"../secret.xml", "/etc/passwd", "a/../../secret.xml", "C:\\x.xml", "..\\secret.xml", "\0"})
    void shouldRefuseAPatternThatLeavesTheWorkspace(String pattern) throws IOException {
        Path inner = Files.createDirectory(workspace.resolve("inner"));
        new Reports(workspace).with("secret.xml", TWO_TESTS);

        Evidence evidence = new Reports(inner).read(pattern);

        assertThat(evidence.reports()).isEmpty();
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREADABLE));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"link.xml, 1", "*.xml, 1", "folder/secret.xml, 1", "folder/**, 1", "**/secret.xml, 0"})
    void shouldNotFollowALinkOutOfTheWorkspace(String pattern, int refusals) throws IOException {
        Path inner = Files.createDirectory(workspace.resolve("inner"));
        new Reports(workspace).with("outside/secret.xml", TWO_TESTS);
        Files.createSymbolicLink(inner.resolve("link.xml"), workspace.resolve("outside/secret.xml"));
        Files.createSymbolicLink(inner.resolve("folder"), workspace.resolve("outside"));

        Evidence evidence = new Reports(inner).with("own/good.xml", TWO_TESTS).read(pattern, "own/*.xml");

        assertThat(evidence.reports()).extracting(Report::path).containsExactly("own/good.xml");
        assertThat(evidence.problems().stream().filter(p -> p.message().contains("outside the workspace")))
                .hasSize(refusals);
        assertThat(evidence.problems()).isNotEmpty();
    }

    @Test
    void shouldEndWhereLinksGoInCircles() throws IOException {
        Path deep = Files.createDirectories(workspace.resolve("a/b"));
        Files.createSymbolicLink(deep.resolve("up"), workspace);
        Files.createSymbolicLink(workspace.resolve("self"), workspace.resolve("self"));

        Evidence evidence = new Reports(workspace).with("a/t.xml", TWO_TESTS).read("**/*.xml", "**/**/up/**/**/*.xml");

        assertThat(evidence.reports()).extracting(Report::path).containsExactly("a/b/up/a/t.xml");
    }

    @Test
    void shouldCountAReportAsAWholeOrNotAtAll() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("bad.xml", TWO_TESTS.replace("</testsuite>", ""))
                .with("good.xml", TWO_TESTS)
                .read("*.xml");

        assertThat(value(evidence, "tests.total")).isEqualTo(2);
        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREADABLE);
            assertThat(problem.place()).startsWith("bad.xml:1:");
            assertThat(problem.family()).isEqualTo(Optional.of("tests"));
            assertThat(problem.touches("tests.failed")).isTrue();
            assertThat(problem.touches("coverage.line")).isFalse();
        });
    }

    @Test
    void shouldNameTheLimitThatAReportExceeds() throws IOException {
        Reports reports = new Reports(workspace).with("t.xml", TWO_TESTS);
        ReadLimits small = new ReadLimits(50, 50, 10, 10, 10, 10, Duration.ofMinutes(1));
        ReadLimits flat = new ReadLimits(5000, 50, 1, 10, 10, 10, Duration.ofMinutes(1));
        ReadLimits hasty = new ReadLimits(5000, 50, 10, 10, 10, 10, Duration.ofNanos(1));

        assertThat(reports.read(small, "t.xml").problems().get(0).message()).contains("50 bytes");
        assertThat(reports.read(flat, "t.xml").problems().get(0).message()).contains("deeper than 1");
        assertThat(reports.read(hasty, "t.xml").problems().get(0).message()).contains("too long");
        assertThat(reports.read(small, "t.xml").measurements()).isEmpty();
    }

    @Test
    void shouldRefuseAFormatThatNobodyKnows() throws IOException {
        Evidence evidence = new Reports(workspace).with("t.xml", TWO_TESTS).readAs("t.xml", "junti");

        assertThat(evidence.reports()).isEmpty();
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("junti", "junit", "jacoco", "sarif"));
    }

    @Test
    void shouldRefuseAMetricOfTwoReports() throws IOException {
        String report = "{\"release-gates-metrics\":1,\"metrics\":[{\"name\":\"p95\",\"value\":%s}]}";
        Evidence evidence = new Reports(workspace)
                .with("a.json", String.format(report, 1))
                .with("b.json", String.format(report, 2))
                .with("c.json", String.format(report, 3))
                .read("*.json");

        assertThat(evidence.measurement("custom.p95").map(Measurement::value)).isEmpty();
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.touches("custom.p95")).isTrue());
    }

    @Test
    void shouldCountWhatExceedsTheLimitOfFindingsAndSaySo() throws IOException {
        ReadLimits few = new ReadLimits(1_000_000, 50, 100, 10, 10, 100, Duration.ofMinutes(1));

        Evidence evidence = new Reports(Reports.FIXTURES).read(few, "security-scan.sarif");

        assertThat(value(evidence, "findings.total")).isEqualTo(64);
        assertThat(evidence.identities()).hasSize(10);
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.touches("findings.high")).isTrue());
    }

    @Test
    void shouldListItsFormats() {
        assertThat(EvidenceReading.formats()).contains("junit", "jacoco", "cobertura", "sarif", "metrics");
        assertThat(List.copyOf(EvidenceReading.formats())).isSorted();
    }
}
