package io.jenkins.lib.releasegates.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the documents agree. */
class AuditJsonSchemaTest {

    @TempDir
    private Path directory;

    private static List<?> wrong(ObjectNode document) throws IOException {
        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "audit-page.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file))
                .validate(document.toString(), InputFormat.JSON);
    }

    private ObjectNode document(Subject.Origin origin, double coverage) throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            Subject build = Releases.build(7, "main", origin);
            ReleaseContext context = Releases.context(build, Releases.evidence(coverage, 1));
            ledger.record(Releases.decide(context), context, Releases.ALICE);
            ledger.recordEvidence(Releases.evidence(1, 1), build, Releases.ALICE, Releases.NOW);
            return AuditJson.of(AuditPage.of(ledger, build.build(), Releases.NOW));
        }
    }

    @ParameterizedTest
    @EnumSource(Subject.Origin.class)
    void shouldFitTheSchemaWhereverADecisionComesFrom(Subject.Origin origin) throws Exception {
        assertThat(wrong(document(origin, 90))).isEmpty();
        assertThat(wrong(document(origin, 10))).isEmpty();
    }

    @Test
    void shouldFitTheSchemaAfterNamesWereErasedAndEvidenceWasForged() throws Exception {
        document(Subject.Origin.ORDINARY, 90);
        Files.delete(directory.resolve("people/000000000000.jsonl"));
        try (var blobs = Files.list(directory.resolve("evidence"))) {
            Files.writeString(blobs.findFirst().orElseThrow(), "forged");
        }
        try (Ledger ledger = Ledger.openForReading(directory)) {
            ObjectNode document = AuditJson.of(AuditPage.of(ledger, "build-7", Releases.NOW));

            assertThat(document.at("/record/strength").asText()).isEqualTo("broken");
            assertThat(document.at("/decisions/0/actor").has("name")).isFalse();
            assertThat(wrong(document)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome", "hash", "effect", "gates", "reports", "purpose"})
    void shouldNotFitWithoutAMemberThatProgramsRelyOn(String member) throws Exception {
        ObjectNode document = document(Subject.Origin.ORDINARY, 90);
        ((ObjectNode) document.at("/decisions/0")).remove(member);

        assertThat(wrong(document)).isNotEmpty();
    }

    @Test
    void shouldNotFitWithAnOutcomeThatNobodyKnows() throws Exception {
        ObjectNode document = document(Subject.Origin.ORDINARY, 90);
        ((ObjectNode) document.at("/decisions/0")).put("outcome", "FINE");

        assertThat(wrong(document)).isNotEmpty();
    }
}
