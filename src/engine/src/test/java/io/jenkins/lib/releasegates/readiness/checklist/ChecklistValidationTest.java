package io.jenkins.lib.releasegates.readiness.checklist;

import static io.jenkins.lib.releasegates.readiness.checklist.ChecklistFiles.COMPLETE;
import static io.jenkins.lib.releasegates.readiness.checklist.ChecklistFiles.withCheck;
import static io.jenkins.lib.releasegates.readiness.checklist.ChecklistFiles.withItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading a checklist: what is understood, and what its author is told. */
class ChecklistValidationTest {

    private static Checklist read(String yaml) throws InvalidChecklistException {
        return ChecklistValidation.ofYaml(yaml, "launch.yaml").checklistOrThrow();
    }

    private static Item item(String id) throws InvalidChecklistException {
        return read(COMPLETE).item(id).orElseThrow();
    }

    @Test
    void shouldReadAllThatCanBeSaid() throws Exception {
        Checklist checklist = read(COMPLETE);

        assertThat(checklist.name()).isEqualTo("launch");
        assertThat(checklist.high()).isEqualTo(HighRule.WARNS);
        assertThat(checklist.longestFollowUp()).isEqualTo(Duration.ofDays(60));
        assertThat(checklist.items()).hasSize(10);
        assertThat(checklist.items(3)).hasSize(9);
        Item restore = item("restore");
        assertThat(restore.validFor()).isEqualTo(Duration.ofDays(90));
        assertThat(restore.role()).isEqualTo("dba");
        assertThat(restore.evidenceRequired()).isFalse();
        assertThat(restore.followUp()).isTrue();
        assertThat(restore.tiers()).containsExactly(1, 2);
        assertThat(item("metric").leastProvenance()).isEqualTo(Provenance.OBSERVED);
        assertThat(checklist.items().stream()
                        .flatMap(item -> item.check().stream())
                        .map(Check::words))
                .containsExactly(
                        "metric on prometheus: up{job=\"x\"} == 1",
                        "alert rule HighErrors on prometheus",
                        "prometheus answers",
                        "file docs/runbook.md of at least 100 bytes with the sections Rollback, Contacts",
                        "value /panels of dashboard.json size >= 4",
                        "gate tests",
                        "chaos experiment zone lost passed within 180d, by chaos/journal.json",
                        "load test peak passed within 30d");
    }

    @Test
    void shouldFillInWhatIsNotSaid() throws Exception {
        Item onCall = item("on-call");

        assertThat(onCall.role()).isEqualTo("sre");
        assertThat(onCall.validFor()).isEqualTo(Duration.ofDays(180));
        assertThat(onCall.evidenceRequired()).isTrue();
        assertThat(onCall.followUp()).isTrue();
        assertThat(item("connection").followUp()).as("blocking").isFalse();
        assertThat(onCall.tiers()).containsExactly(1, 2, 3, 4);
        Checklist bare = read(withCheck("{gate: tests}"));
        assertThat(bare.high()).isEqualTo(HighRule.BY_TIER);
        assertThat(bare.longestFollowUp()).isEqualTo(Checklist.DEFAULT_FOLLOW_UP);
        assertThat(bare.items().get(0).validFor()).isEqualTo(Checklist.DEFAULT_VALIDITY);
    }

    @Test
    void shouldHaveTheSameDigestInAnotherLayout() throws Exception {
        String layout =
                COMPLETE.replace("tiers: [1, 2]", "tiers: [2, 1]  # both").replace("  high: warns", "  high: 'warns'");

        assertThat(read(layout).digest()).isEqualTo(read(COMPLETE).digest());
        assertThat(read(COMPLETE.replace("Backups rot.", "They rot.")).digest())
                .isNotEqualTo(read(COMPLETE).digest());
    }

    @Test
    void shouldAskAgainForWhatAnAnswerIsAnAnswerToAlone() throws Exception {
        Item before = item("restore");

        String other = COMPLETE.replace("Backups rot.", "They rot.")
                .replace("validFor: 90d", "validFor: 9d")
                .replace("severity: blocking", "severity: high")
                .replace("tiers: [1, 2]", "tiers: [1]");
        assertThat(read(other).item("restore").map(Item::digest)).contains(before.digest());
        for (String changed : List.of(
                COMPLETE.replace("Was a backup restored?", "Was one restored?"),
                COMPLETE.replace("Attach the log.", "Attach the logs."),
                COMPLETE.replace("role: dba", "role: sre"),
                COMPLETE.replace("evidence: optional", "evidence: required"))) {
            assertThat(read(changed).item("restore").map(Item::digest)).isNotEqualTo(Optional.of(before.digest()));
        }
        assertThat(read(COMPLETE.replace("size >= 4", "size >= 5"))
                        .item("panels")
                        .map(Item::digest))
                .isNotEqualTo(Optional.of(item("panels").digest()));
    }

    static Stream<Arguments> issues() {
        return Stream.of(
                row("another kind", COMPLETE.replace("ReadinessChecklist", "Checklist"), "kind", "ReadinessChecklist"),
                row(
                        "no sections",
                        COMPLETE.replaceAll("(?s)  sections:.*", "  sections: []\n"),
                        "spec.sections",
                        "at least one section"),
                row(
                        "a section without items",
                        COMPLETE.replaceAll("(?s)items:.*", "items: []\n"),
                        "spec.sections[0].items",
                        "at least one item"),
                row(
                        "an id twice",
                        COMPLETE.replace("id: on-call", "id: restore"),
                        "spec.sections[0].items[1].id",
                        "each id once"),
                row(
                        "an id in capitals",
                        COMPLETE.replace("id: on-call", "id: OnCall"),
                        "spec.sections[0].items[1].id",
                        "lower-case"),
                row(
                        "no reason",
                        COMPLETE.replace(
                                "          why: Nights.\n          severity: high", "          severity: high"),
                        "spec.sections[0].items[1].why",
                        "what goes wrong"),
                row(
                        "an unknown severity",
                        COMPLETE.replace("severity: blocking", "severity: blockin"),
                        "spec.sections[0].items[0].severity",
                        "did you mean blocking?"),
                row(
                        "an unknown key",
                        COMPLETE.replace("guidance:", "guidence:"),
                        "spec.sections[0].items[0].guidence",
                        "did you mean guidance?"),
                row(
                        "a tier that there isn't",
                        COMPLETE.replace("[1, 2]", "[0]"),
                        "spec.sections[0].items[0].tiers[0]",
                        "1 to 4"),
                row("no tier", COMPLETE.replace("[1, 2]", "[]"), "spec.sections[0].items[0].tiers", "at least one"),
                row(
                        "a tier twice",
                        COMPLETE.replace("[1, 2]", "[1, 1]"),
                        "spec.sections[0].items[0].tiers[1]",
                        "each tier once"),
                row("an answer without end", withItem("role: sre"), "spec.sections[0].items[0].validFor", "180d"),
                row("nobody who answers", withItem("validFor: 9d"), "spec.sections[0].items[0].role", "spec.role"),
                row(
                        "provenance of what people say",
                        withItem("role: a\nvalidFor: 9d\nprovenance: observed"),
                        "spec.sections[0].items[0].provenance",
                        "people attest"),
                row(
                        "evidence beside a check",
                        withItem("role: a\nevidence: required\ncheck: {gate: a}"),
                        "spec.sections[0].items[0].evidence",
                        "one of them"),
                row("no check in the check", withCheck("{}"), "spec.sections[0].items[0].check", "exactly one of"),
                row(
                        "two checks",
                        withCheck("{gate: a, connection: b}"),
                        "spec.sections[0].items[0].check",
                        "exactly one of"),
                row(
                        "a URL in place of a connection",
                        withCheck("{connection: 'https://10.0.0.1/'}"),
                        "spec.sections[0].items[0].check.connection",
                        "never an address"),
                row(
                        "a URL in place of a metric's connection",
                        withCheck("{metric: {connection: 'http://a', query: up, condition: '> 0'}}"),
                        "spec.sections[0].items[0].check.metric.connection",
                        "never an address"),
                row(
                        "a metric without condition",
                        withCheck("{metric: {connection: a, query: up}}"),
                        "spec.sections[0].items[0].check.metric.condition",
                        "with a number"),
                row(
                        "a metric that has to exist",
                        withCheck("{metric: {connection: a, query: up, condition: exists}}"),
                        "spec.sections[0].items[0].check.metric.condition",
                        "with a number"),
                row(
                        "a file above the repository",
                        withCheck("{file: {path: ../../etc/passwd}}"),
                        "spec.sections[0].items[0].check.file.path",
                        "in the repository"),
                row(
                        "a file of the machine",
                        withCheck("{file: {path: /etc/passwd}}"),
                        "spec.sections[0].items[0].check.file.path",
                        "in the repository"),
                row(
                        "a file in the middle of which it goes up",
                        withCheck("{file: {path: a/../b}}"),
                        "spec.sections[0].items[0].check.file.path",
                        "in the repository"),
                row(
                        "sections of what isn't Markdown",
                        withCheck("{file: {path: a.txt, sections: [A]}}"),
                        "spec.sections[0].items[0].check.file.path",
                        ".md"),
                row(
                        "half a byte",
                        withCheck("{file: {path: a.txt, minBytes: 0.5}}"),
                        "spec.sections[0].items[0].check.file.minBytes",
                        "whole number"),
                row(
                        "a value in a text",
                        withCheck("{value: {path: a.txt, pointer: /a, condition: exists}}"),
                        "spec.sections[0].items[0].check.value.path",
                        ".json"),
                row(
                        "a pointer that is none",
                        withCheck("{value: {path: a.json, pointer: a.b, condition: exists}}"),
                        "spec.sections[0].items[0].check.value.pointer",
                        "RFC 6901"),
                row(
                        "a text that is greater",
                        withCheck("{value: {path: a.json, pointer: /a, condition: '> \"b\"'}}"),
                        "spec.sections[0].items[0].check.value.condition",
                        "exists"),
                row(
                        "a result of any age",
                        withCheck("{loadTest: {name: a}}"),
                        "spec.sections[0].items[0].check.loadTest.youngerThan",
                        "how old"),
                row(
                        "a report of a load test, which gates judge",
                        withCheck("{loadTest: {name: a, youngerThan: 1d, report: a.json}}"),
                        "spec.sections[0].items[0].check.loadTest.report",
                        "name, youngerThan"),
                row(
                        "a report from elsewhere",
                        withCheck("{chaosExperiment: {name: a, youngerThan: 1d, report: ../a.json}}"),
                        "spec.sections[0].items[0].check.chaosExperiment.report",
                        "a path in the repository"),
                row(
                        "a report that is no journal",
                        withCheck("{chaosExperiment: {name: a, youngerThan: 1d, report: a.html}}"),
                        "spec.sections[0].items[0].check.chaosExperiment.report",
                        "a journal of the Chaos Toolkit"));
    }

    private static Arguments row(String sentence, String yaml, String path, String allowed) {
        return Arguments.of(sentence, yaml, path, allowed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("issues")
    void shouldTellWhereWhatAndWhatIsAllowed(String sentence, String yaml, String path, String allowed) {
        ChecklistValidation validation = ChecklistValidation.ofYaml(yaml, "launch.yaml");

        assertThat(validation.issues()).isNotEmpty().allSatisfy(issue -> {
            assertThat(issue.file()).isEqualTo("launch.yaml");
            assertThat(issue.line()).isPositive();
            assertThat(issue.column()).isPositive();
        });
        assertThat(validation.issues()).extracting(PolicyIssue::path).contains(path);
        assertThat(validation.issues().stream()
                        .filter(issue -> issue.path().equals(path))
                        .findFirst()
                        .map(PolicyIssue::allowed)
                        .orElse(""))
                .contains(allowed);
    }

    @Test
    void shouldTellOfEverythingAtOnce() {
        String bad = COMPLETE.replace("severity: follow-up", "severity: later")
                .replace("youngerThan: 30d", "youngerThan: soon")
                .replace("high: warns", "high: shrugs");
        ChecklistValidation validation = ChecklistValidation.ofYaml(bad, "launch.yaml");

        assertThat(validation.issues()).hasSize(3);
        assertThatThrownBy(validation::checklistOrThrow)
                .isInstanceOf(InvalidChecklistException.class)
                .hasMessageContaining("launch.yaml:6:9: spec.high: found \"shrugs\"; allowed: blocks, warns, by-tier");
    }
}
