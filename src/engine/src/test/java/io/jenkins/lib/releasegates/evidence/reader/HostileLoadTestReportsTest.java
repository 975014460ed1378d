package io.jenkins.lib.releasegates.evidence.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class HostileLoadTestReportsTest {

    private static final String HEADER = "timeStamp,elapsed,label,success\n";
    private static final String GOOD = "1000,7,a,true\n";
    private static final String K6 = "{\"root_group\":{},\"metrics\":{";

    @TempDir
    private Path workspace;

    static Stream<Arguments> ofJmeter() {
        return Stream.of(
                row("a header alone", HEADER, "r", "no samples"),
                row("white space alone", " \n", "r:1", "neither the header"),
                row("an error page", "<html><body>502</body></html>", "r:1:", "<html>; allowed is <testResults>"),
                row(
                        "an error in words",
                        "Connection refused\n",
                        "r:1",
                        "found 'Connection refused' first and 1 columns"),
                row("JSON", "{\"a\":1,\"b\":2}", "r:1:1", "JSON; allowed is what JMeter writes"),
                row("zeros", "\0\0\0\0\n", "r:1", "neither the header"),
                row("a line that was cut", HEADER + GOOD + "1000,7,a,tr", "r:3", "a line that doesn't end"),
                row("a line cut behind its end", HEADER + GOOD + "1000,7,a,true", "r:3", "written to its end"),
                row("a quote that is never closed", HEADER + "1000,7,\"a,true\n" + GOOD, "r:2", "never closed"),
                row("a quote within a value", HEADER + "1000,7,a\"b,true\n", "r:2", "quotes doubled"),
                row("something behind a quoted value", HEADER + "1000,7,\"a\"b,true\n", "r:2", "behind a value"),
                row("too few columns", HEADER + GOOD + "1000,7,true\n", "r:3", "a line of 3 columns; allowed are 4"),
                row("too many", HEADER + "1000,7,a,true,\n", "r:2", "a line of 5 columns; allowed are 4"),
                row(
                        "a wrong line behind one with breaks",
                        HEADER + "1000,7,\"a\nb\nc\",true\n1000,x,a,true\n",
                        "r:5",
                        "elapsed 'x'"),
                row("a column twice", "elapsed,success,elapsed\n7,true,7\n", "r:1", "'elapsed' twice"),
                row("a variable twice", "elapsed,success,\"v\",\"v\"\n7,true,1,2\n", "r:1", "'v' twice"),
                row("no column elapsed", "timeStamp,success\n1000,true\n", "r:1", "without the column elapsed"),
                row("no column success", "timeStamp,elapsed\n1000,7\n", "r:1", "without the column success"),
                row("no header, and too little", "1000,7,a,200,OK,t,text\n", "r:1", "7 columns"),
                row("2,000 columns", "elapsed,".repeat(2_000) + "\n", "r:1", "more than 1000 columns"),
                row("a negative time", HEADER + "1000,-7,a,true\n", "r:2", "elapsed '-7'; allowed are whole numbers"),
                row("no number", HEADER + "1000,NaN,a,true\n", "r:2", "elapsed 'NaN'"),
                row("no end", HEADER + "1000,Infinity,a,true\n", "r:2", "elapsed 'Infinity'"),
                row("a fraction", HEADER + "1000,7.5,a,true\n", "r:2", "elapsed '7.5'"),
                row("nothing", HEADER + "1000,,a,true\n", "r:2", "elapsed ''"),
                row("more than a week", HEADER + "1000,604800001,a,true\n", "r:2", "0 to 604800000"),
                row("more than a long", HEADER + "1000," + "9".repeat(30) + ",a,true\n", "r:2", "elapsed '999"),
                row("1 MiB of digits", HEADER + "1000," + "1".repeat(1 << 20) + ",a,true\n", "r:2", "elapsed '111"),
                row("a date", HEADER + "2026/11/22 10:00:00,7,a,true\n", "r:2", "timeStamp '2026/11/22 10:00:00'"),
                row("a time before all times", HEADER + "0,7,a,true\n", "r:2", "timeStamp '0'"),
                row("a time after all times", HEADER + "999999999999999,7,a,true\n", "r:2", "253402300799999"),
                row("success of another kind", HEADER + "1000,7,a,TRUE\n", "r:2", "success 'TRUE'; allowed are true"),
                row("no success", HEADER + "1000,7,a,\n", "r:2", "success ''"),
                row(
                        "many samples in one",
                        "elapsed,success,SampleCount\n7,true,5\n",
                        "r:2",
                        "SampleCount '5'; allowed is 1"),
                row("the header again", HEADER + GOOD + HEADER, "r:3", "elapsed 'elapsed'"),
                row(
                        "transactions whose requests are missing",
                        "elapsed,responseMessage,success\n7,OK,true\n"
                                + "9,\"Number of samples in transaction : 2, number of failing samples : 0\",true\n",
                        "r",
                        "a transaction of 2 samples beside 1 samples"),
                row(
                        "a failed transaction whose failure is missing",
                        "elapsed,responseMessage,success\n7,OK,true\n"
                                + "9,\"Number of samples in transaction : 1, number of failing samples : 1\",false\n",
                        "r",
                        "1 failed transactions and no failed sample"),
                row("XML without samples", "<testResults version='1.2'/>", "r", "no samples"),
                row(
                        "another version",
                        "<testResults version='1.1'/>",
                        "r:1:",
                        "'1.1' of <testResults>; allowed is 1.2"),
                row("truncated XML", "<testResults><sample t='1' s='true'/>", "r:1:", "not well-formed"),
                row("a truncated sample", "<testResults><sample t='1' s='true'>", "r:1:", "not well-formed"),
                row("a sample of old", "<testResults><sampleResult time='1'/></testResults>", "r:1:", "<sampleResult>"),
                row("no time", xml("s='true'"), "r:1:", "without the attribute t"),
                row("a negative time in XML", xml("t='-1' s='true'"), "r:1:", "t=\"-1\""),
                row("no number in XML", xml("t='NaN' s='true'"), "r:1:", "t=\"NaN\""),
                row("more than a week in XML", xml("t='604800001' s='true'"), "r:1:", "604800000"),
                row("a start of nothing", xml("t='1' ts='0' s='true'"), "r:1:", "ts=\"0\""),
                row("no success in XML", xml("t='1'"), "r:1:", "s=\"\" of <sample>; allowed are true and false"),
                row("a count in XML", xml("t='1' s='true' sc='3'"), "r:1:", "sc=\"3\"; allowed is 1"),
                row(
                        "an entity bomb",
                        "<!DOCTYPE t [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><testResults><sample t='1' s='true' lb='&b;'/></testResults>",
                        "r:1:",
                        "entities"),
                row(
                        "an external entity",
                        "<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testResults>&x;</testResults>",
                        "r:1:",
                        "entities"),
                row(
                        "samples in samples in samples",
                        "<testResults>" + "<sample t='1' s='true'>".repeat(300),
                        "r:1:",
                        "deeper"));
    }

    static Stream<Arguments> ofK6() {
        return Stream.of(
                row("an error page", "<html>502</html>", "r:1:", "not the JSON that is allowed here"),
                row("a truncated summary", K6 + "\"http_reqs\":{\"count\":1", "r:1:", "allowed"),
                row("no metrics", "{\"root_group\":{}}", "r:1:", "metrics is missing"),
                row(
                        "the other summary of k6",
                        "{\"version\":\"1.0.0\",\"results\":{\"passed\":true,\"metrics\":[]}}",
                        "r:1:",
                        "allowed is what --summary-export or handleSummary(data) writes"),
                row("metrics that are none", "{\"metrics\":[]}", "r:1:", "metrics is no object"),
                row("a test that did nothing", "{\"metrics\":{}}", "r:1:", "no requests, no checks and no iterations"),
                row(
                        "thresholds of a test that did nothing",
                        K6 + "\"iterations\":{\"count\":0},\"x\":{\"thresholds\":{\"p(95)<1\":false},\"avg\":1}}}",
                        "r:1:",
                        "no requests, no checks and no iterations"),
                row("NaN", k6("\"count\":NaN"), "r:1:", "not the JSON"),
                row("a number as text", k6("\"count\":\"1\""), "r:1:", "count is no number"),
                row("beyond a double", k6("\"count\":1e999"), "r:1:", "Infinity; allowed are numbers from 0"),
                row("fewer than none", k6("\"count\":-1"), "r:1:", "count of http_reqs is -1.0"),
                row("half a request", k6("\"count\":1.5"), "r:1:", "count of http_reqs is 1.5; allowed are whole"),
                row("absurdly many", k6("\"count\":1e13"), "r:1:", "0 to 1000000000000"),
                row("an absurd rate", k6("\"count\":1,\"rate\":1e13"), "r:1:", "rate of http_reqs"),
                row("a count twice", k6("\"count\":1,\"count\":0"), "r:1:", "count is there twice"),
                row(
                        "a metric twice",
                        K6 + "\"http_reqs\":{\"count\":1},\"http_reqs\":{\"count\":2}}}",
                        "r:1:",
                        "http_reqs is there twice"),
                row("a metric that is none", K6 + "\"x\":1}}", "r:1:", "the metric x is no object"),
                row("values that are none", K6 + "\"x\":{\"values\":[]}}}", "r:1:", "values is no object"),
                row("thresholds that are none", K6 + "\"x\":{\"thresholds\":[]}}}", "r:1:", "thresholds is no object"),
                row(
                        "a threshold that says nothing",
                        K6 + "\"x\":{\"thresholds\":{\"a\":null}}}}",
                        "r:1:",
                        "neither true, false"),
                row("a threshold without ok", K6 + "\"x\":{\"thresholds\":{\"a\":{}}}}}", "r:1:", "without ok"),
                row(
                        "more failed than sent",
                        k6("\"count\":1},\"http_req_failed\":{\"passes\":0,\"fails\":2"),
                        "r:1:",
                        "of 2 requests beside 1"),
                row("a negative time", k6("\"count\":1},\"http_req_duration\":{\"p(95)\":-1"), "r:1:", "p(95) of http"),
                row("a time of years", k6("\"count\":1},\"http_req_duration\":{\"max\":1e12"), "r:1:", "604800000"),
                row(
                        "percentiles that fall",
                        k6("\"count\":1},\"http_req_duration\":{\"p(90)\":9,\"p(95)\":3,\"max\":9"),
                        "r:1:",
                        "p95 of http_req_duration is 3.0, less than"),
                row(
                        "checks that are none",
                        "{\"root_group\":{\"checks\":3},\"metrics\":{}}",
                        "r:1:",
                        "checks of a group"),
                row(
                        "a check of text",
                        "{\"root_group\":{\"checks\":[{\"fails\":\"x\"}]},\"metrics\":{}}",
                        "r:1:",
                        "fails is no number"),
                row(
                        "a check of more than all",
                        "{\"root_group\":{\"checks\":[{\"fails\":1e12},{\"fails\":1}]},\"metrics\":{}}",
                        "r:1:",
                        "fails of a check is no count"),
                row("groups in groups", "{\"root_group\":" + "{\"groups\":[".repeat(5_000), "r", "nesting depth"),
                row("something behind it", k6("\"count\":1") + "{}", "r:1:", "behind the end"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofJmeter")
    void shouldSayWhatIsWrongWithAReportOfJmeter(String what, String text, String place, String message)
            throws IOException {
        check(text, "jmeter", place, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofK6")
    void shouldSayWhatIsWrongWithASummaryOfK6(String what, String text, String place, String message)
            throws IOException {
        check(text, "k6", place, message);
    }

    @Test
    void shouldNotTrustAGoodReportBesideABadOne() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("good.jtl", HEADER + GOOD)
                .with("bad.jtl", HEADER)
                .readAs("*.jtl", "jmeter");

        assertThat(evidence.reports()).hasSize(1);
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.touches("load.errorRate") && !problem.touches("tests.failed"))
                        .isTrue());
    }

    @Test
    void shouldKeepNothingOfAHostileText() throws IOException {
        String label = "<script>alert(1)</script>\u0000\u202E${jndi:ldap://x}";
        Evidence evidence = new Reports(workspace)
                .with("r.jtl", HEADER + "1000,7,\"" + label.repeat(20_000) + "\",true\n")
                .read("r.jtl");

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.toString()).doesNotContain("script", "jndi");
    }

    @Test
    void shouldReadLabelsInWhateverEncoding() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with("r.jtl", (HEADER + "1000,7,Größe,true\n").getBytes(StandardCharsets.ISO_8859_1))
                .read("r.jtl");

        assertThat(Reports.value(evidence, "load.p95")).isEqualTo(7);
    }

    private void check(String text, String format, String place, String message) throws IOException {
        Evidence evidence = new Reports(workspace).with("r", text).readAs("r", format);

        assertThat(evidence.reports()).isEmpty();
        assertThat(evidence.measurements()).isEmpty();
        assertThat(evidence.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).startsWith(place);
            assertThat(problem.message()).contains(message).hasSizeLessThan(700);
            assertThat(problem.touches("load.errorRate")).isTrue();
            assertThat(problem.touches("tests.failed")).isFalse();
        });
    }

    private static String xml(String attributes) {
        return "<testResults version='1.2'><sample " + attributes + "/></testResults>";
    }

    private static String k6(String requests) {
        return K6 + "\"http_reqs\":{" + requests + "}}}";
    }

    private static Arguments row(String what, String text, String place, String message) {
        return Arguments.of(what, text, place, message);
    }
}
