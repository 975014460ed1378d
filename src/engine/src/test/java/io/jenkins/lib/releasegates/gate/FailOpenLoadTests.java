package io.jenkins.lib.releasegates.gate;

import static io.jenkins.lib.releasegates.gate.FailOpenTest.row;
import static io.jenkins.lib.releasegates.gate.Scenes.evidence;
import static io.jenkins.lib.releasegates.gate.Scenes.policy;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The rows of {@link FailOpenTest} about load tests: those that measured nothing, and those that can't be told together. */
final class FailOpenLoadTests {

    private static final Policy ERRORS = policy("metric: load.errorRate, threshold: 1");
    private static final Policy TIMES = policy("metric: load.p95, threshold: 300");

    private FailOpenLoadTests() {}

    static Stream<Arguments> cases() {
        return Stream.of(
                row(
                        "no request failed, because nobody looked",
                        ERRORS,
                        evidence(Map.of("load.requests", 10.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "no request failed, because the load test sent none",
                        ERRORS,
                        evidence(
                                Map.of("load.errorRate", 0.0),
                                new Problem(Problem.Kind.UNREADABLE, "r.jtl", "no samples", Optional.of("load"))),
                        Verdict.Kind.ERROR),
                row(
                        "no threshold was crossed, because the load test has none",
                        policy("metric: load.thresholds.failed, threshold: 1"),
                        evidence(Map.of("load.requests", 10.0, "load.errorRate", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row("a response time is negative", TIMES, evidence(Map.of("load.p95", -1.0)), Verdict.Kind.ERROR),
                row(
                        "a throughput is infinite",
                        policy("metric: load.throughput, threshold: 10"),
                        evidence(Map.of("load.throughput", Double.POSITIVE_INFINITY)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "a quick load test is recorded beside a slow one",
                        TIMES,
                        Evidence.combine(List.of(
                                evidence(Map.of("load.requests", 10.0, "load.p95", 5.0)),
                                evidence(Map.of("load.requests", 10.0, "load.p95", 5_000.0)))),
                        Verdict.Kind.ERROR),
                row(
                        "a load test that tells percentiles is recorded beside one that doesn't",
                        TIMES,
                        Evidence.combine(List.of(
                                evidence(Map.of("load.requests", 10.0, "load.p95", 5.0)),
                                evidence(Map.of("load.requests", 10.0)))),
                        Verdict.Kind.ERROR));
    }
}
