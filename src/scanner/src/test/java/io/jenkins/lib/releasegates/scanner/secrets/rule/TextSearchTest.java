package io.jenkins.lib.releasegates.scanner.secrets.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** How a text is searched: long lines, many keywords, overlaps. */
class TextSearchTest {

    private static final RuleSet RULES = RuleSet.builtIn();
    private static final String KEY = "AKIA" + "IALRWFVEALKXWKKX";

    private static List<String> found(String text) {
        return RULES.search(text, "a.txt").stream().map(Match::toString).toList();
    }

    @Test
    void shouldFindEachSecretWhenALineIsAMillionCharactersLong() {
        String line = "x".repeat(300_000) + " " + KEY + " " + "y".repeat(300_000) + " " + KEY.replace('L', 'M') + " ";

        assertThat(found(line)).containsExactly("aws-access-key-id at 300001", "aws-access-key-id at 600023");
    }

    @Test
    void shouldFindASecretWhereverItStandsBetweenKeywordsOfItsOwnRule() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            String before = "akia ".repeat(random.nextInt(4_000));
            String after = " akia".repeat(random.nextInt(4_000));

            assertThat(found(before + KEY + after))
                    .as("%d", i)
                    .containsExactly("aws-access-key-id at " + before.length());
        }
    }

    @Test
    void shouldEndSoonWhenALineIsFullOfKeywords() {
        String hostile =
                "password=".repeat(200_000) + "secret token api_key -----BEGIN PRIVATE KEY----- eyJ".repeat(10_000);

        Assertions.assertThat(org.junit.jupiter.api.Assertions.assertTimeout(
                        Duration.ofSeconds(60), () -> RULES.search(hostile, "a.properties")))
                .isEmpty();
    }

    @Test
    void shouldNameTheCertainRuleWhenAGenericOneFindsTheSame() {
        assertThat(found("api_key = \"" + KEY + "\"")).containsExactly("aws-access-key-id at 11");
        assertThat(found("password = \"sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc\""))
                .containsExactly("stripe-live-key at 12");
    }

    @Test
    void shouldFindTheSameWhenTheTextHasOtherLettersAndLineEnds() {
        assertThat(found("größe\r\n\u4f60\u597d id=" + KEY + "\r\n")).containsExactly("aws-access-key-id at 13");
    }

    @Test
    void shouldNotTellTheValueWhenAMatchIsShown() {
        Match match = RULES.search(KEY, "").get(0);

        assertThat(match.value()).isEqualTo(KEY);
        assertThat(match.toString()).doesNotContain("IALR");
    }
}
