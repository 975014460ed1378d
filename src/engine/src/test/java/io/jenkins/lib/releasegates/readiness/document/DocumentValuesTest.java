package io.jenkins.lib.releasegates.readiness.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.readiness.document.ValueCondition.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of JSON and YAML held against conditions. */
class DocumentValuesTest {

    private static final String JSON = "{\"n\":3,\"big\":1e300,\"t\":\"x\",\"digits\":\"3\",\"yes\":true,\"nil\":null,"
            + "\"list\":[1,{\"a\":2}],\"none\":[],\"blank\":\" \",\"a/b\":1,\"m~n\":2,\"\":5}";
    private static final String YAML = "n: 3\nbig: 1e300\nt: x\ndigits: '3'\nyes: true\nnil: ~\n"
            + "list:\n  - 1\n  - {a: 2}\nnone: []\nblank: ' '\na/b: 1\nm~n: 2\n'': 5\n";

    private static Optional<DocumentValue> value(String text, String path, String pointer)
            throws UnreadableDocumentException {
        return DocumentValues.read(text.getBytes(StandardCharsets.UTF_8), path)
                .at(JsonPointer.read(pointer).orElseThrow());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/n        | == 3       | HOLDS",
                "/n        | == 3.0     | HOLDS",
                "/n        | != 3       | DOES_NOT_HOLD",
                "/n        | < 3        | DOES_NOT_HOLD",
                "/n        | <= 3       | HOLDS",
                "/n        | > 2.5      | HOLDS",
                "/n        | >= 4       | DOES_NOT_HOLD",
                "/n        | == \"3\"   | INCOMPARABLE",
                "/n        | != \"3\"   | INCOMPARABLE",
                "/n        | size > 0   | INCOMPARABLE",
                "/big      | > 5        | HOLDS",
                "/t        | == \"x\"   | HOLDS",
                "/t        | != \"x\"   | DOES_NOT_HOLD",
                "/t        | != \"y\"   | HOLDS",
                "/t        | == 3       | INCOMPARABLE",
                "/digits   | == 3       | INCOMPARABLE",
                "/yes      | == true    | HOLDS",
                "/yes      | == false   | DOES_NOT_HOLD",
                "/yes      | != \"no\"  | INCOMPARABLE",
                "/yes      | exists     | HOLDS",
                "/nil      | exists     | DOES_NOT_HOLD",
                "/nil      | != 1       | INCOMPARABLE",
                "/none     | exists     | DOES_NOT_HOLD",
                "/blank    | exists     | DOES_NOT_HOLD",
                "/list     | exists     | HOLDS",
                "/list     | size == 2  | HOLDS",
                "/list     | size > 2   | DOES_NOT_HOLD",
                "/none     | size == 0  | HOLDS",
                "/list     | != 3       | INCOMPARABLE",
                "/list/0   | == 1       | HOLDS",
                "/list/1/a | == 2       | HOLDS",
                "/a~1b     | == 1       | HOLDS",
                "/m~0n     | == 2       | HOLDS",
                "/         | == 5       | HOLDS",
                "``        | size > 10  | HOLDS"
            })
    void shouldHoldAValueAgainstACondition(String pointer, String condition, Outcome outcome) throws Exception {
        ValueCondition read = ValueCondition.read(condition).orElseThrow();

        assertThat(read.words()).isEqualTo(condition);
        assertThat(value(JSON, "a.json", pointer).map(read::test)).contains(outcome);
        assertThat(value(YAML, "a.yaml", pointer).map(read::test)).contains(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/n/x", "/list/2", "/list/-", "/list/00", "/list/-1", "/list/99999999999", "/list/a"})
    void shouldFindNothingWhereNothingIs(String pointer) throws Exception {
        assertThat(value(JSON, "a.json", pointer)).isEmpty();
        assertThat(value(YAML, "a.yml", pointer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "==",
                "= 3",
                "== x",
                "3",
                "== 'x'",
                "== \"x",
                "> \"x\"",
                "< true",
                "size exists",
                "size == true",
                "size",
                "exists ",
                "== 1e3",
                "== 01",
                "==  3",
                "== \"a\"b\"",
                "=== 3",
                "~= 3"
            })
    void shouldRefuseWhatIsNoCondition(String text) {
        assertThat(ValueCondition.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "/a~", "/a~2", "/~", "#/a"})
    void shouldRefuseWhatIsNoPointer(String text) {
        assertThat(JsonPointer.read(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a name twice in JSON   | a.json | {\"a\":1,\"a\":2}",
                "a name twice in YAML   | a.yaml | {a: 1, a: 2}",
                "an alias               | a.yaml | {a: &x [1], b: *x}",
                "a tag                  | a.yaml | {a: !!java.net.URL [x]}",
                "something behind       | a.json | {} {}",
                "NaN                    | a.json | {\"a\": NaN}",
                "a number without end   | a.json | {\"a\": 11111111111111111111111111111111111111111}",
                "half an object         | a.json | {\"a\":",
                "half a mapping         | a.yaml | {a:",
                "a file of another kind | a.toml | a = 1"
            })
    void shouldRefuse(String sentence, String path, String text) {
        assertThatThrownBy(() -> value(text, path, "/a"))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("allowed");
    }

    @Test
    void shouldRefuseWhatIsEmptyTooLargeOrTooDeep() {
        for (String text : new String[] {
            "", "[".repeat(65) + "]".repeat(65), "[".repeat(100_000), "{\"a\":".repeat(100_000), " ".repeat(1 << 21)
        }) {
            for (String path : new String[] {"a.json", "a.yaml"}) {
                assertThatThrownBy(() -> value(text, path, "")).isInstanceOf(UnreadableDocumentException.class);
            }
        }
    }

    @Test
    void shouldNeverHoldForWhatIsNoFiniteNumber() {
        for (String condition : new String[] {"== 1", "!= 1", "< 1", "<= 1", "> 1", ">= 1"}) {
            ValueCondition read = ValueCondition.read(condition).orElseThrow();
            for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThat(read.test(number)).isEqualTo(Outcome.INCOMPARABLE);
            }
        }
        assertThat(ValueCondition.read("== 0").orElseThrow().test(-0.0)).isEqualTo(Outcome.HOLDS);
        DocumentValue endless = new DocumentValue(DocumentValue.Kind.NUMBER, "1e999", 0);
        assertThat(ValueCondition.read("> 1").orElseThrow().test(endless)).isEqualTo(Outcome.INCOMPARABLE);
    }

    @Test
    @Timeout(60)
    void shouldReadOrRefuseWhateverItIsGiven() {
        Random random = new Random(20261122);
        int read = 0;
        for (int round = 0; round < 4_000; round++) {
            String path = round % 2 == 0 ? "a.json" : "a.yaml";
            byte[] bytes = (round % 2 == 0 ? JSON : YAML).getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                DocumentValues.read(bytes, path)
                        .at(JsonPointer.read("/list/1/a").orElseThrow());
                read++;
            } catch (UnreadableDocumentException e) {
                assertThat(e.reason()).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(read).isBetween(500, 3_999);
    }
}
