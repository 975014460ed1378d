package io.jenkins.lib.releasegates.report.compliance;

import static io.jenkins.lib.releasegates.report.compliance.Promoted.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Shown;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.control.Fact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was erased, damaged or taken away shows, and nothing looks clean for it. */
class ComplianceDamageTest {

    @TempDir
    private Path directory;

    private TrailEntry started;

    @BeforeEach
    void promote() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            started = new Promoted(ledger).orderly(1, NOW);
        }
    }

    private ComplianceReport report() throws Exception {
        try (Ledger ledger = Ledger.openForReading(directory)) {
            return new Promoted(ledger).report();
        }
    }

    private Path trail() {
        return directory.resolve("trail/000000000000.jsonl");
    }

    private Path evidence() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("evidence"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void shouldShowErasedPersonsAsErased() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.erasure().person("bob", Promoted.actor("admin"), "asked for it", NOW);
        }

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).containsExactly(Kind.APPROVAL_UNCLEAR, Kind.ERASED);
        assertThat(report.facts())
                .containsEntry(Fact.PROMOTIONS_APPROVED, Shown.UNKNOWN)
                .containsEntry(Fact.APPROVER_NOT_AUTHOR, Shown.UNKNOWN);
        assertThat(CompliancePage.file(report)).contains("APPROVE: erased").doesNotContain("APPROVE: bob");
    }

    @Test
    void shouldTellThatEvidenceIsGone() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            for (long seq = 0; seq < ledger.head().entries(); seq++) {
                String name =
                        ledger.entry(seq).orElseThrow().body().path("evidence").asText("");
                if (name.startsWith("sha256:")) {
                    ledger.erasure().evidence(Digest.parse(name), Promoted.actor("admin"), "too old", NOW);
                }
            }
        }

        assertThat(Promoted.kinds(report())).containsExactly(Kind.EVIDENCE_GONE);
        assertThat(report().facts()).containsEntry(Fact.EVIDENCE_KEPT, Shown.NO);
    }

    @Test
    void shouldTellThatEvidenceIsDamaged() throws Exception {
        Files.write(evidence(), new byte[] {1, 2, 3});

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).contains(Kind.EVIDENCE_DAMAGED, Kind.RECORD_DAMAGED);
        assertThat(report.check().strength()).isEqualTo("broken");
        assertThat(report.facts().values()).doesNotContain(Shown.YES);
    }

    @Test
    void shouldTellThatClearValuesWereExchanged() throws Exception {
        Path people = directory.resolve("people/000000000000.jsonl");
        Files.writeString(people, Files.readString(people).replace("\"bob\"", "\"eve\""));

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).contains(Kind.RECORD_DAMAGED, Kind.ERASED);
        assertThat(CompliancePage.file(report)).doesNotContain("eve,");
    }

    @Test
    void shouldTellThatAnEntryWasRewritten() throws Exception {
        String text = Files.readString(trail());
        Files.writeString(trail(), text.replace("\"outcome\":\"SUCCEEDED\"", "\"outcome\":\"SUCCEEDEE\""));

        ComplianceReport report = report();

        assertThat(Promoted.kinds(report)).contains(Kind.RECORD_DAMAGED);
        assertThat(report.check().intact()).isFalse();
        assertThat(report.facts().values()).doesNotContain(Shown.YES, Shown.NONE);
        assertThat(CompliancePage.file(report)).contains("The record is broken");
    }

    @Test
    void shouldTellThatALineCannotBeReadAnyMore() throws Exception {
        byte[] bytes = Files.readAllBytes(trail());
        String id = "\"kind\":\"deployment-started\"";
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(id);
        bytes[at] = 0;
        Files.write(trail(), bytes);

        ComplianceReport report = report();

        assertThat(started.kind()).isEqualTo("deployment-started");
        assertThat(Promoted.kinds(report)).contains(Kind.RECORD_DAMAGED);
        assertThat(report.facts().values()).doesNotContain(Shown.YES, Shown.NONE);
    }

    @Test
    void shouldTellThatTheIndexWasExchangedForNothing() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertThat(report().promotions()).extracting(Promotion::entry).containsExactly(started.id());
    }
}
