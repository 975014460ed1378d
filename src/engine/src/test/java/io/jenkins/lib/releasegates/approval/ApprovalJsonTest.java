package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.ALIASES;
import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.GROUPS;
import static io.jenkins.lib.releasegates.approval.Approvals.NOW;
import static io.jenkins.lib.releasegates.approval.Approvals.accepted;
import static io.jenkins.lib.releasegates.approval.Approvals.approval;
import static io.jenkins.lib.releasegates.approval.Approvals.approvedBy;
import static io.jenkins.lib.releasegates.approval.Approvals.author;
import static io.jenkins.lib.releasegates.approval.Approvals.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.ApprovalJson.UnreadableApprovalException;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalJsonTest {

    private static final ApprovalRequest REQUEST = request();

    private static ApprovalRequest request() {
        ApprovalTerms terms = new ApprovalTerms(
                Approvals.rule("2 of group sre AND 1 of carol THEN 1 of group \"audit \u20ac\""),
                new ReasonRule(true, Optional.of("[A-Z]+-[0-9]+")),
                Duration.ofHours(24),
                Optional.of(Duration.ofHours(4)));
        Exclusions exclusions = Approvals.exclusions(
                UnknownAuthorship.oneMoreOf("audit"),
                List.of(new Doubt(Doubt.Kind.REPLAYED, "#7")),
                author("eve@example.org"),
                new Exclusions.Involvement(
                        Exclusions.Ground.CHANGED,
                        Exclusions.IdentityKind.EMAIL,
                        "erin@example.org",
                        "1a2b3c",
                        Optional.of(new Exclusions.Signed(List.of("erin@example.org", "erin"), "erin@example.org"))));
        exclusions = new Exclusions(
                exclusions.enforced(),
                exclusions.unknown(),
                Exclusions.AuthorProof.VERIFIED,
                exclusions.involved(),
                exclusions.doubts());
        ApprovalRequest asked = ApprovalRequest.ask(terms, CONTENT, exclusions, NOW);
        Answer answer = Answer.approve("alice", CONTENT.digest(), "CHG-1 \"\u202e\"", NOW.plusNanos(1));
        return accepted(asked.answer(answer, ALIASES, GROUPS));
    }

    @Test
    void shouldComeBack() throws Exception {
        ApprovalRequest approved = approvedBy(Approvals.ask("2 of group sre"), "alice", "bob");
        List<ApprovalRequest> all = List.of(
                REQUEST,
                Approvals.ask("1 of group sre"),
                approved,
                accepted(REQUEST.withdraw("alice", NOW.plusSeconds(9), ALIASES)),
                REQUEST.supersede(NOW.plusSeconds(9)),
                REQUEST.expire(REQUEST.deadline()));
        for (ApprovalRequest request : all) {
            assertThat(ApprovalJson.read(ApprovalJson.write(request))).isEqualTo(request);
        }
    }

    @Test
    void shouldGoOnWhereItWas() throws Exception {
        ApprovalRequest kept =
                ApprovalJson.read(ApprovalJson.write(approvedBy(Approvals.ask("2 of group sre"), "alice")));

        assertThat(accepted(reply(kept, approval("al")))).isSameAs(kept);
        assertThat(accepted(reply(kept, approval("bob"))).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void shouldPassOverWhatALaterVersionAdds() throws Exception {
        String json = ApprovalJson.write(REQUEST).replace("\"status\":", "\"later\":{\"a\":[1]},\"status\":");

        assertThat(ApprovalJson.read(
                        json.replace("\"kind\":\"APPROVE\"", "\"kind\":\"APPROVE\",\"session\":\"token\"")))
                .isEqualTo(REQUEST);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "another version | \"version\":1 | \"version\":2 | version: found \"2\", allowed: the number 1",
                "a version as text | \"version\":1 | \"version\":\"1\" | version: found \"1\"",
                "a status that isn't known | \"status\":\"WAITING\" | \"status\":\"BYPASSED\" | status: found \"BYPASSED\", allowed: one of",
                "approved without an ending | \"status\":\"WAITING\" | \"status\":\"APPROVED\" | A request has an ending unless",
                "another verdict | \"verdict\":\"WARNING\" | \"verdict\":\"PASSED\" | content.digest: found",
                "an answer that isn't known | \"kind\":\"APPROVE\" | \"kind\":\"BYPASS\" | answers[0].kind: found \"BYPASS\"",
                "an answer of nobody | \"account\":\"alice\" | \"account\":\" \" | An account has 1 to 255",
                "a rule of nobody | \"rule\":\"2 of group sre | \"rule\":\"0 of group sre | terms.rule: rule:1:1: found \"0\"",
                "a time that is none | \"askedAt\":\"2026-11-22T10 | \"askedAt\":\"2026-11-32T10 | askedAt: found",
                "a wait without end | \"timeout\":\"PT24H\" | \"timeout\":\"P99999D\" | A request waits up to",
                "a wait of no time | \"timeout\":\"PT24H\" | \"timeout\":\"-PT1S\" | A request waits up to",
                "a number for a text | \"timeout\":\"PT24H\" | \"timeout\":NaN | Found no JSON",
                "a ground that isn't known | \"enforced\":[ | \"enforced\":[\"OTHER\", | enforced: found",
                "an involvement that is none | \"involved\":[ | \"involved\":[1, | involved[0]: found \"1\", allowed: an object",
                "an expression that matches all | \"ticket\":\"[A-Z]+-[0-9]+\" | \"ticket\":\".*\" | Every reason matches",
                "a name twice | \"status\":\"WAITING\" | \"status\":\"WAITING\",\"status\":\"WAITING\" | Duplicate field",
                "a group of nobody | \"oneMoreOf\":\"audit\" | \"oneMoreOf\":\"\" | Not the name of a group",
                "a flag that is none | \"reasonMandatory\":true | \"reasonMandatory\":\"true\" | true or false"
            })
    void shouldRefuse(String sentence, String found, String instead, String expected) {
        String json = ApprovalJson.write(REQUEST);
        assertThat(json).contains(found);

        assertThatThrownBy(() -> ApprovalJson.read(json.replace(found, instead)))
                .isInstanceOf(UnreadableApprovalException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{}", "{\"version\":1}", "{} {}", "\u0000"})
    void shouldRefuseWhatIsNoState(String text) {
        assertThatThrownBy(() -> ApprovalJson.read(text)).isInstanceOf(UnreadableApprovalException.class);
    }

    @Test
    void shouldRefuseWhatIsTooMuch() {
        String json = ApprovalJson.write(REQUEST);
        String answer =
                json.substring(json.indexOf("\"answers\":[") + 11, json.indexOf("}", json.indexOf("\"groups\":")) + 1);

        assertThat(answer).startsWith("{").endsWith("}");
        assertThatThrownBy(() -> ApprovalJson.read(json.replace(answer, (answer + ",").repeat(500) + answer)))
                .isInstanceOf(UnreadableApprovalException.class);
        assertThatThrownBy(() -> ApprovalJson.read("[".repeat(100_000)))
                .isInstanceOf(UnreadableApprovalException.class);
        assertThatThrownBy(() -> ApprovalJson.read(" ".repeat(ApprovalJson.MAX_LENGTH + 1)))
                .hasMessageContaining("allowed: at most");
    }

    /** Nothing but a request or one kind of exception comes of whatever stands there. */
    @Test
    void shouldReadOrRefuseWhateverStandsThere() {
        Random random = new Random(5);
        String json = ApprovalJson.write(approvedBy(Approvals.ask("2 of group sre"), "alice", "bob"));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(json);
            int at = random.nextInt(text.length());
            switch (i % 3) {
                case 0 -> text.setCharAt(at, "\"{}[]:,0a\\".charAt(random.nextInt(10)));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(20))));
            }
            try {
                assertThat(ApprovalJson.read(text.toString()).content().digest())
                        .isEqualTo(CONTENT.digest());
            } catch (UnreadableApprovalException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }
}
