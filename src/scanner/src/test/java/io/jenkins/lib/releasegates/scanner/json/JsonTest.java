package io.jenkins.lib.releasegates.scanner.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static Object read(String text) throws IOException {
        return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadEveryKindOfValueWhenTheTextIsWhole() throws Exception {
        assertThat(read("{'a': [1, 4294967296, 18446744073709551616, 1.5], 'b': {'c': null}, 'd': true, 'e': 'x'} "))
                .isEqualTo(Map.of(
                        "a",
                        List.of(1, 4_294_967_296L, new BigInteger("18446744073709551616"), 1.5),
                        "b",
                        Map.of("c", Json.NULL),
                        "d",
                        true,
                        "e",
                        "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{'a': 1, 'a': 1}",
                "{'a': 1} {}",
                "1 2",
                "{'a': ",
                "[1",
                "[1}",
                "{'a'}",
                "]",
                "x",
                "NaN"
            })
    void shouldRefuseATextWhenItIsNotOneValue(String text) {
        assertThatIOException().isThrownBy(() -> read(text));
    }

    @Test
    void shouldRefuseATextWhenItIsTooDeep() {
        assertThatIOException().isThrownBy(() -> read("[".repeat(5_000) + "]".repeat(5_000)));
    }

    @Test
    void shouldTellMembersByTheirTypesWhenAskedForThem() throws Exception {
        JsonObject object = JsonObject.of(
                read("{'text': 'x', 'whole': 5000000000, 'count': 7, 'flag': true, 'none': null, 'texts': ['a', 'b']}"),
                Set.of("text", "whole", "count", "flag", "none", "texts"));

        assertThat(object.text("text")).isEqualTo("x");
        assertThat(object.whole("whole")).isEqualTo(5_000_000_000L);
        assertThat(object.count("count")).isEqualTo(7);
        assertThat(object.whole("count")).isEqualTo(7L);
        assertThat(object.number("count")).isEqualTo(7.0);
        assertThat(object.flag("flag")).isTrue();
        assertThat(object.text("none")).isNull();
        assertThat(object.texts("texts")).containsExactly("a", "b");
        assertThat(object.texts("none")).isNull();
    }

    @Test
    void shouldSayWhatWasFoundWhenAMemberIsOfAnotherType() throws Exception {
        JsonObject object = JsonObject.of(read("{'a': 1.5, 'b': 'x', 'c': [1]}"), Set.of("a", "b", "c"));

        assertThatIOException().isThrownBy(() -> object.text("a")).withMessage("a: found 1.5, allowed: a text");
        assertThatIOException().isThrownBy(() -> object.whole("a")).withMessageStartingWith("a: found 1.5, allowed:");
        assertThatIOException().isThrownBy(() -> object.count("b")).withMessageStartingWith("b: found x, allowed:");
        assertThatIOException().isThrownBy(() -> object.flag("b")).withMessageContaining("true or false");
        assertThatIOException().isThrownBy(() -> object.texts("c")).withMessage("c: found 1, allowed: a text");
        assertThatIOException().isThrownBy(() -> object.mustText("d")).withMessage("d: found nothing");
    }

    @Test
    void shouldRefuseAnObjectWhenItHasAMemberThatNobodyKnows() {
        assertThatIOException()
                .isThrownBy(() -> JsonObject.of(read("{'a': 1}"), Set.of("b")))
                .withMessageContaining("found a member a, allowed: [b]");
        assertThatIOException()
                .isThrownBy(() -> JsonObject.of(read("[]"), Set.of("b")))
                .withMessageContaining("allowed: an object");
    }
}
