package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.ApprovalRule.DistinctPeople;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfGroup;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfNamed;
import io.jenkins.lib.releasegates.approval.ApprovalRule.Stage;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalRuleTest {

    @Test
    void shouldReadTheLanguage() {
        assertThat(rule("2 of group sre AND 1 of alice, \"Bob, the \\\"2nd\\\"\" THEN 3 distinct people"))
                .isEqualTo(new ApprovalRule(List.of(
                        new Stage(List.of(new OfGroup(2, "sre"), new OfNamed(1, List.of("alice", "Bob, the \"2nd\"")))),
                        new Stage(List.of(new DistinctPeople(3))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 of group sre",
                "1 of group \"release managers\"",
                "1 of \"group\", \"THEN\", \"AND\", \"distinct\", of, people, and",
                "1 of group \"group\" AND 1 of group group\u00e9",
                "1 of group \"CORP\\\\ops\" AND 2 distinct people",
                "1 of alice AND 1 of bob, alice",
                "100 of group everybody THEN 1 of group \"\uD83D\uDE80\""
            })
    void shouldComeBackFromItsOwnWords(String text) {
        ApprovalRule rule = rule(text);

        assertThat(rule(rule.words())).isEqualTo(rule);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "an empty rule | ## | 1 | the end | <number> of group",
                "nobody of a group | 0 of group sre | 1 | \"0\" | 1 to 100",
                "a negative number | -1 of group sre | 1 | \"-1\" | 1 to 100",
                "not a number | NaN of group sre | 1 | \"NaN\" | 1 to 100",
                "a number beyond all | 99999999999999999999 of group sre | 1 | \"9999 | 1 to 100",
                "a number in quotes | \"1\" of group sre | 1 | \"1\" | 1 to 100",
                "no group behind group | 1 of group | 11 | the end | the name of a group",
                "an empty group | 1 of group \"\" | 12 | \"\" | a name of 1 to",
                "a blank group | 1 of group \"  \" | 12 | \"  \" | a name of 1 to",
                "no approver | 1 of | 5 | the end | group and its name",
                "a comma instead of a name | 1 of , bob | 6 | \",\" | group and its name",
                "a comma at the end | 1 of bob, | 10 | the end | the name of a person",
                "more than are named | 3 of alice, bob | 1 | 3 of 2 people | number up to",
                "one named twice | 2 of alice, alice | 13 | \"alice\" a second time | each person once",
                "one wanted twice | 1 of alice AND 1 of alice | 1 | nobody can fulfil | different people",
                "two wanted for three | 1 of alice, bob THEN 2 of bob, alice | 1 | nobody can fulfil | different people",
                "a lower-case and | 1 of group a and 1 of group b | 14 | \"and\" | AND, THEN or the end",
                "an or | 1 of group a OR 1 of group b | 14 | \"OR\" | AND, THEN or the end",
                "nothing behind AND | 1 of group a AND | 17 | the end | <number> of group",
                "THEN for a name | 1 of group THEN | 12 | \"THEN\" | in quotes",
                "distinct what | 2 distinct groups | 12 | \"groups\" | people",
                "an open quote | 1 of group \"sre | 12 | a quote that isn't closed | \"<name>\"",
                "a name that steers | 1 of group s\u202Ere | 12 | \"s?re\" | printable"
            })
    void shouldSayWhatIsWrongAndWhere(String sentence, String text, int column, String found, String allowed) {
        Issues issues = new Issues("approvers");

        assertThat(ApprovalRule.read(text, issues)).isEmpty();

        assertThat(issues.inOrder()).singleElement().satisfies(issue -> {
            assertThat(issue.toString()).startsWith("approvers:1:" + column + ": found ");
            assertThat(issue.found()).contains(found);
            assertThat(issue.allowed()).contains(allowed);
        });
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertThat(ApprovalRule.read("1 of group a AND ".repeat(300) + "1 of group a", new Issues("rule")))
                .isEmpty();
        assertThat(ApprovalRule.read("1 of group a" + " AND 1 of group a".repeat(20), new Issues("rule")))
                .isEmpty();
        assertThat(ApprovalRule.read("1 of group a" + " AND 1 of group a".repeat(19), new Issues("rule")))
                .isPresent();
        assertThat(ApprovalRule.read("1 of group " + "a".repeat(201), new Issues("rule")))
                .isEmpty();
    }

    /** Whatever stands there is a rule that comes back from its words, or an issue. */
    @Test
    void shouldReadOrRefuseWhateverStandsThere() {
        Random random = new Random(11);
        String[] parts = {
            "1 ",
            "2 ",
            "of ",
            "group ",
            "sre ",
            "alice ",
            ",",
            "\"",
            "\\",
            "AND ",
            "THEN ",
            "distinct ",
            "people ",
            "\u0000"
        };
        int rules = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "1 of " : "");
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            Issues issues = new Issues("rule");
            ApprovalRule rule = ApprovalRule.read(text.toString(), issues).orElse(null);
            assertThat(issues.none()).as(text.toString()).isEqualTo(rule != null);
            if (rule != null) {
                rules++;
                assertThat(rule(rule.words())).isEqualTo(rule);
            }
        }
        assertThat(rules).isGreaterThan(1_000);
    }

    @Test
    void shouldNotExistWithNobodyInIt() {
        assertThatThrownBy(() -> new ApprovalRule(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stage(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OfGroup(0, "sre")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OfGroup(1, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OfNamed(1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OfNamed(2, List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DistinctPeople(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
