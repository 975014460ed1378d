package io.jenkins.lib.releasegates.gate;

import static io.jenkins.lib.releasegates.gate.Scenes.baseline;
import static io.jenkins.lib.releasegates.gate.Scenes.decide;
import static io.jenkins.lib.releasegates.gate.Scenes.grounds;
import static io.jenkins.lib.releasegates.gate.Scenes.policy;
import static io.jenkins.lib.releasegates.gate.Scenes.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionCountsTest {

    private static final Evidence RUN = suppressing(
            Map.of("used", Use.USED, "unused", Use.UNUSED, "expired", Use.EXPIRED, "also expired", Use.EXPIRED));

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"total, 4", "expired, 2", "unused, 1"})
    void shouldCountTheRulesByWhatBecameOfThem(String metric, int expected) {
        Decision decision = decide(policy("metric: suppressions." + metric + ", threshold: 100"), RUN);

        assertThat(decision.outcome()).as(grounds(decision).why()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(grounds(decision).observed()).isEqualTo(String.valueOf(expected));
    }

    @Test
    void shouldCountARuleOnceAndAsUsedWhenTwoScansWereGivenIt() {
        Evidence both = Evidence.combine(List.of(
                suppressing(Map.of("a", Use.UNUSED, "b", Use.EXPIRED)), another(suppressing(Map.of("a", Use.USED)))));

        Decision decision = decide(policy("condition: suppressions.total == 2 && suppressions.unused == 0"), both);

        assertThat(decision.outcome()).as(grounds(decision).why()).isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void shouldPassWhenNoRuleIsNewThoughOneIsGone() {
        Decision decision = decide(
                policy("metric: suppressions.new, threshold: 1"),
                suppressing(Map.of("a", Use.UNUSED)),
                baseline(suppressing(Map.of("a", Use.USED, "b", Use.USED))));

        assertThat(decision.outcome()).as(grounds(decision).why()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(grounds(decision).why()).contains("new suppressions");
    }

    @Test
    void shouldCountFindingsThatAreNewlySuppressed() {
        Evidence before = findings(Map.of("open", brief(false), "hidden", brief(true)));
        Evidence now = findings(Map.of("open", brief(true), "hidden", brief(true), "another", brief(true)));

        for (String area : List.of("findings", "vulnerabilities")) {
            Decision decision =
                    decide(policy("metric: " + area + ".suppressed.new, threshold: 1"), now, baseline(before));
            assertThat(decision.outcome()).isEqualTo(Verdict.Kind.FAILED);
            assertThat(grounds(decision).observed()).isEqualTo("2");
            assertThat(grounds(decision).why()).contains("newly suppressed " + area);
        }
    }

    /** The same report twice would count twice. */
    private static Evidence another(Evidence evidence) {
        Report report = evidence.reports().get(0);
        return new Evidence(
                List.of(new Report(
                        "another.jsonl",
                        report.format(),
                        report.digest(),
                        report.size(),
                        report.provenance(),
                        report.tool(),
                        report.scan())),
                Map.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static Brief brief(boolean suppressed) {
        DetailsBuilder details = new DetailsBuilder();
        if (suppressed) {
            details.suppressed(Optional.of(Suppression.by("allowed.xml", "not reachable")));
        }
        return Brief.of(FindingKind.VULNERABILITY, Severity.HIGH, details.build());
    }

    private static Evidence findings(Map<String, Brief> identities) {
        return new Evidence(
                List.of(),
                Map.of(
                        "findings.total", Scenes.measurement("findings.total", 0, Provenance.REPORTED),
                        "vulnerabilities.total", Scenes.measurement("vulnerabilities.total", 0, Provenance.REPORTED)),
                List.of(),
                identities,
                List.of());
    }
}
