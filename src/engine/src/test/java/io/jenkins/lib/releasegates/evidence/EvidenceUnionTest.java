package io.jenkins.lib.releasegates.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Exploited;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceUnionTest {

    private static final String ONE = "0".repeat(31) + "1";
    private static final String TWO = "0".repeat(31) + "2";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "counts are summed | tests.total=3 | tests.total=4 | tests.total=7.0",
                "findings are summed | findings.high=1 | findings.high=2 | findings.high=3.0",
                "one side alone stays as it is | coverage.mutation=71.5 | tests.total=4 | coverage.mutation=71.5 tests.total=4.0",
                "a percentage is derived from the counts, not averaged | coverage.line=100,coverage.line.covered=1,coverage.line.missed=0 | coverage.line=0,coverage.line.covered=0,coverage.line.missed=3 | coverage.line=25.0 coverage.line.covered=1.0 coverage.line.missed=3.0",
                "counts without percentage make none up | coverage.line.covered=1,coverage.line.missed=0 | coverage.line.covered=0,coverage.line.missed=3 | coverage.line.covered=1.0 coverage.line.missed=3.0",
                "the success rate is derived | tests.successRate=100,tests.passed=1,tests.failed=0 | tests.successRate=0,tests.passed=0,tests.failed=3 | tests.failed=3.0 tests.passed=1.0 tests.successRate=25.0",
                "seconds are summed | tests.total=1,tests.duration=1.5 | tests.total=1,tests.duration=2 | tests.duration=3.5 tests.total=2.0",
                "the duration of some tests is nobody's sum | tests.total=1,tests.duration=1.5 | tests.total=1 | tests.total=2.0",
            })
    void shouldAddUp(String why, String first, String second, String expected) {
        Evidence both = Evidence.combine(List.of(measured(first), measured(second)));

        assertThat(shown(both)).isEqualTo(expected);
        assertThat(both.problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a number of one's own | custom.size=1 | custom.size=1 | custom.size",
                "a percentage without counts | coverage.mutation=70 | coverage.mutation=90 | coverage.mutation",
                "a percentage where one side has no counts | coverage.line=50,coverage.line.covered=1,coverage.line.missed=1 | coverage.line=90 | coverage.line",
                "a metric that nobody knows | tests.flaky=1 | tests.flaky=1 | tests.flaky",
            })
    void shouldNotMakeUpWhatCanNotBeAddedUp(String why, String first, String second, String metric) {
        Evidence both = Evidence.combine(List.of(measured(first), measured(second)));

        assertThat(both.measurement(metric)).isEmpty();
        assertThat(both.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.touches(metric)).isTrue();
            assertThat(problem.message()).contains("recorded 2 times");
        });
    }

    @Test
    void shouldTakeNobodysWordForItsProvenance() {
        Report report = new Report("a.xml", "junit", Digest.of(new byte[] {1}), 1, Provenance.ATTESTED, "tool");
        Measurement tests =
                new Measurement("tests.failed", MetricType.COUNT, 0, Provenance.ATTESTED, List.of(report.digest()));
        Evidence sent = new Evidence(List.of(report), Map.of("tests.failed", tests), List.of(), Map.of(), List.of());

        Evidence taken = sent.reported();

        assertThat(taken.reports()).extracting(Report::provenance).containsExactly(Provenance.REPORTED);
        assertThat(taken.measurements().values())
                .extracting(Measurement::provenance)
                .containsExactly(Provenance.REPORTED);
        assertThat(taken.measurement("tests.failed").orElseThrow().sources()).containsExactly(report.digest());
    }

    @Test
    void shouldTellThatAReportIsThereTwice() {
        Evidence part = reported("junit", "TEST-a.xml", "x");

        Evidence both = Evidence.combine(List.of(part, part));

        assertThat(both.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString())
                    .isEqualTo("TEST-a.xml: the report was recorded twice by this run and would"
                            + " count twice; allowed is once");
            assertThat(problem.touches("tests.failed")).isTrue();
            assertThat(problem.touches("coverage.line")).isFalse();
        });
    }

    @Test
    void shouldHoldAnythingForTouchedWhenAReportOfALibraryIsThereTwice() {
        Evidence part = reported("spotbugs", "bugs.xml", "x");

        assertThat(Evidence.combine(List.of(part, part)).problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.touches("coverage.line")).isTrue());
    }

    @Test
    void shouldKeepAllReportsInTheOrderOfTheirPaths() {
        Evidence both = Evidence.combine(List.of(
                reported("junit", "b.xml", "1"), reported("junit", "a.xml", "2"), reported("junit", "b.xml", "3")));

        assertThat(both.reports().stream().map(Report::path)).containsExactly("a.xml", "b.xml", "b.xml");
        assertThat(both.problems()).isEmpty();
    }

    @Test
    void shouldHaveTheWeakestProvenanceAndAllSources() {
        Evidence both = Evidence.combine(List.of(
                one(measurement("tests.failed", 0, Provenance.OBSERVED, "a")),
                one(measurement("tests.failed", 0, Provenance.REPORTED, "b")),
                one(measurement("tests.failed", 0, Provenance.OBSERVED, "a"))));

        Measurement failed = both.measurement("tests.failed").orElseThrow();
        assertThat(failed.provenance()).isEqualTo(Provenance.REPORTED);
        assertThat(failed.sources()).containsExactly(digest("a"), digest("b"));
    }

    @Test
    void shouldGiveEqualFindingsOfSeveralStepsIdentitiesOfTheirOwn() {
        Evidence first = found(ONE);
        Evidence second = found(ONE, TWO);

        Evidence both = Evidence.combine(List.of(first, second));

        assertThat(both.identities()).hasSize(3).containsKeys(ONE, TWO);
        assertThat(both.findings().stream().map(Finding::identity))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(both.identities().keySet());
        assertThat(Evidence.combine(List.of(first, second))).isEqualTo(both);
    }

    @Test
    void shouldNameARepetitionAsTheReadersDo() {
        Evidence both = Evidence.combine(List.of(found(ONE), found(ONE)));

        byte[] hashed = new byte[20];
        hashed[15] = 1;
        hashed[19] = 1;
        assertThat(both.identities().keySet())
                .containsExactlyInAnyOrder(ONE, Digest.of(hashed).hex().substring(0, 32));
    }

    @Test
    void shouldKeepTheWorstDetailsOnly() {
        Evidence many = found(IntStream.range(0, Evidence.MAX_FINDINGS)
                .mapToObj(i -> String.format("%032x", i + 100))
                .toArray(String[]::new));

        Evidence both = Evidence.combine(List.of(many, found(Severity.CRITICAL, ONE)));

        assertThat(both.findings()).hasSize(Evidence.MAX_FINDINGS);
        assertThat(both.findings().get(0).identity()).isEqualTo(ONE);
        assertThat(both.identities()).hasSize(Evidence.MAX_FINDINGS + 1);
    }

    @Test
    void shouldPutManyTogetherInTheirOrderWithoutHoldingThem() {
        Evidence first = found(IntStream.range(0, 1_500)
                .mapToObj(i -> String.format("%032x", 2 * i + 100))
                .toArray(String[]::new));
        Evidence second = found(IntStream.range(0, 1_500)
                .mapToObj(i -> String.format("%032x", 2 * i + 101))
                .toArray(String[]::new));

        List<Finding> both = Evidence.combine(List.of(first, second)).findings();

        assertThat(both).isInstanceOf(UnitedFindings.class).hasSize(3_000).isSortedAccordingTo(Finding.WORST_FIRST);
        assertThat(both.stream().map(Finding::identity).distinct()).hasSize(3_000);
        List<Finding> backwards = new ArrayList<>(second.findings());
        Collections.reverse(backwards);
        Evidence unsorted = new Evidence(
                second.reports(), second.measurements(), backwards, second.identities(), second.problems());
        assertThat(Evidence.combine(List.of(first, unsorted)).findings()).isEqualTo(both);
    }

    @Test
    void shouldCountAVulnerabilityOnceThatTwoToolsTellOf() {
        Evidence both = Evidence.combine(
                List.of(vulnerability("Trivy", Severity.HIGH, false), vulnerability("Grype", Severity.MEDIUM, true)));

        assertThat(both.identities())
                .isEqualTo(Map.of(
                        ONE,
                        new Brief(FindingKind.VULNERABILITY, Severity.HIGH, true, false, false, Optional.empty())));
        assertThat(both.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.tool()).isEqualTo("Grype, Trivy");
            assertThat(finding.details().exploited()).isPresent();
        });
        assertThat(shown(both))
                .isEqualTo("findings.high=1.0 findings.low=0.0 findings.medium=0.0 findings.total=1.0"
                        + " vulnerabilities.high=1.0 vulnerabilities.low=0.0 vulnerabilities.medium=0.0"
                        + " vulnerabilities.total=1.0");
        assertThat(both.hasAllDetails()).isTrue();
    }

    @Test
    void shouldCountAVulnerabilityTwiceThatOneToolTellsOfTwice() {
        Evidence both = Evidence.combine(
                List.of(vulnerability("Trivy", Severity.HIGH, false), vulnerability("Trivy", Severity.HIGH, false)));

        assertThat(both.identities()).hasSize(2);
        assertThat(both.measurement("vulnerabilities.total").orElseThrow().value())
                .isEqualTo(2);
    }

    @Test
    void shouldSubtractNothingForAPartThatNamesMoreThanItCounts() {
        Evidence liar = new Evidence(
                List.of(new Report("l", "grype", digest("l"), 1, Provenance.REPORTED, "Grype")),
                measured("findings.total=0,vulnerabilities.total=0").measurements(),
                List.of(),
                vulnerability("Grype", Severity.HIGH, false).identities(),
                List.of());
        Evidence honest = vulnerability("Trivy", Severity.HIGH, false);

        for (List<Evidence> parts : List.of(List.of(liar, honest), List.of(honest, liar))) {
            assertThat(Evidence.combine(parts)
                            .measurement("vulnerabilities.total")
                            .orElseThrow()
                            .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldNotCallNoneExploitedWhereOnePartCannotTell() {
        Evidence knows = one(
                measurement("vulnerabilities.total", 1, Provenance.SCANNED, "a"),
                measurement("vulnerabilities.kev", 0, Provenance.SCANNED, "a"));
        Evidence knowsNot = one(measurement("vulnerabilities.total", 1, Provenance.REPORTED, "b"));

        Evidence both = Evidence.combine(List.of(knows, knowsNot));

        assertThat(both.measurement("vulnerabilities.kev")).isEmpty();
        assertThat(both.measurement("vulnerabilities.kev", Provenance.REPORTED)).isEmpty();
        assertThat(both.measurement("vulnerabilities.kev", Provenance.SCANNED)).isPresent();
    }

    @Test
    void shouldAddUpWhatLoadTestsCountAndDeriveTheErrorRateAnew() {
        Evidence both = Evidence.combine(List.of(
                measured("load.requests=900,load.errors=9,load.errorRate=1,load.max=300,load.thresholds.failed=1"),
                measured("load.requests=100,load.errors=21,load.errorRate=21,load.max=200,load.checks.failed=2")));

        assertThat(both.problems()).isEmpty();
        assertThat(shown(both))
                .isEqualTo("load.checks.failed=2.0 load.errorRate=3.0 load.errors=30.0 load.max=300.0"
                        + " load.requests=1000.0 load.thresholds.failed=1.0");
    }

    @Test
    void shouldTellNoPercentileOfSeveralLoadTests() {
        Evidence both = Evidence.combine(List.of(
                measured("load.requests=900,load.p95=300,load.throughput=20"), measured("load.requests=1,load.p95=1")));

        assertThat(shown(both)).isEqualTo("load.requests=901.0");
        assertThat(both.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "load.p95: was recorded 2 times by this run, and can't be added up; allowed is once",
                        "load.throughput: was recorded 2 times by this run, and can't be added up; allowed is once");
        assertThat(both.problems()).allMatch(problem -> !problem.touches("load.requests"));
    }

    @Test
    void shouldTellNoErrorRateWhereOneLoadTestCannot() {
        Evidence both = Evidence.combine(List.of(
                measured("load.requests=900,load.errors=0,load.errorRate=0,load.max=5"), measured("load.requests=1")));
        Evidence halved = Evidence.combine(
                List.of(measured("load.requests=900,load.errorRate=0"), measured("load.requests=1,load.errorRate=0")));

        assertThat(shown(both)).isEqualTo("load.requests=901.0");
        assertThat(shown(halved)).isEqualTo("load.requests=901.0");
    }

    @Test
    void shouldLeaveTheNumbersOfOneLoadTestAsTheyAre() {
        Evidence both = Evidence.combine(List.of(
                measured("load.requests=9,load.errors=1,load.errorRate=11.1,load.p95=7"), measured("tests.total=1")));

        assertThat(shown(both))
                .isEqualTo(
                        "load.errorRate=11.11111111111111 load.errors=1.0 load.p95=7.0 load.requests=9.0 tests.total=1.0");
    }

    private static Evidence vulnerability(String tool, Severity severity, boolean exploited) {
        Details details = new DetailsBuilder()
                .exploited(exploited ? Optional.of(Exploited.known()) : Optional.empty())
                .build();
        Finding finding =
                new Finding(ONE, "CVE-2021-44228", severity, "a.jar", 0, "m", tool, FindingKind.VULNERABILITY, details);
        Map<String, Measurement> measurements = new TreeMap<>();
        for (String area : new String[] {"findings.", "vulnerabilities."}) {
            measurements.put(area + "total", measurement(area + "total", 1, Provenance.REPORTED, tool));
            for (Severity one : new Severity[] {Severity.HIGH, Severity.MEDIUM, Severity.LOW}) {
                String metric = area + one.id();
                measurements.put(metric, measurement(metric, one == severity ? 1 : 0, Provenance.REPORTED, tool));
            }
        }
        return new Evidence(
                List.of(new Report(tool, tool, digest(tool), 1, Provenance.REPORTED, tool)),
                measurements,
                List.of(finding),
                Map.of(ONE, finding.brief()),
                List.of());
    }

    @Test
    void shouldKeepProblemsOfAllParts() {
        Problem problem = new Problem(Problem.Kind.MISSING, "*.xml", "no file matches");
        Evidence empty = new Evidence(List.of(), Map.of(), List.of(), Map.of(), List.of(problem));

        assertThat(Evidence.combine(List.of(empty, Evidence.none(), empty)).problems())
                .containsExactly(problem, problem);
        assertThat(Evidence.combine(List.of())).isEqualTo(Evidence.none());
    }

    private static Evidence measured(String values) {
        return one(Arrays.stream(values.split(","))
                .map(value -> value.split("="))
                .map(pair -> measurement(pair[0], Double.parseDouble(pair[1]), Provenance.REPORTED, "x"))
                .toArray(Measurement[]::new));
    }

    private static Evidence one(Measurement... all) {
        Map<String, Measurement> measurements = new TreeMap<>();
        for (Measurement measurement : all) {
            measurements.put(measurement.metric(), measurement);
        }
        return new Evidence(List.of(), measurements, List.of(), Map.of(), List.of());
    }

    private static Measurement measurement(String metric, double value, Provenance provenance, String source) {
        MetricType type = MetricCatalog.find(metric).map(Metric::type).orElse(MetricType.NUMBER);
        return new Measurement(metric, type, value, provenance, List.of(digest(source)));
    }

    private static Evidence reported(String format, String path, String content) {
        Report report = new Report(path, format, digest(content), 1, Provenance.REPORTED, "");
        return new Evidence(List.of(report), Map.of(), List.of(), Map.of(), List.of());
    }

    private static Evidence found(String... identities) {
        return found(Severity.LOW, identities);
    }

    private static Evidence found(Severity severity, String... identities) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Brief> all = new TreeMap<>();
        for (String identity : identities) {
            findings.add(new Finding(identity, "rule", severity, "A.java", 1, "message", "tool"));
            all.put(identity, Brief.of(severity));
        }
        return new Evidence(List.of(), Map.of(), findings, all, List.of());
    }

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(Evidence evidence) {
        StringBuilder text = new StringBuilder();
        evidence.measurements()
                .forEach((metric, measurement) -> text.append(metric)
                        .append('=')
                        .append(measurement.value())
                        .append(' '));
        return text.toString().strip();
    }
}
