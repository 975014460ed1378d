package io.jenkins.lib.releasegates.readiness.check;

import static io.jenkins.lib.releasegates.readiness.Scene.NOW;
import static io.jenkins.lib.releasegates.readiness.Scene.SHOP;
import static io.jenkins.lib.releasegates.readiness.Scene.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.gate.Verdict.Kind;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.readiness.Scene;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.lib.releasegates.readiness.checklist.Check.Trial;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import io.jenkins.lib.releasegates.readiness.document.JsonPointer;
import io.jenkins.lib.releasegates.readiness.document.ValueCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What checks make of what they see, a sentence a row. */
class ChecksTest {

    /** A world in which each source can be set; what isn't set isn't there. */
    private static final class World implements Connections {

        private Optional<MetricsServer> server = Optional.empty();
        private Optional<AlertRules> rules = Optional.empty();
        private Optional<Probe> probe = Optional.empty();
        private RepositoryFiles files = (path, max) -> Optional.empty();
        private GateVerdicts gates = gate -> Optional.empty();
        private Trials trials = (kind, name, age) -> Optional.empty();

        @Override
        public Optional<MetricsServer> metrics(String name) {
            return name.equals("prometheus") ? server : Optional.empty();
        }

        @Override
        public Optional<AlertRules> alertRules(String name) {
            return name.equals("prometheus") ? rules : Optional.empty();
        }

        @Override
        public Optional<Probe> probe(String name) {
            return name.equals("prometheus") ? probe : Optional.empty();
        }

        CheckPorts ports() {
            return new CheckPorts(this, files, gates, trials);
        }
    }

    /** A server that gives one answer, or breaks. */
    private record Server(Optional<Answer> answer) implements MetricsServer {
        @Override
        public String name() {
            return "prometheus";
        }

        @Override
        public Answer at(String expression, Instant instant) throws MetricsException {
            return answer.orElseThrow(
                    () -> new MetricsException(MetricsException.Reason.TIMEOUT, "The answer took too long.", null));
        }

        @Override
        public Answer over(String expression, TimeSpan span) {
            throw new IllegalStateException("Nobody asks this");
        }
    }

    private static World metric(Answer.Shape shape, Instant at, double... values) {
        World world = new World();
        List<Answer.Series> series = new ArrayList<>();
        for (double value : values) {
            series.add(new Answer.Series(Map.of(), List.of(new Answer.Point(at, value))));
        }
        world.server = Optional.of(new Server(Optional.of(new Answer(shape, series))));
        return world;
    }

    private static World brokenServer() {
        World world = new World();
        world.server = Optional.of(new Server(Optional.empty()));
        return world;
    }

    private static World rules(AlertRule.Health... health) {
        World world = new World();
        world.rules = Optional.of(new Rules(List.of(health)));
        return world;
    }

    /** A server with a rule of that name for each health, and another one. */
    private record Rules(List<AlertRule.Health> healths) implements AlertRules {

        @Override
        public List<AlertRule> all() {
            throw new IllegalStateException("Nobody asks this");
        }

        @Override
        public List<AlertRule> called(String alert) {
            return healths.stream()
                    .map(health -> new AlertRule(
                            "shop",
                            alert,
                            Map.of(),
                            AlertRule.State.INACTIVE,
                            health,
                            "",
                            Optional.empty(),
                            Duration.ofMinutes(1),
                            List.of()))
                    .toList();
        }
    }

    private static World probe(Probe probe) {
        World world = new World();
        world.probe = Optional.of(probe);
        return world;
    }

    private static World file(String text) {
        World world = new World();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        world.files = (path, max) -> Optional.of(new RepositoryFiles.Found(bytes, Provenance.REPORTED));
        return world;
    }

    private static World brokenFiles() {
        World world = new World();
        world.files = (path, max) -> {
            throw new BrokenSourceException("The agent is gone.", null);
        };
        return world;
    }

    private static World gate(Kind kind) {
        World world = new World();
        Grounds grounds = new Grounds("a", "b", "c", Optional.of(Provenance.SCANNED), List.of());
        world.gates = gate -> Optional.of(Verdict.of(kind, grounds));
        return world;
    }

    private static World trial(Instant at, boolean passed) {
        World world = new World();
        world.trials =
                (kind, name, age) -> Optional.of(new Trials.Result(at, passed, Provenance.REPORTED, Optional.empty()));
        return world;
    }

    private static final Check METRIC =
            new Check.Metric("prometheus", "up", ValueCondition.read(">= 1").orElseThrow());
    private static final Check ELSEWHERE =
            new Check.Metric("other", "up", ValueCondition.read(">= 1").orElseThrow());
    private static final Check ALERT = new Check.AlertRule("prometheus", "HighErrors");
    private static final Check ANSWERS = new Check.Connection("prometheus");
    private static final Check RUNBOOK = new Check.RepositoryFile("docs/runbook.md", List.of("Rollback"), 10);
    private static final Check VALUE = new Check.Value(
            "a.json",
            JsonPointer.read("/n").orElseThrow(),
            ValueCondition.read(">= 2").orElseThrow());
    private static final Check GATE = new Check.Gate("tests");
    private static final Check LOAD = new Trial(Trial.Kind.LOAD_TEST, "peak", Duration.ofDays(30), Optional.empty());

    private static final Check CHAOS =
            new Trial(Trial.Kind.CHAOS_EXPERIMENT, "zone lost", Duration.ofDays(30), Optional.of("chaos/journal.json"));

    /** As the Chaos Toolkit writes it, and as long as it takes here. */
    private static World journal(String title, String status, boolean deviated, String end, String more) {
        return file("{\"chaoslib-version\": \"1.40.0\", \"experiment\": {\"title\": \"" + title + "\"" + more + "},"
                + " \"start\": \"2026-01-01T00:00:00.123456\", \"status\": \"" + status + "\", \"deviated\": "
                + deviated
                + ", \"steady_states\": {\"before\": {\"steady_state_met\": true}, \"after\": {\"steady_state_met\": "
                + !deviated + "}, \"during\": []}, \"run\": [], \"rollbacks\": [], \"end\": \"" + end
                + "\", \"duration\": 3.2}");
    }

    /** Without a zone, as it stands there: in UTC. */
    private static String unzoned(Instant at) {
        return at.toString().replace("Z", "");
    }

    static Stream<Arguments> experiments() {
        String lately = unzoned(daysAgo(29));
        return Stream.of(
                row("it held", CHAOS, journal("zone lost", "completed", false, lately, ""), Kind.PASSED),
                row(
                        "it says its zone",
                        CHAOS,
                        journal("zone lost", "completed", false, lately + "+00:00", ""),
                        Kind.PASSED),
                row(
                        "too long ago",
                        CHAOS,
                        journal("zone lost", "completed", false, unzoned(daysAgo(30)), ""),
                        Kind.FAILED),
                row(
                        "from the future",
                        CHAOS,
                        journal("zone lost", "completed", false, unzoned(NOW.plusSeconds(1)), ""),
                        Kind.INCONCLUSIVE),
                row("it deviated", CHAOS, journal("zone lost", "completed", true, lately, ""), Kind.FAILED),
                row("it failed", CHAOS, journal("zone lost", "failed", false, lately, ""), Kind.FAILED),
                row("it was aborted", CHAOS, journal("zone lost", "aborted", false, lately, ""), Kind.FAILED),
                row("it was interrupted", CHAOS, journal("zone lost", "interrupted", false, lately, ""), Kind.FAILED),
                row("another experiment", CHAOS, journal("zone found", "completed", false, lately, ""), Kind.FAILED),
                row(
                        "a dry run",
                        CHAOS,
                        journal("zone lost", "completed", false, lately, ", \"dry\": \"activities\""),
                        Kind.FAILED),
                row(
                        "nothing was looked at",
                        CHAOS,
                        file(
                                "{\"experiment\": {\"title\": \"zone lost\"}, \"status\": \"completed\", \"deviated\": false,"
                                        + " \"steady_states\": {\"before\": null, \"after\": null, \"during\": []}, \"end\": \""
                                        + lately + "\"}"),
                        Kind.FAILED),
                row("no end", CHAOS, journal("zone lost", "completed", false, "", ""), Kind.ERROR),
                row("another status", CHAOS, journal("zone lost", "running", false, lately, ""), Kind.ERROR),
                row("no journal", CHAOS, file("{\"experiment\": []}"), Kind.ERROR),
                row("no JSON", CHAOS, file("completed"), Kind.ERROR),
                row("said twice", CHAOS, file("{\"status\": \"failed\", \"status\": \"completed\"}"), Kind.ERROR),
                row("no file", CHAOS, new World(), Kind.FAILED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void shouldJudgeJournalsOfTheChaosToolkit(String sentence, Check check, World world, Kind kind) throws Exception {
        shouldJudgeWhatItSees(sentence, check, world, kind);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                row("all series are as demanded", METRIC, metric(Answer.Shape.VECTOR, NOW, 1, 2), Kind.PASSED),
                row("one number is as demanded", METRIC, metric(Answer.Shape.SCALAR, NOW, 1), Kind.PASSED),
                row("one of the series isn't", METRIC, metric(Answer.Shape.VECTOR, NOW, 1, 0), Kind.FAILED),
                row("there is no series", METRIC, metric(Answer.Shape.VECTOR, NOW), Kind.INCONCLUSIVE),
                row("one value is NaN", METRIC, metric(Answer.Shape.VECTOR, NOW, 2, Double.NaN), Kind.INCONCLUSIVE),
                row("a value is infinite", METRIC, metric(Answer.Shape.VECTOR, NOW, 1 / 0.0), Kind.INCONCLUSIVE),
                row("a value is old", METRIC, metric(Answer.Shape.VECTOR, NOW.minusSeconds(301), 1), Kind.INCONCLUSIVE),
                row("values over time", METRIC, metric(Answer.Shape.MATRIX, NOW, 1), Kind.ERROR),
                row("the server is broken", METRIC, brokenServer(), Kind.ERROR),
                row("the connection can't be asked that", METRIC, new World(), Kind.ERROR),
                row("nobody has defined the connection", ELSEWHERE, metric(Answer.Shape.VECTOR, NOW, 1), Kind.ERROR),
                row("the rule is evaluated", ALERT, rules(AlertRule.Health.OK), Kind.PASSED),
                row("there is no such rule", ALERT, rules(), Kind.FAILED),
                row("the rule fails", ALERT, rules(AlertRule.Health.OK, AlertRule.Health.ERROR), Kind.FAILED),
                row("the rule is new", ALERT, rules(AlertRule.Health.UNKNOWN), Kind.INCONCLUSIVE),
                row("nobody has rules", ALERT, new World(), Kind.ERROR),
                row("it answers", ANSWERS, probe(() -> true), Kind.PASSED),
                row("it doesn't answer", ANSWERS, probe(() -> false), Kind.FAILED),
                row(
                        "asking breaks unexpectedly",
                        ANSWERS,
                        probe(() -> {
                            throw new IllegalStateException("secret");
                        }),
                        Kind.ERROR),
                row("the section is written", RUNBOOK, file("# Rollback\nUndo it."), Kind.PASSED),
                row("the section is empty", RUNBOOK, file("# Rollback\n# Other\nx"), Kind.FAILED),
                row("the section is missing", RUNBOOK, file("# Roll\nSome more text."), Kind.FAILED),
                row("the file is too small", RUNBOOK, file("# Rollb"), Kind.FAILED),
                row("the file is missing", RUNBOOK, new World(), Kind.FAILED),
                row("the file is no text", RUNBOOK, file("x".repeat((1 << 20) + 1)), Kind.ERROR),
                row("files can't be read", RUNBOOK, brokenFiles(), Kind.ERROR),
                row("the value is as demanded", VALUE, file("{\"n\":2}"), Kind.PASSED),
                row("the value isn't", VALUE, file("{\"n\":1}"), Kind.FAILED),
                row("the value is of another kind", VALUE, file("{\"n\":\"2\"}"), Kind.INCONCLUSIVE),
                row("the value is missing", VALUE, file("{}"), Kind.FAILED),
                row("the file is broken", VALUE, file("{"), Kind.ERROR),
                row("the file with the value is missing", VALUE, new World(), Kind.FAILED),
                row("the gate passed", GATE, gate(Kind.PASSED), Kind.PASSED),
                row("the gate warned", GATE, gate(Kind.WARNING), Kind.WARNING),
                row("the gate is waived", GATE, gate(Kind.WAIVED), Kind.WARNING),
                row("the gate failed", GATE, gate(Kind.FAILED), Kind.FAILED),
                row("the gate is inconclusive", GATE, gate(Kind.INCONCLUSIVE), Kind.INCONCLUSIVE),
                row("the gate didn't apply", GATE, gate(Kind.NOT_APPLICABLE), Kind.INCONCLUSIVE),
                row("the gate is broken", GATE, gate(Kind.ERROR), Kind.ERROR),
                row("there is no such gate", GATE, new World(), Kind.INCONCLUSIVE),
                row("the test passed", LOAD, trial(daysAgo(29), true), Kind.PASSED),
                row("the test passed too long ago", LOAD, trial(daysAgo(30), true), Kind.FAILED),
                row("the test failed", LOAD, trial(daysAgo(1), false), Kind.FAILED),
                row("the test is from the future", LOAD, trial(NOW.plusSeconds(1), true), Kind.INCONCLUSIVE),
                row("there was no test", LOAD, new World(), Kind.INCONCLUSIVE));
    }

    private static Arguments row(String sentence, Check check, World world, Kind kind) {
        return Arguments.of(sentence, check, world, kind);
    }

    private static Item item(Check check) {
        return Scene.item("one", ItemSeverity.HIGH, true, Set.of(1), Optional.of(check));
    }

    private static CheckResult run(World world, Item item) throws InterruptedException {
        List<CheckResult> results = new Checks(world.ports()).run(Scene.list(item), SHOP, NOW);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    void shouldJudgeWhatItSees(String sentence, Check check, World world, Kind kind) throws Exception {
        CheckResult result = run(world, item(check));

        assertThat(result.verdict().kind()).as(result.toString()).isEqualTo(kind);
        assertThat(result.verdict().grounds().required()).isEqualTo(check.words());
        assertThat(result.verdict().grounds().why()).isNotBlank().doesNotContain("secret");
        assertThat(result.itemDigest()).isEqualTo(item(check).digest());
    }

    @Test
    void shouldTakeNothingReportedForObserved() throws Exception {
        Item reported = Scene.withProvenance(item(RUNBOOK), Provenance.OBSERVED);
        Item observed = Scene.withProvenance(item(METRIC), Provenance.OBSERVED);
        Item scanned = Scene.withProvenance(item(GATE), Provenance.OBSERVED);

        assertThat(run(file("# Rollback\nUndo it."), reported).verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(run(metric(Answer.Shape.VECTOR, NOW, 1), observed).verdict().kind())
                .isEqualTo(Kind.PASSED);
        assertThat(run(gate(Kind.PASSED), scanned).verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void shouldAskOnlyItemsWithACheckThatConcernTheTier() throws Exception {
        Item other = Scene.item("two", ItemSeverity.HIGH, true, Set.of(2), Optional.of(GATE));
        Item attested = Scene.attested("three", ItemSeverity.HIGH);
        List<CheckResult> results =
                new Checks(gate(Kind.PASSED).ports()).run(Scene.list(item(GATE), other, attested), SHOP, NOW);

        assertThat(results).extracting(CheckResult::item).containsExactly("one");
    }

    @Test
    void shouldKeepTheDigestOfTheFileThatItSaw() throws Exception {
        assertThat(run(file("{\"n\":2}"), item(VALUE)).verdict().grounds().evidence())
                .containsExactly(
                        io.jenkins.lib.releasegates.digest.Digest.of("{\"n\":2}".getBytes(StandardCharsets.UTF_8)));
    }
}
