package io.jenkins.lib.releasegates.gate;

import static io.jenkins.lib.releasegates.gate.FailOpenTest.compared;
import static io.jenkins.lib.releasegates.gate.FailOpenTest.row;
import static io.jenkins.lib.releasegates.gate.Scenes.NOW;
import static io.jenkins.lib.releasegates.gate.Scenes.baseline;
import static io.jenkins.lib.releasegates.gate.Scenes.evidence;
import static io.jenkins.lib.releasegates.gate.Scenes.policy;
import static io.jenkins.lib.releasegates.gate.Scenes.suppressing;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule.Use;
import io.jenkins.lib.releasegates.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The rows of {@link FailOpenTest} about scans: their databases, their suppressions, and their failures. */
final class FailOpenScans {

    private static final Evidence GOOD = evidence(Map.of("findings.total", 0.0));
    private static final Policy EXPIRED = policy("metric: suppressions.expired, threshold: 1");
    private static final Policy UNRESOLVED = policy("metric: components.unresolved, threshold: 1");
    private static final Policy ADDED = policy("metric: suppressions.new, threshold: 1");

    private FailOpenScans() {}

    static Stream<Arguments> cases() {
        return Stream.of(
                row(
                        "vulnerabilities were looked up in a database of last week",
                        policy("metric: vulnerabilities.total, threshold: 1"),
                        Scenes.scanned(NOW.minus(Duration.ofDays(7)), Map.of("vulnerabilities.total", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "vulnerabilities were looked up in a database of tomorrow",
                        policy("metric: vulnerabilities.total, threshold: 1"),
                        Scenes.scanned(NOW.plus(Duration.ofDays(1)), Map.of("vulnerabilities.total", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "a condition looks at findings out of a database of last week",
                        policy("condition: findings.size() == 0"),
                        Scenes.scanned(NOW.minus(Duration.ofDays(7)), Map.of("findings.total", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "findings are counted, vulnerabilities out of a database of last week among them",
                        policy("metric: findings.critical, threshold: 1"),
                        Scenes.scanned(NOW.minus(Duration.ofDays(7)), Map.of("findings.critical", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "a condition counts findings out of a database of last week",
                        policy("condition: findings.total == 0"),
                        Scenes.scanned(NOW.minus(Duration.ofDays(7)), Map.of("findings.total", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "the age of a database that is of tomorrow",
                        policy("metric: scan.databaseAgeHours, threshold: 24"),
                        Scenes.scanned(NOW.plus(Duration.ofDays(1)), Map.of("findings.total", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "the age of a database where nobody scanned",
                        policy("metric: scan.databaseAgeHours, threshold: 24"),
                        GOOD,
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "nobody knows how old a vulnerability is without a baseline",
                        policy("metric: vulnerabilities.oldestDays, threshold: 30"),
                        evidence(Map.of("findings.total", 0.0, "vulnerabilities.total", 0.0)),
                        Verdict.Kind.INCONCLUSIVE),
                compared(
                        "a vulnerability is young only because the baseline is lost",
                        policy("metric: vulnerabilities.oldestDays, threshold: 30"),
                        evidence(Map.of("findings.total", 0.0, "vulnerabilities.total", 0.0)),
                        Scenes.without(Baseline.Source.LOST)),
                compared(
                        "the baseline never looked for secrets, so nobody knows which are new",
                        policy("metric: secrets.new, threshold: 1"),
                        evidence(Map.of("findings.total", 0.0, "secrets.total", 0.0)),
                        baseline(GOOD)),
                row(
                        "dependencies without a known version where nobody scanned",
                        UNRESOLVED,
                        GOOD,
                        Verdict.Kind.INCONCLUSIVE),
                row(
                        "a dependency whose version nobody knows was never looked up",
                        UNRESOLVED,
                        evidence(Map.of("vulnerabilities.total", 0.0, "components.unresolved", 1.0)),
                        Verdict.Kind.FAILED),
                row(
                        "all versions are known, but for those in a file that the scan could not read",
                        UNRESOLVED,
                        broken(Map.of("components.unresolved", 0.0), problem("vulnerabilities")),
                        Verdict.Kind.ERROR),
                row("a rule is over", EXPIRED, suppressing(Map.of("a", Use.EXPIRED)), Verdict.Kind.FAILED),
                row(
                        "a rule covers nothing any more",
                        policy("metric: suppressions.unused, threshold: 1"),
                        suppressing(Map.of("a", Use.UNUSED)),
                        Verdict.Kind.FAILED),
                row("expired rules where nobody scanned", EXPIRED, GOOD, Verdict.Kind.INCONCLUSIVE),
                row(
                        "expired rules where a result that may hold some can't be read",
                        EXPIRED,
                        suppressing(Map.of(), problem("findings")),
                        Verdict.Kind.ERROR),
                row(
                        "expired rules where a scan that may have been given some failed",
                        EXPIRED,
                        suppressing(Map.of(), problem("vulnerabilities")),
                        Verdict.Kind.ERROR),
                row(
                        "expired rules where there are more than anybody keeps",
                        EXPIRED,
                        suppressing(Map.of(), problem("suppressions")),
                        Verdict.Kind.ERROR),
                row(
                        "only the pipeline's own scan says that no rule is over",
                        policy("metric: suppressions.expired, threshold: 1, provenance: scanned"),
                        suppressing(Map.of()),
                        Verdict.Kind.INCONCLUSIVE),
                row("new rules without a baseline", ADDED, suppressing(Map.of()), Verdict.Kind.INCONCLUSIVE),
                compared("new rules, and nobody scanned before", ADDED, suppressing(Map.of()), baseline(GOOD)),
                compared("new rules, and the baseline is lost", ADDED, suppressing(Map.of()), lost()),
                compared(
                        "new rules, and what the baseline had can't be read",
                        ADDED,
                        suppressing(Map.of()),
                        baseline(suppressing(Map.of(), problem("suppressions")))),
                Arguments.of(
                        "a rule is new",
                        ADDED,
                        suppressing(Map.of("a", Use.USED, "b", Use.USED)),
                        baseline(suppressing(Map.of("a", Use.USED))),
                        Verdict.Kind.FAILED),
                compared(
                        "newly suppressed findings, and the baseline never looked",
                        policy("metric: findings.suppressed.new, threshold: 1"),
                        GOOD,
                        baseline(Evidence.none())));
    }

    private static Baseline lost() {
        return Scenes.without(Baseline.Source.LOST);
    }

    private static Evidence broken(Map<String, Double> values, Problem problem) {
        Evidence measured = evidence(values);
        return new Evidence(List.of(), measured.measurements(), List.of(), Map.of(), List.of(problem));
    }

    private static Problem problem(String family) {
        return new Problem(Problem.Kind.UNREADABLE, "scan.jsonl", "broken", Optional.of(family));
    }
}
