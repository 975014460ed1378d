package io.jenkins.lib.releasegates.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/formats says about statements is what is written, and what is read. */
class StatementFormatTest {

    private static final Path FORMATS = Path.of(System.getProperty("project.root"), "docs", "formats");
    private static final String LIST =
            Statements.text(Statements.revocations(new Revoked(Statements.DECISION, Statements.NOW)));

    private static boolean fits(String text) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FORMATS.resolve("statement.schema.json")));
        return schema.validate(text, InputFormat.JSON).isEmpty();
    }

    @Test
    void shouldWriteWhatFitsTheSchema() throws IOException {
        for (Verdict.Kind outcome : Verdict.Kind.values()) {
            for (Purpose purpose : Purpose.values()) {
                String text = Statements.text(Statements.summary(outcome, purpose, Statements.ARTIFACT));
                assertThat(fits(text)).as(text).isTrue();
            }
        }
        assertThat(fits(LIST)).isTrue();
        assertThat(fits(Statements.text(Statements.revocations()))).isTrue();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Statement/v1                  | Statement/v0.1
            verification_summary/v1       | verification_summary/v2
            "subject":[{                  | "subject":[],"s":[{
            "name":"shop.jar"             | "title":"shop.jar"
            "size":4                      | "size":-4
            "sha256":"                    | "sha256":"0
            "entry":"sha256:              | "entry":"
            "decision":"0123456789abcdef/ | "decision":"
            "outcome":"PASSED"            | "outcome":"FAILED"
            "outcome":"PASSED"            | "outcome":"FINE"
            "verificationResult":"PASSED" | "verificationResult":"FAILED"
            "purpose":"JUDGEMENT"         | "purpose":"WISH"
            "verifiedLevels":["RELEASE    | "verifiedLevels":["SLSA
            "verifiedLevels":["           | "verifiedLevels":["FAILED","
            "environment":"production"    | "environment":""
            "build":                      | "built":
            00.000Z"                      | 00.000+00:00"
            "verifier":{"id":"https       | "verifier":{"id":"Https
            """)
    void shouldRefuseByTheSchemaWhatTheReaderRefuses(String part, String other) throws IOException {
        assertThat(fits(Statements.changed(Statements.text(), part, other))).isFalse();
    }

    @Test
    void shouldRefuseListsThatDoNotFit() throws IOException {
        for (String[] change : List.of(
                new String[] {"\"issuedAt\"", "\"issued\""},
                new String[] {"\"revoked\":", "\"revokes\":"},
                new String[] {"\"revokedAt\"", "\"at\""},
                new String[] {"abcdef/41", "abcdef/041"},
                new String[] {"\"subject\":[", "\"subject\":[{},"})) {
            assertThat(fits(Statements.changed(LIST, change[0], change[1])))
                    .as(change[1])
                    .isFalse();
        }
    }

    @Test
    void shouldDescribeEveryMemberThatIsWritten() throws IOException {
        String page = Files.readString(FORMATS.resolve("statement.md"));
        JsonNode decision = new ObjectMapper().readTree(Statements.text()).path("predicate");
        JsonNode list = new ObjectMapper().readTree(LIST).path("predicate");
        List<String> members = Stream.of(
                        decision, decision.path(DecisionStatement.EXTENSION), list, list.at("/revoked/0"))
                .flatMap(object -> object.properties().stream())
                .map(member -> member.getKey())
                .toList();
        assertThat(members)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        assertThat(page)
                .contains(
                        RevocationList.PREDICATE_TYPE,
                        DecisionStatement.PREDICATE_TYPE,
                        DecisionStatement.level(Purpose.JUDGEMENT),
                        DecisionStatement.level(Purpose.REHEARSAL));
    }
}
