package io.jenkins.lib.releasegates.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Ours writes what the library of the RFC's authors writes from the same tree. */
class CanonicalJsonTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void shouldWriteTheExampleOfTheRfc() throws Exception {
        JsonNode example = MAPPER.readTree("""
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}""");

        assertThat(new String(CanonicalJson.bytes(example), StandardCharsets.UTF_8))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void shouldAgreeWithTheLibraryOnWhateverATreeMayHold() throws Exception {
        Random random = new Random(8785);
        for (int i = 0; i < 20_000; i++) {
            ObjectNode tree = object(random, 0);
            byte[] expected = new JsonCanonicalizer(MAPPER.writeValueAsString(tree)).getEncodedUTF8();
            assertThat(CanonicalJson.bytes(tree)).as(() -> tree.toString()).isEqualTo(expected);
        }
    }

    @Test
    void shouldRefuseWhatJsonCanNotSay() {
        ObjectNode tree = JSON.objectNode().put("x", Double.NaN);
        assertThatThrownBy(() -> CanonicalJson.bytes(tree)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.bytes(JSON.textNode("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text(random), value(random, depth + 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 9 : 11)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt());
            case 3 -> JSON.numberNode(random.nextLong() >> random.nextInt(64));
            case 4 -> JSON.numberNode(finite(random));
            case 5 -> JSON.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 6 -> JSON.numberNode(new BigInteger(random.nextInt(90), random));
            case 7 -> JSON.numberNode(new BigDecimal(new BigInteger(60, random), random.nextInt(20) - 5));
            case 8 -> JSON.textNode(text(random));
            case 9 -> object(random, depth);
            default -> array(random, depth);
        };
    }

    private static double finite(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : -0.0;
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(random, depth + 1));
        }
        return array;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/\u007f\u2028".charAt(random.nextInt(5));
                        case 2 -> 0x1f600 + random.nextInt(50);
                        case 3 -> 0xe000 + random.nextInt(0x1ff0);
                        default -> ' ' + random.nextInt(95);
                    });
        }
        return text.toString();
    }
}
