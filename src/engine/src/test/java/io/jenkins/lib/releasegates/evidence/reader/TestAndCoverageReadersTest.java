package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestAndCoverageReadersTest {

    @TempDir
    private Path workspace;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a pass | <testcase/> | 1 | 0 | 0",
                "a failure | <testcase><failure/></testcase> | 1 | 1 | 0",
                "an error | <testcase><error/></testcase> | 1 | 1 | 0",
                "two failures of one case | <testcase><failure/><failure/></testcase> | 1 | 1 | 0",
                "a skipped case | <testcase/><testcase><skipped/></testcase> | 2 | 0 | 1",
                "skipped and failed | <testcase><skipped/><failure/></testcase> | 1 | 1 | 0",
                "a case that GoogleTest disabled | <testcase/><testcase status='notrun'/> | 2 | 0 | 1",
                "flaky, passed in the end | <testcase><flakyFailure/><flakyError/></testcase> | 1 | 0 | 0",
                "failed in every rerun | <testcase><failure/><rerunFailure/></testcase> | 1 | 1 | 0",
                "a failure in the output is text | <testcase><system-out><failure/></system-out></testcase> | 1 | 0 | 0",
                "nested suites | <testsuite><testcase/><testsuite><testcase/></testsuite></testsuite> | 2 | 0 | 0",
                "an error of the suite | <error/><testcase/> | 2 | 1 | 0",
                "a suite that crashed | <testsuite tests='0' errors='2' failures='1'/> | 3 | 3 | 0",
                "a total that says too little | <testsuite tests='0' failures='0'><testcase/></testsuite> | 1 | 0 | 0",
                "a total that counts each failure | <testsuite failures='2'><testcase><failure/><failure/></testcase></testsuite> | 1 | 1 | 0",
                "a total that counts cases | <testsuite failures='1'><testcase><failure/><failure/></testcase></testsuite> | 1 | 1 | 0",
            })
    void shouldCountTestCases(String what, String inner, int total, int failed, int skipped) throws IOException {
        for (String root :
                new String[] {"<testsuite>%s</testsuite>", "<testsuites><testsuite>%s</testsuite></testsuites>"}) {
            Evidence evidence = new Reports(workspace)
                    .with("r.xml", String.format(root, inner))
                    .read("r.xml");

            assertThat(evidence.problems()).isEmpty();
            assertThat(value(evidence, "tests.total")).as(what).isEqualTo(total);
            assertThat(value(evidence, "tests.failed")).as(what).isEqualTo(failed);
            assertThat(value(evidence, "tests.skipped")).as(what).isEqualTo(skipped);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<testsuite tests='9' failures='9'><testcase/></testsuite> | declares 9 failures and errors",
                "<testsuite tests='3' errors='2'><testcase/></testsuite> | declares 2 failures and errors",
                "<testsuites failures='3'><testsuite><testcase/></testsuite></testsuites> | declares 3 failures and errors",
                "<testsuites failures='2'><testsuite failures='1'/></testsuites> | declares 2 failures and errors",
                "<testsuite tests='10'/> | declares 10 tests and holds none",
                "<testsuites tests='4'><testsuite/></testsuites> | declares 4 tests and holds none"
            })
    void shouldRefuseAReportThatContradictsItself(String report, String words) throws IOException {
        Evidence evidence = new Reports(workspace).with("r.xml", report).read("r.xml");

        assertThat(evidence.measurement("tests.failed")).isEmpty();
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(words));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1.5, 1.5", "'1,234.5', 1234.5", "0, 0.0", "NaN, NaN", "-1, NaN", "soon, NaN", "1e30, NaN", "'', NaN"})
    void shouldSumTimesOrHaveNone(String time, double seconds) throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("r.xml", "<testsuite><testcase time='" + time + "'/></testsuite>")
                .read("r.xml");

        assertThat(Double.valueOf(value(evidence, "tests.duration"))).isEqualTo(Double.valueOf(seconds));
        assertThat(value(evidence, "tests.total")).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveTheTotalsOfJacoco() throws IOException {
        String file =
                "<sourcefile name='A'><line nr='1' mi='0' ci='1' mb='0' cb='0'/><counter type='LINE' missed='1' covered='3'/></sourcefile>";
        String group = "<group><package><class sourcefilename='A'><counter type='LINE' missed='7' covered='7'/></class>"
                + file + "<counter type='LINE' missed='0' covered='999'/></package></group>";

        Evidence evidence = new Reports(workspace)
                .with("r.xml", "<report>" + group + group + "<counter type='LINE' missed='0' covered='999'/></report>")
                .read("r.xml");

        assertThat(value(evidence, "coverage.line.covered")).isEqualTo(6);
        assertThat(value(evidence, "coverage.line")).isEqualTo(75.0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "before 0.8.3, '', true, 3",
        "without debug information, '', false, 7",
        "since 0.8.3, sourcefilename='A', true, 3"
    })
    void shouldCountClassesOnlyWhereNoSourceFileDoes(String what, String attribute, boolean file, int covered)
            throws IOException {
        String report = "<report><package><class name='A' " + attribute
                + "><method><counter type='LINE' missed='5' covered='5'/>"
                + "</method><counter type='LINE' missed='1' covered='7'/></class>"
                + (file ? "<sourcefile name='A'><counter type='LINE' missed='1' covered='3'/></sourcefile>" : "")
                + "</package></report>";

        Evidence evidence = new Reports(workspace).with("r.xml", report).read("r.xml");

        assertThat(value(evidence, "coverage.line.covered")).as(what).isEqualTo(covered);
    }

    @Test
    void shouldCountALineOfCoberturaOnce() throws IOException {
        String report = "<coverage line-rate='1.0'><package>"
                + "<class filename='A'><methods><method><lines><line number='1' hits='1'/></lines></method></methods>"
                + "<lines><line number='1' hits='1'/><line number='2' hits='0'/></lines></class>"
                + "<class filename='A'><lines><line number='2' hits='4'/><line number='3' hits='0' branch='true'"
                + " condition-coverage='25% (1/4)'/></lines></class>"
                + "<class filename='B'><methods><method><lines><line number='1' hits='0'/></lines></method></methods></class>"
                + "</package></coverage>";

        Evidence evidence = new Reports(workspace).with("r.xml", report).read("r.xml");

        assertThat(value(evidence, "coverage.line.covered")).isEqualTo(2);
        assertThat(value(evidence, "coverage.line.missed")).isEqualTo(2);
        assertThat(value(evidence, "coverage.branch")).isEqualTo(25.0);
        assertThat(value(evidence, "coverage.class.covered")).isEqualTo(2);
        assertThat(value(evidence, "coverage.class.missed")).isEqualTo(1);
        assertThat(value(evidence, "coverage.method.covered")).isEqualTo(1);
    }

    @Test
    void shouldReadNumbersOfAnyTool() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with(
                        "r.json",
                        "{\"release-gates-metrics\":1,\"tool\":\"k6\",\"later\":[{}],\"metrics\":["
                                + "{\"name\":\"latency.p95\",\"value\":123.4,\"unit\":\"ms\"},{\"name\":\"none\",\"value\":null}]}")
                .read("r.json");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "custom.latency.p95")).isEqualTo(123.4);
        assertThat(evidence.measurement("custom.none"))
                .hasValueSatisfying(none -> assertThat(none.value()).isNaN());
        assertThat(evidence.reports().get(0).tool()).isEqualTo("k6");
    }
}
