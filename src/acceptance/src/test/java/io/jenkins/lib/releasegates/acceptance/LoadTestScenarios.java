package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Gates over load tests")
class LoadTestScenarios extends Scenario {

    private static final String K6 = "{\"metrics\":{\"http_reqs\":{\"count\":1000,\"rate\":100.0},"
            + "\"http_req_failed\":{\"passes\":5,\"fails\":995,\"value\":0.005},"
            + "\"http_req_duration\":{\"avg\":100.5,\"min\":1,\"med\":90,\"max\":900,\"p(90)\":180,\"p(95)\":210.5,"
            + "\"thresholds\":{\"p(95)<200\":true}}},\"root_group\":{\"name\":\"\",\"path\":\"\",\"id\":\"x\",\"groups\":{},\"checks\":{}}}";

    private static final String GATES = "qualityGates: [[metric: 'load.p95', threshold: 300], "
            + "[condition: 'load.requests >= 3'], [metric: 'load.errorRate', threshold: 1]]";

    private Build judge(String name, String file, String content, String gates) {
        return jenkins()
                .build(pipeline(
                        name,
                        "node {\n deleteDir()\n writeFile file: '" + file + "', text: '''" + content + "'''\n"
                                + " qualityGate reports: [[pattern: '" + file + "']], " + gates + "\n}"));
    }

    @Test
    @DisplayName("read a summary of k6, and count its crossed thresholds")
    void shouldReadK6() {
        Build good = judge("rg-load-k6", "k6.json", K6, GATES);
        Build crossed = judge(
                "rg-load-k6-crossed",
                "k6.json",
                K6,
                "qualityGates: [[metric: 'load.thresholds.failed', threshold: 1]]");

        assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
        assertThat(crossed.result()).as(crossed.log()).isEqualTo("FAILURE");
        assertThat(crossed.log()).contains("load.thresholds.failed");
    }

    @Test
    @DisplayName("read a JTL of JMeter, and take one without samples for no pass")
    void shouldReadJmeter() {
        String header =
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,grpThreads,allThreads\n";
        StringBuilder samples = new StringBuilder(header);
        for (int i = 0; i < 200; i++) {
            samples.append(1_700_000_000_000L + i * 10)
                    .append(',')
                    .append(50 + i)
                    .append(",GET /,200,OK,t-1,true,100,1,1\n");
        }
        Build good = judge("rg-load-jtl", "results.jtl", samples.toString(), GATES);
        Build none = judge("rg-load-jtl-none", "results.jtl", header, GATES);

        assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
        assertThat(none.result()).as(none.log()).isEqualTo("FAILURE");
        assertThat(none.log()).contains("results.jtl");
    }
}
