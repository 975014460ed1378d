package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTestReportsTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures/loadtests");
    private static final String HEADER = "timeStamp,elapsed,label,responseCode,success\n";

    @TempDir
    private Path workspace;

    @Test
    void shouldMeasureAJtlInCsv() throws IOException {
        Evidence evidence = fixture("checkout.jtl");

        assertThat(evidence.problems()).isEmpty();
        assertThat(load(evidence))
                .isEqualTo(new TreeMap<>(Map.of(
                        "load.requests", 4.0,
                        "load.errors", 1.0,
                        "load.errorRate", 25.0,
                        "load.throughput", 2.0,
                        "load.mean", 375.0,
                        "load.p50", 120.0,
                        "load.p90", 1000.0,
                        "load.p95", 1000.0,
                        "load.p99", 1000.0,
                        "load.max", 1000.0)));
        assertThat(evidence.reports())
                .singleElement()
                .satisfies(report ->
                        assertThat(report.format() + " " + report.tool()).isEqualTo("jmeter JMeter"));
    }

    @Test
    void shouldCountSamplesOfTheTopLevelOfXmlAlone() throws IOException {
        Evidence evidence = fixture("checkout-jtl.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(load(evidence))
                .containsEntry("load.requests", 4.0)
                .containsEntry("load.errors", 1.0)
                .containsEntry("load.throughput", 2.0)
                .containsEntry("load.mean", 375.0)
                .containsEntry("load.p50", 120.0)
                .containsEntry("load.max", 1000.0);
    }

    @Test
    void shouldNotCountTransactionsBesideTheirRequests() throws IOException {
        Evidence evidence = fixture("transactions.jtl");

        assertThat(evidence.problems()).isEmpty();
        assertThat(load(evidence))
                .containsEntry("load.requests", 2.0)
                .containsEntry("load.errors", 1.0)
                .containsEntry("load.max", 200.0);
    }

    @Test
    void shouldCountTransactionsWhereNothingElseIs() throws IOException {
        StringBuilder transactions = new StringBuilder();
        for (String line : Files.readAllLines(FIXTURES.resolve("transactions.jtl"))) {
            if (line.startsWith("timeStamp") || line.contains("Number of samples")) {
                transactions.append(line).append('\n');
            }
        }

        assertThat(load(new Reports(workspace)
                        .with("r.jtl", transactions.toString())
                        .read("r.jtl")))
                .containsEntry("load.requests", 1.0)
                .containsEntry("load.errorRate", 100.0)
                .containsEntry("load.max", 300.0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"k6-summary-export.json, false", "k6-handle-summary.json, true"})
    void shouldMeasureBothSummariesOfK6Alike(String file, boolean hasP99) throws IOException {
        Evidence evidence = fixture(file);

        assertThat(evidence.problems()).isEmpty();
        Map<String, Double> expected = new TreeMap<>(Map.ofEntries(
                Map.entry("load.requests", 400.0),
                Map.entry("load.errors", 8.0),
                Map.entry("load.errorRate", 2.0),
                Map.entry("load.throughput", 10.0),
                Map.entry("load.mean", 144.56),
                Map.entry("load.p50", 110.47),
                Map.entry("load.p90", 203.54),
                Map.entry("load.p95", 215.95),
                Map.entry("load.max", 1140.25),
                Map.entry("load.checks.total", 400.0),
                Map.entry("load.checks.failed", 5.0),
                Map.entry("load.thresholds.total", 3.0),
                Map.entry("load.thresholds.failed", 1.0)));
        if (hasP99) {
            expected.put("load.p99", 730.5);
        }
        assertThat(load(evidence)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "a semicolon!timeStamp;elapsed;success~1000;7;true~",
                "a tab!timeStamp\telapsed\tsuccess~1000\t7\ttrue~",
                "a bar!timeStamp|elapsed|success~1000|7|true~",
                "CRLF!timeStamp,elapsed,success`~1000,7,true`~",
                "names in quotes!\"timeStamp\",\"elapsed\",\"success\"~\"1000\",\"7\",\"true\"~",
                "columns in another order!success,URL,elapsed,timeStamp~true,u,7,1000~",
                "variables named like columns!timeStamp,elapsed,success,\"elapsed\",\"mine\"~1000,7,true,x,y~",
                "no header!1000,7,a,200,OK,t 1-1,text,true,,1,1,1,1,u,1,1,1~",
                "no header, an older JMeter!1000,7,a,200,OK,t 1-1,text,true,1,1~",
                "no header, with semicolons!1000;7;a, b;200;OK;t 1-1;text;true~",
                "a count of one!timeStamp,elapsed,success,SampleCount,ErrorCount~1000,7,true,1,0~",
                "empty lines!timeStamp,elapsed,success~~1000,7,true~~~",
                "a byte order mark!\uFEFFtimeStamp,elapsed,success~1000,7,true~"
            })
    void shouldReadEveryColumnSetOfJmeter(String what, String text) throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("r.jtl", text.replace('~', '\n').replace('`', '\r'))
                .read("r.jtl");

        assertThat(evidence.problems()).as(what).isEmpty();
        assertThat(value(evidence, "load.p99")).isEqualTo(7);
        assertThat(value(evidence, "load.errorRate")).isZero();
    }

    @Test
    void shouldFindOutTheFormatByTheHeaderOfACsvFile() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("results.csv", HEADER + "1000,7,a,200,true\n")
                .read("results.csv");

        assertThat(evidence.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.format()).isEqualTo("jmeter"));
    }

    @Test
    void shouldTellNoThroughputWithoutTimes() throws IOException {
        Evidence untimed = new Reports(workspace)
                .with("r.jtl", "elapsed,success\n7,true\n")
                .read("r.jtl");
        Evidence momentary = new Reports(workspace)
                .with("r.jtl", HEADER + "1000,0,a,200,true\n")
                .read("r.jtl");

        assertThat(load(untimed)).containsEntry("load.p95", 7.0).doesNotContainKey("load.throughput");
        assertThat(load(momentary)).containsEntry("load.p95", 0.0).doesNotContainKey("load.throughput");
    }

    @Test
    void shouldMeasureFromTheFirstToTheLastWhateverTheOrder() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("r.jtl", HEADER + "9000,1000,a,200,true\n1000,7,a,200,true\n5000,5,a,200,true\n")
                .read("r.jtl");

        assertThat(value(evidence, "load.throughput")).isEqualTo(1_000.0 * 3 / 9_000);
    }

    @Test
    void shouldPutTheSamplesOfSeveralReportsTogether() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("a.jtl", HEADER + "1000,100,a,200,true\n".repeat(99))
                .with("b.jtl", HEADER + "2000,700,a,200,false\n")
                .read("*.jtl");

        assertThat(evidence.problems()).isEmpty();
        assertThat(load(evidence))
                .containsEntry("load.requests", 100.0)
                .containsEntry("load.errorRate", 1.0)
                .containsEntry("load.p99", 100.0)
                .containsEntry("load.max", 700.0)
                .containsEntry("load.mean", 106.0)
                .containsEntry("load.throughput", 1_000.0 * 100 / 1_700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout.jtl", "k6-summary-export.json"})
    void shouldNotPutASummaryTogetherWithAnotherReport(String other) throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("one/s.json", Files.readString(FIXTURES.resolve("k6-handle-summary.json")))
                .with("two/" + other, Files.readString(FIXTURES.resolve(other)))
                .read("one/*.json,two/*");

        assertThat(evidence.problems().stream().map(Problem::place))
                .containsExactlyInAnyOrder(
                        "load.mean", "load.p50", "load.p90", "load.p95", "load.p99", "load.throughput");
        assertThat(evidence.problems()).allSatisfy(problem -> {
            assertThat(problem.touches(problem.place())).isTrue();
            assertThat(problem.touches("load.errorRate")).isFalse();
        });
        boolean samples = other.endsWith(".jtl");
        assertThat(load(evidence))
                .containsEntry("load.requests", samples ? 404.0 : 800.0)
                .containsEntry("load.errorRate", samples ? 100.0 * 9 / 404 : 2.0)
                .containsEntry("load.max", 1140.25)
                .containsEntry("load.thresholds.failed", samples ? 1.0 : 2.0)
                .doesNotContainKeys("load.p95", "load.p99", "load.mean", "load.throughput");
    }

    @Test
    void shouldTellNoErrorRateWhereK6JudgedSomeRequestsAlone() throws IOException {
        assertThat(load(k6("\"http_reqs\":{\"count\":10,\"rate\":1},\"http_req_failed\":{\"passes\":0,\"fails\":9}")))
                .containsEntry("load.requests", 10.0)
                .doesNotContainKeys("load.errors", "load.errorRate");
        assertThat(load(k6("\"http_reqs\":{\"count\":10,\"rate\":1}")))
                .containsEntry("load.requests", 10.0)
                .doesNotContainKeys("load.errors", "load.errorRate", "load.p95");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "a rate without a value!\"checks\":{\"passes\":0,\"fails\":0,\"thresholds\":{\"rate>=0.9\":false}}",
                "the same, the other way!\"checks\":{\"values\":{\"passes\":0,\"fails\":0},\"thresholds\":{\"rate>=0.9\":{\"ok\":true}}}",
                "a tag that never came!\"http_req_duration{a:b}\":{\"avg\":0,\"max\":0,\"thresholds\":{\"p(95)<5\":false}}",
                "a trend without a value!\"mine\":{\"thresholds\":{\"p(95)<5\":false},\"avg\":0,\"count\":0}",
                "one that was crossed!\"mine\":{\"thresholds\":{\"p(95)<5\":true},\"avg\":7}",
                "an object that says nothing clear!\"mine\":{\"thresholds\":{\"p(95)<5\":{\"ok\":\"yes\"}},\"avg\":7}"
            })
    void shouldCountAThresholdAsFailedThatWasNeverPutToTheTest(String what, String metric) throws IOException {
        assertThat(load(k6("\"iterations\":{\"count\":3,\"rate\":1}," + metric)))
                .as(what)
                .containsEntry("load.thresholds.total", 1.0)
                .containsEntry("load.thresholds.failed", 1.0)
                .doesNotContainKey("load.errorRate");
    }

    private Evidence k6(String metrics) throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("s.json", "{\"root_group\":{},\"metrics\":{" + metrics + "}}")
                .read("s.json");
        assertThat(evidence.problems()).isEmpty();
        return evidence;
    }

    private static Evidence fixture(String file) throws IOException {
        return new Reports(FIXTURES).read(file);
    }

    private static Map<String, Double> load(Evidence evidence) {
        Map<String, Double> numbers = new TreeMap<>();
        Collection<String> names = evidence.measurements().keySet();
        names.stream()
                .filter(name -> name.startsWith("load."))
                .forEach(name -> numbers.put(name, value(evidence, name)));
        return numbers;
    }
}
