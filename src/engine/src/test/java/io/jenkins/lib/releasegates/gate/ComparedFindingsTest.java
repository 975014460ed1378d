package io.jenkins.lib.releasegates.gate;

import static io.jenkins.lib.releasegates.gate.Scenes.NOW;
import static io.jenkins.lib.releasegates.gate.Scenes.baseline;
import static io.jenkins.lib.releasegates.gate.Scenes.context;
import static io.jenkins.lib.releasegates.gate.Scenes.decide;
import static io.jenkins.lib.releasegates.gate.Scenes.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedFindingsTest {

    private static final String A = "a".repeat(32);
    private static final String B = "b".repeat(32);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one that is still there is not new | HIGH vulnerability | HIGH vulnerability | vulnerabilities.new | 0",
                "one that was suppressed and isn't any more is new | HIGH vulnerability suppressed | HIGH vulnerability | vulnerabilities.new | 1",
                "one that is suppressed now is not new | | HIGH vulnerability suppressed | vulnerabilities.new | 0",
                "one that is suppressed now is not fixed | HIGH vulnerability | HIGH vulnerability suppressed | vulnerabilities.fixed | 0",
                "one that is gone is fixed | HIGH vulnerability | | vulnerabilities.fixed | 1",
                "a suppressed one that is gone is not fixed | HIGH vulnerability suppressed | | vulnerabilities.fixed | 0",
                "one that is still there is outstanding | HIGH vulnerability | LOW vulnerability | vulnerabilities.outstanding | 1",
                "one of another severity is not new of this one | | LOW vulnerability | vulnerabilities.new.high | 0",
                "a new one that is exploited | | LOW vulnerability kev | vulnerabilities.new.kev | 1",
                "a new one that isn't exploited | | LOW vulnerability | vulnerabilities.new.kev | 0",
                "a secret is no new vulnerability | | HIGH secret | vulnerabilities.new | 0",
                "a secret is a new secret | | HIGH secret | secrets.new | 1",
                "a secret that is gone is fixed | HIGH secret | | secrets.fixed | 1",
                "a secret is a new finding | | HIGH secret | findings.new | 1",
                "a vulnerability is a new finding of its severity | | HIGH vulnerability | findings.new.high | 1"
            })
    void shouldCompare(String sentence, String before, String now, String metric, int expected) {
        Decision decision = decide(
                policy("condition: '" + metric + " == " + expected + "'"), with(A, now), baseline(with(A, before)));

        assertThat(decision.outcome()).as(Scenes.grounds(decision).why()).isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void shouldCarryOverWhenAFindingWasSeenFirst() {
        Sighting first = new Sighting(NOW.minus(Duration.ofDays(40)), "build-1");
        Evidence before = identified(Map.of(A, brief("HIGH vulnerability").seen(first)));
        Sighting invented = new Sighting(NOW.plus(Duration.ofDays(1)), "invented");
        Evidence now = identified(Map.of(
                A,
                brief("HIGH vulnerability").seen(invented),
                B,
                brief("LOW vulnerability").seen(first)));

        ReleaseContext context = context(now, baseline(before));

        assertThat(firstSeen(context, A)).contains(first);
        assertThat(firstSeen(context, B)).contains(new Sighting(NOW, "build-id"));
    }

    @Test
    void shouldTakeTheDayOfABaselineThatDoesNotTellWhenItsFindingsWereSeen() {
        ReleaseContext context = context(with(A, "LOW vulnerability"), baseline(with(A, "LOW vulnerability")));

        assertThat(firstSeen(context, A)).contains(new Sighting(NOW.minus(Duration.ofDays(1)), ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "open for longer than allowed | vulnerabilities.oldestDays | 40 | FAILED",
                "open for less than allowed | vulnerabilities.oldestDays | 41 | PASSED",
                "of its severity | vulnerabilities.oldestDays.high | 40 | FAILED",
                "of another severity | vulnerabilities.oldestDays.critical | 40 | PASSED"
            })
    void shouldTellTheAgeOfTheOldest(String sentence, String metric, int days, Verdict.Kind expected) {
        Sighting first = new Sighting(NOW.minus(Duration.ofDays(40)), "build-1");
        Evidence before = identified(Map.of(A, brief("HIGH vulnerability").seen(first)));

        Decision decision = decide(
                policy("metric: " + metric + ", threshold: " + days), with(A, "HIGH vulnerability"), baseline(before));

        assertThat(decision.outcome()).as(Scenes.grounds(decision).why()).isEqualTo(expected);
    }

    private static Optional<Sighting> firstSeen(ReleaseContext context, String identity) {
        return Optional.ofNullable(context.evidence().identities().get(identity))
                .flatMap(Brief::firstSeen);
    }

    private static Evidence with(String identity, String words) {
        return identified(words == null ? Map.of() : Map.of(identity, brief(words)));
    }

    private static Evidence identified(Map<String, Brief> identities) {
        Map<String, Double> values = new TreeMap<>();
        for (String metric : new String[] {
            "findings.total", "vulnerabilities.total", "vulnerabilities.kev", "secrets.total", "findings.suppressed"
        }) {
            values.put(metric, (double) identities.values().stream()
                    .filter(brief -> brief.metrics().contains(metric))
                    .count());
        }
        Evidence measured = Scenes.evidence(values);
        return new Evidence(
                measured.reports(), measured.measurements(), measured.findings(), identities, measured.problems());
    }

    private static Brief brief(String words) {
        String[] parts = words.split(" ", -1);
        return new Brief(
                FindingKind.ofId(parts[1]).orElseThrow(),
                Severity.valueOf(parts[0]),
                words.contains("kev"),
                false,
                words.contains("suppressed"),
                Optional.empty());
    }
}
