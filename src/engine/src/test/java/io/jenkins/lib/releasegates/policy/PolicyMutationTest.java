package io.jenkins.lib.releasegates.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Breaks a good file in many small ways, always the same ones. */
class PolicyMutationTest {

    private static final int ROUNDS = 4_000;
    private static final String[] SPICE = {
        "[",
        "{",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "!!x ",
        ": ",
        "\n- ",
        "#",
        "\t",
        "\u0000",
        "((",
        "&&",
        "==",
        "'\\",
        "%",
        "ä",
        "\uD83D\uDE00"
    };

    @Test
    @Timeout(60)
    void shouldMakeAPolicyOrIssuesOfWhateverItReads() {
        Random random = new Random(20261121);
        byte[] good = PolicyFiles.COMPLETE.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutant = good;
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutant = mutate(mutant, random);
            }
            byte[] input = mutant;
            assertThatCode(() -> PolicyFuzzTarget.fuzzerTestOneInput(input))
                    .as(new String(input, StandardCharsets.UTF_8))
                    .doesNotThrowAnyException();
            refused += PolicyValidation.ofYaml(input, "mutant").issues().isEmpty() ? 0 : 1;
        }
        assertThat(refused).as("mutants that were refused").isBetween(ROUNDS / 2, ROUNDS);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> flipped(bytes, at, random);
            case 1 -> joined(bytes, at, SPICE[random.nextInt(SPICE.length)].getBytes(StandardCharsets.UTF_8), at);
            case 2 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(20)));
            default ->
                joined(
                        bytes,
                        at,
                        Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 40)),
                        random.nextInt(bytes.length));
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    /** The first bytes up to an index, then others, then the first ones from another index on; never empty. */
    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        byte[] result = new byte[until + between.length + bytes.length - from];
        System.arraycopy(bytes, 0, result, 0, until);
        System.arraycopy(between, 0, result, until, between.length);
        System.arraycopy(bytes, from, result, until + between.length, bytes.length - from);
        return result.length == 0 ? bytes : result;
    }
}
