package io.jenkins.lib.releasegates.verify.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in one pass has to be what the slow way reads, and nothing that it refuses. */
class CanonicalReaderTest {

    private static final String CHARACTERS =
            "{}[]\",:\\ubfnrt/0123456789-+.eE truefalsnl\u0000\u0001\u001f\u007f\u00e9\u20ac\ufffd";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<ObjectNode> slow(byte[] bytes) {
        try {
            return Optional.of(StrictJson.readClosely(bytes));
        } catch (RefusedLineException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1}",
                "{\"\":[],\"a\":[1,-2,0,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
                "{\"a\":123456789012345,\"b\":-2147483649}",
                "{\"a\":\"\u20ac \u00e9 \ud83d\ude00 /\u007f\"}",
                "{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u20ac\"}",
                "{\"a\\\"b\":1,\"a\\\\\":2,\"\u20ac\":3,\"\ud83d\ude00\":4,\"\ufb33\":5}",
            })
    void shouldReadInOnePassWhatIsPlainlyCanonical(String text) {
        assertThat(CanonicalReader.read(bytes(text))).isPresent().isEqualTo(slow(bytes(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} ",
                "{}{}",
                "{ }",
                "{\"a\":1,}",
                "{\"a\":1 }",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"\ufb33\":1,\"\ud83d\ude00\":1}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1.0}",
                "{\"a\":1e2}",
                "{\"a\":9007199254740993}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\u0001\"}",
                "{\"\u0001\":1}",
                "{\"a\":\"}",
                "{\"a\":tru}",
                "{\"a\":nulls}",
                "{a:1}",
            })
    void shouldLeaveEverythingElseToTheSlowWay(String text) {
        assertThat(CanonicalReader.read(bytes(text))).isEmpty();
        // A name with this character in its memory must not let it in as it stands.
        assertThat(CanonicalReader.read(bytes("{\"\\u0001\":1}"))).isPresent();
        assertThat(CanonicalReader.read(bytes("{\"\u0001\":1}"))).isEmpty();
    }

    @Test
    void shouldReadNothingThatTheSlowWayRefusesNorReadItOtherwise() {
        Random random = new Random(20261121);
        byte[] seed = bytes(
                "{\"a\":[1,-2,\"x\\n\\u0001\u20ac\"],\"ab\":{\"c\":true,\"d\":null},\"b\":\"\\\\\",\"\u00e9\":12}");
        byte[] characters = bytes(CHARACTERS);
        int read = 0;
        for (int run = 0; run < 200_000; run++) {
            byte[] changed = seed.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(changed.length);
                switch (random.nextInt(3)) {
                    case 0 -> changed[at] = characters[random.nextInt(characters.length)];
                    case 1 -> changed[at] = (byte) random.nextInt(256);
                    default -> changed = Arrays.copyOf(changed, Math.max(1, at));
                }
            }
            Optional<ObjectNode> plain = CanonicalReader.read(changed);
            if (plain.isPresent()) {
                read++;
                assertThat(slow(changed))
                        .as(new String(changed, StandardCharsets.UTF_8))
                        .isEqualTo(plain);
            }
        }
        assertThat(read).isGreaterThan(2_000);
    }

    @Test
    void shouldLeaveDeepNestingAndBrokenUtf8ToTheSlowWay() {
        assertThat(CanonicalReader.read(bytes("{\"a\":" + "[".repeat(100_000)))).isEmpty();
        assertThat(CanonicalReader.read(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}))
                .isEmpty();
        assertThat(CanonicalReader.read(
                        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'}))
                .isEmpty();
    }
}
