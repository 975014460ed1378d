package io.jenkins.lib.releasegates.readiness.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headings of Markdown, each with whether anything is written below. */
class MarkdownSectionsTest {

    private static MarkdownSections read(String text) throws UnreadableDocumentException {
        return MarkdownSections.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a heading with text              | # Rollback\\nDo it.                          | true  | true",
                "a heading of a lower level       | #### Rollback\\nDo it.                       | true  | true",
                "another case, and emphasis       | ## **ROLL**BACK ##\\nDo it.                  | true  | true",
                "a number before it               | ## 3.1. Rollback\\nDo it.                    | true  | true",
                "underlined                       | Rollback\\n========\\nDo it.                 | true  | true",
                "underlined with dashes           | Rollback\\n---\\nDo it.                      | true  | true",
                "nothing below                    | # Rollback                                   | true  | false",
                "nothing but space below          | # Rollback\\n\\n  \\n                        | true  | false",
                "nothing but the next heading     | # Rollback\\n# Contacts\\nBob.               | true  | false",
                "text in a part of it             | # Rollback\\n## Steps\\nDo it.               | true  | true",
                "no text in a part of it          | # Rollback\\n## Steps\\n# Contacts\\nBob.    | true  | false",
                "a comment alone                  | # Rollback\\n<!-- TODO\\nwrite -->           | true  | false",
                "a comment in one line            | # Rollback\\n<!-- TODO -->                   | true  | false",
                "text behind a comment            | # Rollback\\n<!-- a --> Do it.               | true  | true",
                "code alone                       | # Rollback\\n```\\nkubectl rollout undo\\n```| true  | true",
                "an empty block of code           | # Rollback\\n```\\n```                       | true  | false",
                "an empty heading twice, then full| # Rollback\\n# Rollback\\nDo it.             | true  | true",
                "in a block of code               | ```\\n# Rollback\\nDo it.\\n```              | false | false",
                "in a comment                     | <!--\\n# Rollback\\nDo it.\\n-->             | false | false",
                "without a space                  | #Rollback\\nDo it.                           | false | false",
                "as text                          | Rollback\\nDo it.                            | false | false",
                "with another word                | # Rollback plan\\nDo it.                     | false | false",
                "seven levels deep                | ####### Rollback\\nDo it.                    | false | false"
            })
    void shouldTellWhetherASectionIsThereAndWritten(String sentence, String text, boolean there, boolean written)
            throws Exception {
        MarkdownSections sections = read(text.replace("\\n", "\n"));

        assertThat(sections.has("Rollback")).isEqualTo(there);
        assertThat(sections.isWritten("rollback")).isEqualTo(written);
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrNoText() {
        assertThatThrownBy(() -> MarkdownSections.read(new byte[MarkdownSections.MAX_BYTES + 1]))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("1048576");
        assertThatThrownBy(() -> MarkdownSections.read(new byte[] {'a', (byte) 0xC3}))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> read("# a\n".repeat(2_001)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("2000 headings");
    }

    @Test
    @Timeout(20)
    void shouldReadHostileTextInOnePass() throws Exception {
        for (String piece : new String[] {"<!--", "-->", "#", "```", "*_`", "1.", "<!-- -->", "= ", " "}) {
            String text = "# A\n" + piece.repeat(MarkdownSections.MAX_BYTES / piece.length() - 10);
            assertThat(read(text).has("A")).isTrue();
        }
        Random random = new Random(20261122);
        String alphabet = "#-=`~<!> \n\nab*_1.\u2028\uFEFF";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            MarkdownSections sections = read(text.toString());
            assertThat(!sections.isWritten("a") || sections.has("a")).isTrue();
        }
    }
}
